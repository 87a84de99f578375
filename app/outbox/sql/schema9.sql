-- What is pinned in a room, without reading all of it.
CREATE INDEX messages_by_pin ON messages (room_id, pinned_at) WHERE pinned_at > 0
