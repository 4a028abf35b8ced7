-- Who leads or writes one conference. It opens this conference, nothing else of the case.
CREATE TABLE conference_tie (
    conference_id {uuid} NOT NULL,
    case_id {uuid} NOT NULL,
    staff_id {uuid} NOT NULL REFERENCES staff (id),
    kind {text} NOT NULL,
    created {moment} NOT NULL,
    PRIMARY KEY (conference_id, staff_id, kind)
);
CREATE INDEX conference_tie_by_staff ON conference_tie (staff_id, conference_id);
CREATE INDEX conference_tie_by_case ON conference_tie (case_id);
INSERT INTO conference_tie (conference_id, case_id, staff_id, kind, created)
    SELECT p.conference_id, c.case_id, p.staff_id, p.reader, MIN(p.created)
    FROM participant p JOIN conference c ON c.id = p.conference_id
    WHERE p.staff_id IS NOT NULL AND p.removed IS NULL AND (p.reader = 'facilitator' OR p.reader = 'minute_taker')
    GROUP BY p.conference_id, c.case_id, p.staff_id, p.reader;
DELETE FROM tie WHERE kind = 'facilitator' OR kind = 'minute_taker';
