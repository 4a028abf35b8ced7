-- A number that rises whenever day, time or place change, or the day is given up. An invitation and an answer hold for
-- the schedule they were given for; what was given for an earlier one is history.
ALTER TABLE conference ADD COLUMN schedule {int} NOT NULL DEFAULT 0;
-- The revision of the entry in the invited person's calendar; below zero before the first.
ALTER TABLE invitation ADD COLUMN sequence {int} NOT NULL DEFAULT -1;
ALTER TABLE invitation ADD COLUMN answer_schedule {int};
ALTER TABLE invitation ADD COLUMN answer_day {day};
-- Each sending: for which schedule, when this person was needed, and when it reached them.
CREATE TABLE invitation_round (
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    round {int} NOT NULL,
    schedule {int} NOT NULL,
    on_day {day} NOT NULL,
    from_minute {int} NOT NULL,
    until_minute {int} NOT NULL,
    channel {text} NOT NULL,
    renewed {bool} NOT NULL,
    reached {moment},
    PRIMARY KEY (invitation_id, round)
);
INSERT INTO invitation_round (invitation_id, round, schedule, on_day, from_minute, until_minute, channel, renewed, reached)
    SELECT i.id, i.round, 0, c.on_day, c.from_minute, c.until_minute, i.channel, 1 = 0, i.sent_at
    FROM invitation i JOIN conference c ON c.id = i.conference_id
    WHERE i.round > 0 AND c.on_day IS NOT NULL AND c.from_minute IS NOT NULL AND c.until_minute IS NOT NULL;
UPDATE invitation SET sequence = round - 1;
UPDATE invitation SET answer_schedule = 0, answer_day = (SELECT c.on_day FROM conference c WHERE c.id = invitation.conference_id) WHERE answer IS NOT NULL;
-- Answers to an earlier schedule, kept when somebody answers anew. Words and phone are sealed.
CREATE TABLE earlier_answer (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    answer {text} NOT NULL,
    reason {text},
    words {bytes},
    phone {bytes},
    on_day {day},
    answered_at {moment} NOT NULL,
    answered_by {uuid}
);
CREATE INDEX earlier_answer_by_invitation ON earlier_answer (invitation_id, answered_at);
-- Word that a meeting will not be as somebody was told: a mail in the queue, or something staff have to say.
CREATE TABLE invitation_notice (
    id {uuid} NOT NULL PRIMARY KEY,
    invitation_id {uuid} NOT NULL REFERENCES invitation (id),
    reason {text} NOT NULL,
    channel {text} NOT NULL,
    state {text} NOT NULL,
    sequence {int} NOT NULL,
    on_day {day} NOT NULL,
    from_minute {int} NOT NULL,
    until_minute {int} NOT NULL,
    created {moment} NOT NULL,
    done_at {moment},
    done_by {uuid}
);
CREATE INDEX invitation_notice_by_invitation ON invitation_notice (invitation_id, state, created);
