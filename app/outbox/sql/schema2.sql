-- How far the one among the others has read who read most: what is read by somebody gets a tick.
ALTER TABLE rooms ADD COLUMN others_read INTEGER NOT NULL DEFAULT 0;
