// Socket.IO on Node with the three events that hearth-bench knows. --redis PORT adds its adapter. --database URL stores every
// message in PostgreSQL before anybody is told of it, as a chat that is written in a day would: one statement, which gives the
// message the room's next seq; else nothing is stored.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const options = { perMessageDeflate: false };
const at = process.argv.indexOf('--redis');
if (at > 0) {
  const { createAdapter } = await import('@socket.io/redis-adapter');
  const { createClient } = await import('redis');
  const publisher = createClient({ url: `redis://127.0.0.1:${process.argv[at + 1]}` });
  const subscriber = publisher.duplicate();
  await Promise.all([publisher.connect(), subscriber.connect()]);
  options.adapter = createAdapter(publisher, subscriber);
}
const io = new Server(http, options);
const database = process.argv.indexOf('--database');
const store = database > 0 ? await openStore(process.argv[database + 1]) : undefined;

async function openStore(connectionString) {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString });
  await pool.query(`CREATE TABLE IF NOT EXISTS chat_rooms (id text PRIMARY KEY, last_seq bigint NOT NULL DEFAULT 0);
    CREATE TABLE IF NOT EXISTS chat_messages (id text PRIMARY KEY, room_id text NOT NULL REFERENCES chat_rooms, seq bigint NOT NULL,
      user_id text NOT NULL, content text NOT NULL, created_at bigint NOT NULL, client_id text, UNIQUE (room_id, seq), UNIQUE (user_id, client_id))`);
  const append = `WITH place AS (UPDATE chat_rooms SET last_seq = last_seq + 1 WHERE id = $2 RETURNING last_seq)
    INSERT INTO chat_messages SELECT $1, $2, last_seq, $3, $4, $5, $6 FROM place RETURNING seq`;
  return {
    enter: (room) => pool.query({ name: 'enter', text: 'INSERT INTO chat_rooms (id) VALUES ($1) ON CONFLICT DO NOTHING', values: [room] }),
    append: async (message) => {
      const { rows } = await pool.query({ name: 'append', text: append, values: [message.id, message.roomId, message.userId, message.content, message.createdAt, message.clientId] });
      return Number(rows[0].seq);
    },
  };
}

let count = 0;
io.on('connection', (socket) => {
  socket.on('join:room', async (room, ack) => {
    await store?.enter(room);
    await socket.join(`room:${room}`);
    ack({ ok: true, room });
  });
  socket.on('message:send', async ({ roomId, content, clientId }, ack) => {
    const id = `${process.pid}-${++count}`;
    const message = { id, seq: count, roomId, userId: 'u1', username: 'anna', displayName: 'Anna', content, createdAt: Date.now(), clientId };
    if (store) message.seq = await store.append(message);
    io.to(`room:${roomId}`).emit('message:new', message);
    ack?.({ ok: true, id, seq: message.seq, createdAt: message.createdAt });
  });
  socket.on('typing:start', (room) => {
    socket.to(`room:${room}`).emit('typing:user', { roomId: room, userId: 'u1', username: 'anna', typing: true });
  });
});
http.listen(0, '127.0.0.1', 4096, () => console.log(`listening on http://127.0.0.1:${http.address().port}`));
