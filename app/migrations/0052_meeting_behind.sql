-- What a device hands over when nothing of the meeting changes any more (the record is sealed, or the conference was
-- closed without a seal) is kept beside the record. Told by the entry itself: a closing has no moment to compare with.
ALTER TABLE meeting_entry ADD COLUMN behind {bool};
UPDATE meeting_entry SET behind = (SELECT CASE WHEN c.sealed IS NOT NULL AND meeting_entry.received > c.sealed THEN TRUE ELSE FALSE END
    FROM conference c WHERE c.id = meeting_entry.conference_id);
