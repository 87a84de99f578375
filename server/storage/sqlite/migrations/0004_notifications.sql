-- What people are to hear of. seq is the message's, NULL where there is none; its text is not copied.
-- position: grows for ever (AUTOINCREMENT), and is never behind the clock, so that a restored database does not give the
-- positions again that its clients have seen.
CREATE TABLE notifications (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    room_id TEXT REFERENCES rooms (id) ON DELETE CASCADE,
    seq INTEGER,
    author_id TEXT NOT NULL REFERENCES users (id),
    created_at INTEGER NOT NULL,
    is_silent INTEGER NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

CREATE UNIQUE INDEX notifications_of_message ON notifications (room_id, seq, user_id) WHERE seq IS NOT NULL;
CREATE INDEX notifications_of_user ON notifications (user_id, position);
CREATE INDEX notifications_unread ON notifications (user_id, room_id, seq) WHERE is_read = 0;

-- What a person wants of a room, where it is not the usual. It goes with the membership.
CREATE TABLE notification_levels (
    room_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    level TEXT NOT NULL,
    PRIMARY KEY (room_id, user_id),
    FOREIGN KEY (room_id, user_id) REFERENCES members (room_id, user_id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX notification_levels_all ON notification_levels (room_id, user_id) WHERE level = 'all';
CREATE INDEX notification_levels_of_user ON notification_levels (user_id);

-- quiet_*: minutes of the person's day and their distance from UTC, and a time in ms since 1970.
CREATE TABLE notification_settings (
    user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    quiet_from INTEGER,
    quiet_to INTEGER,
    utc_offset INTEGER,
    quiet_until INTEGER
) WITHOUT ROWID;

-- word is folded by the server, and found in a message's words; shown is as the person wrote it.
CREATE TABLE keywords (
    word TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (word, user_id)
) WITHOUT ROWID;

CREATE INDEX keywords_of_user ON keywords (user_id, place);

-- A notification as it is shown. Who left a room does not see what it says there.
CREATE VIEW notification_views AS
SELECT
    n.user_id,
    n.position,
    n.type,
    n.room_id,
    m.id AS message_id,
    n.author_id,
    u.username,
    CASE WHEN r.direct_a IS NULL THEN r.name END AS title,
    m.content,
    n.created_at,
    n.is_silent,
    n.is_read,
    n.room_id IS NULL OR EXISTS (
        SELECT 1 FROM members x WHERE x.room_id = n.room_id AND x.user_id = n.user_id
    ) AS is_visible
FROM notifications n
JOIN users u ON u.id = n.author_id
LEFT JOIN rooms r ON r.id = n.room_id
LEFT JOIN messages m ON m.room_id = n.room_id AND m.seq = n.seq;
