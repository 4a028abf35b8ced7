-- Where a mail went, sealed: an address that is corrected later still has to hear that what it got is to be destroyed.
ALTER TABLE invitation_message ADD COLUMN address {bytes};
-- Which mailbox a request to destroy goes to, sealed; with none it goes wherever the person is reached.
ALTER TABLE invitation_erasure ADD COLUMN address {bytes};
