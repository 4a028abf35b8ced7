-- Who must not meet whom at one conference. No words: why stands in the case, with the safety concern, sealed.
CREATE TABLE kept_apart (
    conference_id {uuid} NOT NULL REFERENCES conference (id),
    one_id {uuid} NOT NULL,
    other_id {uuid} NOT NULL,
    made {moment} NOT NULL,
    made_by {uuid} NOT NULL,
    ended {moment},
    ended_by {uuid},
    PRIMARY KEY (conference_id, one_id, other_id)
);
