-- Where somebody comes instead of the conference's place, sealed; none: where everybody comes.
ALTER TABLE participant ADD COLUMN place {bytes};
