-- Who left which room by an operator's command, for the server that runs beside it and has to tell; the newest alone.
CREATE TABLE departures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    heir_id TEXT REFERENCES users (id)
);
