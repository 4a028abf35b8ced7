-- Why a word about a change, or a request to destroy, did not go by mail: a stable code.
ALTER TABLE invitation_notice ADD COLUMN trouble {text};
ALTER TABLE invitation_erasure ADD COLUMN trouble {text};
-- Reports about the mail that asks to destroy find their way by it.
ALTER TABLE invitation_message ADD COLUMN erasure_id {uuid};
