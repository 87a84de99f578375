-- The first schema; what its tables and columns mean is said where SQLite's are made (sqlite/migrations). Text is compared
-- by its bytes whatever the database's locale: both backends sort alike. A yes or no is 1 or 0, as there, so that both
-- understand the same statements.

CREATE TABLE hearth_version (version integer NOT NULL);
INSERT INTO hearth_version VALUES (0);

CREATE TABLE meta (
    key text COLLATE "C" PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);

-- epoch: anew after a restore. files: for good, the folder of the files' contents is named after it; a server of several
-- databases would else delete those of the others, which this one does not know.
INSERT INTO meta (key, value) VALUES ('epoch', replace(gen_random_uuid()::text, '-', '')),
    ('files', replace(gen_random_uuid()::text, '-', ''));

CREATE TABLE users (
    id text COLLATE "C" PRIMARY KEY,
    username text COLLATE "C" NOT NULL,
    username_key text COLLATE "C" NOT NULL UNIQUE,
    display_name text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    password_hash text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    last_seen bigint NOT NULL DEFAULT 0,
    shares_reads smallint NOT NULL DEFAULT 1,
    disabled_at bigint,
    removed_at bigint
);

CREATE TABLE tokens (
    hash bytea PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at bigint NOT NULL,
    id text COLLATE "C" NOT NULL UNIQUE,
    device text COLLATE "C" NOT NULL DEFAULT '',
    last_seen bigint NOT NULL DEFAULT 0
);

CREATE INDEX tokens_of_user ON tokens (user_id);

CREATE TABLE invites (
    hash bytea PRIMARY KEY,
    created_by text COLLATE "C" REFERENCES users (id) ON DELETE CASCADE,
    role text COLLATE "C" NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    uses_left bigint NOT NULL CHECK (uses_left >= 0),
    expires_at bigint NOT NULL,
    id text COLLATE "C" UNIQUE,
    created_at bigint NOT NULL DEFAULT 0
);

CREATE INDEX invites_of_user ON invites (created_by);

CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    user_id text COLLATE "C" REFERENCES users (id),
    action text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    detail text COLLATE "C"
);

CREATE TABLE rooms (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    name_key text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    is_private smallint NOT NULL,
    direct_a text COLLATE "C" REFERENCES users (id),
    direct_b text COLLATE "C" REFERENCES users (id),
    created_by text COLLATE "C" NOT NULL REFERENCES users (id),
    created_at bigint NOT NULL,
    last_seq bigint NOT NULL DEFAULT 0,
    last_at bigint NOT NULL DEFAULT 0,
    activity bigint NOT NULL,
    change_seq bigint NOT NULL DEFAULT 0,
    read_moves bigint NOT NULL DEFAULT 1,
    archived_at bigint,
    CHECK ((direct_a IS NULL) = (direct_b IS NULL))
);

CREATE UNIQUE INDEX rooms_public_name ON rooms (name_key) WHERE is_private = 0 AND direct_a IS NULL;
CREATE UNIQUE INDEX rooms_direct ON rooms (direct_a, direct_b) WHERE direct_a IS NOT NULL;
CREATE INDEX rooms_activity ON rooms (activity);

CREATE TABLE members (
    room_id text COLLATE "C" NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    read_seq bigint NOT NULL,
    joined_at bigint NOT NULL,
    role text COLLATE "C" NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member', 'guest')),
    joined_seq bigint NOT NULL DEFAULT 0,
    read_move bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (room_id, user_id)
);

CREATE INDEX members_of_user ON members (user_id, room_id);

-- position: SQLite's rowid, which counts across the rooms.
CREATE TABLE messages (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    room_id text COLLATE "C" NOT NULL REFERENCES rooms (id),
    seq bigint NOT NULL,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id),
    content text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    client_id text COLLATE "C",
    reply_to text COLLATE "C" REFERENCES messages (id),
    change_seq bigint,
    changed_at bigint,
    edited_at bigint,
    deleted_at bigint,
    pinned_at bigint,
    UNIQUE (room_id, seq)
);

CREATE UNIQUE INDEX messages_client ON messages (user_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX messages_of_user ON messages (room_id, user_id, seq);
CREATE UNIQUE INDEX messages_changes ON messages (room_id, change_seq) WHERE change_seq IS NOT NULL;
CREATE INDEX messages_changed_at ON messages (room_id, changed_at, change_seq) WHERE changed_at IS NOT NULL;
CREATE INDEX messages_deleted ON messages (room_id, seq, user_id) WHERE deleted_at IS NOT NULL;
CREATE INDEX messages_pinned ON messages (room_id, pinned_at, seq) WHERE pinned_at IS NOT NULL;
CREATE INDEX messages_answers ON messages (reply_to, seq) WHERE reply_to IS NOT NULL;

CREATE TABLE mentions (
    room_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    author_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (room_id, user_id, seq),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

CREATE INDEX mentions_of_message ON mentions (room_id, seq);

CREATE TABLE edits (
    room_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    change_seq bigint NOT NULL,
    content text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (room_id, seq, change_seq),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

CREATE TABLE reactions (
    room_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    emoji text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id),
    change_seq bigint NOT NULL,
    PRIMARY KEY (room_id, seq, emoji, user_id),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

CREATE TABLE search_texts (
    room_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    position bigint NOT NULL,
    said_at bigint NOT NULL,
    folded text COLLATE "C" NOT NULL,
    PRIMARY KEY (room_id, seq)
);

CREATE TABLE search_blocks (
    room_id text COLLATE "C" NOT NULL,
    block bigint NOT NULL,
    first_position bigint NOT NULL,
    last_position bigint NOT NULL,
    first_at bigint NOT NULL,
    last_at bigint NOT NULL,
    signature bytea NOT NULL,
    PRIMARY KEY (room_id, block)
);

-- last: the highest position given, also one that nobody has any more.
CREATE TABLE notification_position (last bigint NOT NULL);
INSERT INTO notification_position VALUES (0);

CREATE TABLE notifications (
    position bigint PRIMARY KEY,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    type text COLLATE "C" NOT NULL,
    room_id text COLLATE "C" REFERENCES rooms (id) ON DELETE CASCADE,
    seq bigint,
    author_id text COLLATE "C" NOT NULL REFERENCES users (id),
    created_at bigint NOT NULL,
    is_silent smallint NOT NULL,
    is_read smallint NOT NULL DEFAULT 0,
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

CREATE UNIQUE INDEX notifications_of_message ON notifications (room_id, seq, user_id) WHERE seq IS NOT NULL;
CREATE INDEX notifications_of_user ON notifications (user_id, position);
CREATE INDEX notifications_unread ON notifications (user_id, room_id, seq) WHERE is_read = 0;

CREATE TABLE notification_levels (
    room_id text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    level text COLLATE "C" NOT NULL,
    PRIMARY KEY (room_id, user_id),
    FOREIGN KEY (room_id, user_id) REFERENCES members (room_id, user_id) ON DELETE CASCADE
);

CREATE INDEX notification_levels_all ON notification_levels (room_id, user_id) WHERE level = 'all';
CREATE INDEX notification_levels_of_user ON notification_levels (user_id);

CREATE TABLE notification_settings (
    user_id text COLLATE "C" PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    quiet_from bigint,
    quiet_to bigint,
    utc_offset bigint,
    quiet_until bigint
);

CREATE TABLE keywords (
    word text COLLATE "C" NOT NULL,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    place bigint NOT NULL,
    shown text COLLATE "C" NOT NULL,
    PRIMARY KEY (word, user_id)
);

CREATE INDEX keywords_of_user ON keywords (user_id, place);

CREATE TABLE blobs (
    hash text COLLATE "C" PRIMARY KEY,
    size bigint NOT NULL,
    type text COLLATE "C" NOT NULL,
    width bigint,
    height bigint,
    has_thumbnail smallint NOT NULL,
    refs bigint NOT NULL DEFAULT 0
);

CREATE INDEX blobs_unused ON blobs (hash) WHERE refs = 0;

CREATE TABLE files (
    id text COLLATE "C" PRIMARY KEY,
    room_id text COLLATE "C" NOT NULL REFERENCES rooms (id),
    user_id text COLLATE "C" NOT NULL REFERENCES users (id),
    hash text COLLATE "C" NOT NULL REFERENCES blobs (hash),
    name text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    created_at bigint NOT NULL,
    seq bigint,
    place bigint NOT NULL DEFAULT 0,
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

CREATE INDEX files_of_message ON files (room_id, seq, place) WHERE seq IS NOT NULL;
CREATE INDEX files_of_user ON files (user_id, size);
CREATE INDEX files_of_blob ON files (hash);
CREATE INDEX files_unsent ON files (created_at) WHERE seq IS NULL;

CREATE FUNCTION count_added_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE blobs SET refs = refs + 1 WHERE hash = NEW.hash;
    RETURN NULL;
END $$;
CREATE FUNCTION count_removed_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE blobs SET refs = refs - 1 WHERE hash = OLD.hash;
    RETURN NULL;
END $$;
CREATE TRIGGER file_added AFTER INSERT ON files FOR EACH ROW EXECUTE FUNCTION count_added_file();
CREATE TRIGGER file_removed AFTER DELETE ON files FOR EACH ROW EXECUTE FUNCTION count_removed_file();

CREATE TABLE uploads (
    id text COLLATE "C" PRIMARY KEY,
    room_id text COLLATE "C" NOT NULL REFERENCES rooms (id),
    user_id text COLLATE "C" NOT NULL REFERENCES users (id),
    name text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    stored_bytes bigint NOT NULL,
    created_at bigint NOT NULL
);

CREATE INDEX uploads_of_user ON uploads (user_id, size);
CREATE INDEX uploads_by_age ON uploads (created_at);

CREATE TABLE channels (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    user_id text COLLATE "C" REFERENCES users (id),
    created_at bigint NOT NULL,
    last_point bigint NOT NULL DEFAULT 0,
    -- On disk, about: its values and the buckets of their numbers, each with its places in the indexes.
    bytes bigint NOT NULL DEFAULT 0
);

CREATE INDEX channels_of_user ON channels (user_id);

CREATE TABLE channel_points (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel_id bigint NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    at bigint NOT NULL,
    json text COLLATE "C" NOT NULL
);

CREATE INDEX channel_points_of_channel ON channel_points (channel_id, id);
CREATE INDEX channel_points_by_time ON channel_points (at);

CREATE TABLE channel_buckets (
    channel_id bigint NOT NULL REFERENCES channels (id) ON DELETE CASCADE,
    field text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    count bigint NOT NULL,
    sum double precision NOT NULL,
    least double precision NOT NULL,
    most double precision NOT NULL,
    PRIMARY KEY (channel_id, field, at)
);

CREATE INDEX channel_buckets_by_time ON channel_buckets (at);

-- channels.bytes, as values and buckets come and go: once a statement, since each of thousands would make a version of the
-- channel's row anew, and look at all of those before it.
CREATE FUNCTION channel_points_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE channels c SET bytes = c.bytes + CASE TG_OP WHEN 'INSERT' THEN counted.bytes ELSE -counted.bytes END
    FROM (SELECT channel_id, sum(64 + octet_length(json)) AS bytes FROM changed GROUP BY channel_id) AS counted
    WHERE c.id = counted.channel_id;
    RETURN NULL;
END $$;
CREATE TRIGGER channel_points_added AFTER INSERT ON channel_points REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION channel_points_counted();
CREATE TRIGGER channel_points_removed AFTER DELETE ON channel_points REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION channel_points_counted();

CREATE FUNCTION channel_buckets_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE channels c SET bytes = c.bytes + CASE TG_OP WHEN 'INSERT' THEN counted.bytes ELSE -counted.bytes END
    FROM (SELECT channel_id, sum(64 + octet_length(field)) AS bytes FROM changed GROUP BY channel_id) AS counted
    WHERE c.id = counted.channel_id;
    RETURN NULL;
END $$;
CREATE TRIGGER channel_buckets_added AFTER INSERT ON channel_buckets REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION channel_buckets_counted();
CREATE TRIGGER channel_buckets_removed AFTER DELETE ON channel_buckets REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION channel_buckets_counted();

CREATE TABLE channel_rollup (up_to bigint NOT NULL);
INSERT INTO channel_rollup VALUES (0);

CREATE TABLE channel_tokens (
    id text COLLATE "C" PRIMARY KEY,
    hash bytea NOT NULL UNIQUE,
    user_id text COLLATE "C" NOT NULL REFERENCES users (id),
    name text COLLATE "C" NOT NULL,
    publish text COLLATE "C" NOT NULL,
    read text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL
);

CREATE INDEX channel_tokens_of_user ON channel_tokens (user_id, created_at);

CREATE TABLE hooks (
    id text COLLATE "C" PRIMARY KEY,
    hash bytea NOT NULL UNIQUE,
    room_id text COLLATE "C" NOT NULL REFERENCES rooms (id),
    bot_id text COLLATE "C" NOT NULL REFERENCES users (id),
    created_by text COLLATE "C" NOT NULL REFERENCES users (id),
    name text COLLATE "C" NOT NULL,
    created_at bigint NOT NULL
);

CREATE INDEX hooks_of_room ON hooks (room_id, created_at);

CREATE TABLE dashboards (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    json text COLLATE "C" NOT NULL
);

CREATE TABLE alerts (
    id text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    room_id text COLLATE "C" NOT NULL REFERENCES rooms (id),
    json text COLLATE "C" NOT NULL
);

CREATE TABLE charts (
    room_id text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    json text COLLATE "C" NOT NULL,
    PRIMARY KEY (room_id, seq),
    FOREIGN KEY (room_id, seq) REFERENCES messages (room_id, seq)
);

CREATE VIEW room_views AS
SELECT
    me.id AS viewer_id,
    m.user_id IS NOT NULL AS is_member,
    r.id,
    coalesce(other.username, r.name) AS name,
    r.topic,
    r.is_private,
    other.id AS direct_user_id,
    r.last_seq,
    coalesce(m.read_seq, r.last_seq) AS read_seq,
    r.last_seq - coalesce(m.read_seq, r.last_seq) - (
        SELECT count(*) FROM messages own
        WHERE own.room_id = r.id AND own.user_id = m.user_id AND own.seq > m.read_seq
    ) - (
        SELECT count(*) FROM messages gone
        WHERE gone.room_id = r.id AND gone.seq > m.read_seq AND gone.user_id <> m.user_id
            AND gone.deleted_at IS NOT NULL
    ) AS unread,
    (
        SELECT count(*) FROM mentions n
        WHERE n.room_id = r.id AND n.user_id IN ('', m.user_id) AND n.seq > m.read_seq
            AND n.author_id <> m.user_id
    ) AS mentions,
    r.last_at,
    r.activity,
    m.role,
    r.archived_at
FROM users me
CROSS JOIN rooms r
LEFT JOIN members m ON m.room_id = r.id AND m.user_id = me.id
LEFT JOIN users other
    ON other.id = CASE WHEN r.direct_a = me.id THEN r.direct_b ELSE r.direct_a END;

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

-- Who left which room by an operator's command, for the servers that run beside it and have to tell; the newest alone.
CREATE TABLE departures (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room_id text COLLATE "C" NOT NULL REFERENCES rooms (id),
    user_id text COLLATE "C" NOT NULL REFERENCES users (id),
    heir_id text COLLATE "C" REFERENCES users (id)
);
