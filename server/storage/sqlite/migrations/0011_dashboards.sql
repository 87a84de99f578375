-- Pages of panels, and rules that speak up. Each is a row of JSON: nothing asks for its parts.
CREATE TABLE dashboards (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    json TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE alerts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    room_id TEXT NOT NULL REFERENCES rooms (id),
    json TEXT NOT NULL
) WITHOUT ROWID;
