-- What the person was notified of, as the server said it. position: the number in its id, which gives the order.
CREATE TABLE notifications (
    position INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    room_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    username TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    is_read INTEGER NOT NULL
)
