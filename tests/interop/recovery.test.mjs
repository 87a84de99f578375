// Socket.IO's own connection state recovery in the chat: what it gives back, and what it must not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';

let server, anna, ben;
before(async () => {
  server = await startServer({ args: ['--socketio-recovery-ms', '60000'] });
  anna = await server.register('anna');
  ben = await server.register('ben');
});
after(() => server.stop());

// Ben in a new room with Anna, both listening; then Ben's line is cut.
async function cutOff() {
  const room = await server.makeRoom(anna.token, { name: 'Workshop', private: true, members: [ben.user.id] });
  const a = connect(server.url, anna.token);
  const b = connect(server.url, ben.token, { reconnection: false });
  await Promise.all([next(a, 'connect'), next(b, 'connect')]);
  await ask(a, 'join:room', room.id);
  await ask(b, 'join:room', room.id);
  const seen = [];
  b.on('message:new', (message) => seen.push(message.content));
  const say = (content) => ask(a, 'message:send', { roomId: room.id, content });
  const first = next(b, 'message:new');
  await say('before');
  await first;
  const left = next(a, 'user:left');
  b.io.engine.close();
  await left;
  const end = () => { a.close(); b.close(); };
  return { room, a, b, seen, say, end };
}

test('who was cut off gets what was missed, once, and the room sees the return', async () => {
  const { a, b, seen, say, end } = await cutOff();
  await say('missed');
  const joined = next(a, 'user:joined');
  b.connect();
  await next(b, 'connect');
  assert.equal(b.recovered, true);
  assert.equal((await joined).userId, ben.user.id);
  const last = next(b, 'message:new');
  await say('after');
  await last;
  assert.deepEqual(seen, ['before', 'missed', 'after']);
  end();
});

test('who was removed from the room meanwhile hears no more of it', async () => {
  const { room, b, seen, say, end } = await cutOff();
  const removed = await server.call('DELETE', `/api/rooms/${room.id}/members/${ben.user.id}`, undefined, anna.token);
  assert.equal(removed.status, 200);
  await say('not for Ben');
  b.connect();
  await next(b, 'connect');
  await say('nor this');
  assert.equal((await ask(b, 'join:room', room.id).catch((error) => error)).code, 'access_denied');
  assert.deepEqual(seen, ['before']);
  end();
});

test('somebody else on the same page does not become who was there before', async () => {
  const { room, b, seen, say, end } = await cutOff();
  const carl = await server.register('carl');
  await say('not for Carl');
  b.auth = { token: carl.token };
  b.connect();
  await next(b, 'connect');
  assert.equal(b.recovered, false);
  assert.equal((await ask(b, 'join:room', room.id).catch((error) => error)).code, 'access_denied');
  assert.deepEqual(seen, ['before']);
  end();
});

test('`recover` tells the read cursors that moved, so that who was away has the ticks of who was here', async () => {
  const people = await Promise.all(['dora', 'emil', 'fritz'].map((name) => server.register(name)));
  const [dora, emil, fritz] = people;
  await server.call('PATCH', '/api/me', { sharesReads: false }, fritz.token);
  const room = await server.makeRoom(dora.token, { name: 'Ticks', members: [emil.user.id, fritz.user.id] });
  const [d, e, f] = await Promise.all(people.map(async (person) => {
    const socket = connect(server.url, person.token);
    await ask(socket, 'join:room', room.id);
    return socket;
  }));
  const say = async () => (await ask(d, 'message:send', { roomId: room.id, content: 'x' })).id;
  const read = (socket, messageId) => ask(socket, 'chat:read', { roomId: room.id, messageId });
  const recover = async (socket, readCount) => {
    const { reads, changes, more } = await ask(socket, 'recover', { rooms: { [room.id]: '99' }, since: 0, changes: [{ roomId: room.id, changeSeq: 0, ...(readCount === undefined ? {} : { readCount }) }] });
    assert.equal(more, false);
    return { reads: reads && Object.fromEntries(reads.map((r) => [people.find((p) => p.user.id === r.userId).user.username, r.seq])), readCount: changes[0].readCount };
  };
  const [one, two] = [await say(), await say()];
  await read(e, one);
  await read(f, two);
  const first = await recover(d, 0);
  assert.deepEqual(first.reads, { dora: 0, emil: 1 }, 'not those who keep it to themselves');
  assert.deepEqual(await recover(d, first.readCount), { reads: {}, readCount: first.readCount });
  await read(e, two);
  await read(e, one); // never back
  assert.deepEqual((await recover(d, first.readCount)).reads, { emil: 2 });
  assert.deepEqual((await recover(f, first.readCount - 1)).reads, { fritz: 2, emil: 2 }, "one's own too");
  assert.equal((await recover(d)).reads, undefined, 'only where it is asked for');
  // Who leaves and comes back has read nothing as a member.
  await server.call('DELETE', `/api/rooms/${room.id}/members/${emil.user.id}`, undefined, dora.token);
  await server.call('PUT', `/api/rooms/${room.id}/members/${emil.user.id}`, undefined, dora.token);
  assert.deepEqual((await recover(d, first.readCount)).reads, { emil: 0 });
  for (const socket of [d, e, f]) socket.close();
});
