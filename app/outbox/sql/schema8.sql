-- The team's dashboards as the server said them last, so that one opens before the network answers, and what
-- somebody changed here that the server has not taken yet. body: JSON, as on the wire.
CREATE TABLE dashboards (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
);
CREATE TABLE dashboard_edits (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
)
