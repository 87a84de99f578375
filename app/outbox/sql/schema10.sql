-- The chart that a message carries: as on the wire, empty for none.
ALTER TABLE messages ADD COLUMN chart TEXT NOT NULL DEFAULT ''
