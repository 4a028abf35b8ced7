-- Who saw a case in a list: the lists of one office since a day.
CREATE INDEX audit_event_listed ON audit_event (office_id, moment) WHERE code = 'case.listed';
