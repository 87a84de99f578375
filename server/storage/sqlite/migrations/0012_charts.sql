-- What a panel showed when it was sent in a message. A row of JSON each, and with a rowid: most are longer than a page.
CREATE TABLE charts (
    room_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (room_id, seq),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);
