-- A running meeting is a state of its conference: while it lasts, plan, people and invitations stay as they are.
ALTER TABLE conference ADD COLUMN running_since {moment};
-- When the record was sealed: from then on nothing of the meeting and its record changes.
ALTER TABLE conference ADD COLUMN sealed {moment};
-- The conference this one follows.
ALTER TABLE conference ADD COLUMN follows {uuid};
UPDATE conference SET running_since = (SELECT m.started FROM meeting m WHERE m.conference_id = conference.id AND m.ended IS NULL)
    WHERE state = 'convened';
