// Socket.IO on Node with the three events that hearth-bench knows; it stores nothing. --redis PORT adds its adapter.
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
let seq = 0;
io.on('connection', (socket) => {
  socket.on('join:room', async (room, ack) => {
    await socket.join(`room:${room}`);
    ack({ ok: true, room });
  });
  socket.on('message:send', ({ roomId, content, clientId }, ack) => {
    const id = `m${++seq}`;
    const message = { id, seq, roomId, userId: 'u1', username: 'anna', displayName: 'Anna', content, createdAt: Date.now(), clientId };
    io.to(`room:${roomId}`).emit('message:new', message);
    ack?.({ ok: true, id, seq, createdAt: message.createdAt });
  });
  socket.on('typing:start', (room) => {
    socket.to(`room:${room}`).emit('typing:user', { roomId: room, userId: 'u1', username: 'anna', typing: true });
  });
});
http.listen(0, '127.0.0.1', 4096, () => console.log(`listening on http://127.0.0.1:${http.address().port}`));
