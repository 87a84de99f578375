-- The last change that the stored state of a message knows of: an older state never replaces a newer one.
ALTER TABLE messages ADD COLUMN change_seq INTEGER NOT NULL DEFAULT 0;
