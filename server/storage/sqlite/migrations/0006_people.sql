-- When a person was last connected, in ms since 1970; 0 for never.
ALTER TABLE users ADD COLUMN last_seen INTEGER NOT NULL DEFAULT 0;
