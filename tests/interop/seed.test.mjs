// The client side of shared/seed/real-time-systems.txt, as it writes it, with npm's socket.io-client.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';

let server, anna, ben, room;
before(async () => {
  server = await startServer();
  anna = await server.register('anna');
  ben = await server.register('ben');
  room = await server.makeRoom(anna.token, { name: 'Workshop', members: [ben.user.id] });
});
after(() => server.stop());

async function inRoom(person) {
  const socket = connect(server.url, person.token);
  await next(socket, 'connect');
  return socket;
}

test('no token and a bad one get the two texts', async () => {
  const without = connect(server.url, undefined);
  assert.equal((await next(without, 'connect_error')).message, 'Authentication required');
  const wrong = connect(server.url, 'nonsense');
  assert.equal((await next(wrong, 'connect_error')).message, 'Invalid token');
  without.close();
  wrong.close();
});

test('two people talk, type, and see each other come and go', async () => {
  const a = await inRoom(anna);
  const state = await ask(a, 'join:room', room.id);
  assert.equal(state.room, room.id);
  assert.deepEqual(state.members.map((m) => m.username), ['anna', 'ben']);

  const online = next(a, 'presence:changed');
  const joined = next(a, 'user:joined');
  const b = await inRoom(ben);
  b.emit('join:room', room.id);
  assert.deepEqual(await joined, { roomId: room.id, userId: ben.user.id, username: 'ben' });
  void online;

  const typing = next(a, 'typing:user');
  b.emit('typing:start', room.id);
  assert.deepEqual(await typing, { roomId: room.id, userId: ben.user.id, username: 'ben', typing: true });

  const stopped = next(a, 'typing:user');
  const heard = next(a, 'message:new');
  const own = next(b, 'message:new');
  const ack = await ask(b, 'message:send', { roomId: room.id, content: 'Good morning', clientId: 'c1' });
  const message = await heard;
  assert.equal(message.content, 'Good morning');
  assert.equal(message.username, 'ben');
  assert.equal(message.seq, ack.seq);
  assert.deepEqual(await own, message);
  assert.equal((await stopped).typing, false, 'typing ends with the message');

  const again = await ask(b, 'message:send', { roomId: room.id, content: 'Good morning', clientId: 'c1' });
  assert.deepEqual(again, ack, 'the same clientId gets the same ack');
  const alias = await ask(b, 'chat:message', { roomId: room.id, content: 'Coffee?' });
  assert.equal(alias.seq, ack.seq + 1);

  const offline = new Promise((resolve) => a.on('presence:changed', (p) => p.status === 'offline' && resolve(p)));
  const left = next(a, 'user:left');
  b.close();
  assert.equal((await left).userId, ben.user.id);
  assert.equal((await offline).userId, ben.user.id);
  a.close();
});

test('a typing lease ends by itself', async () => {
  const a = await inRoom(anna);
  const b = await inRoom(ben);
  await ask(a, 'join:room', room.id);
  await ask(b, 'join:room', room.id);
  const events = [];
  const ended = new Promise((resolve) => a.on('typing:user', (e) => { events.push(e.typing); e.typing || resolve(); }));
  await ask(b, 'typing:start', room.id);
  await ask(b, 'typing:start', room.id);
  await ended;
  assert.deepEqual(events, [true, false], 'a repeated start is absorbed');
  a.close();
  b.close();
});

test('a person is offline only when the last device has gone', async () => {
  const a = await inRoom(anna);
  const one = await inRoom(ben);
  const two = await inRoom(ben);
  const statuses = [];
  a.on('presence:changed', (p) => p.userId === ben.user.id && statuses.push(p.status));
  one.close();
  const away = next(a, 'presence:changed');
  await ask(two, 'presence:update', 'busy');
  await away;
  assert.equal((await ask(a, 'presence:get', [ben.user.id])).users[0].status, 'busy');
  const gone = new Promise((resolve) => a.on('presence:changed', (p) => p.status === 'offline' && resolve()));
  two.close();
  await gone;
  assert.deepEqual(statuses.filter((s) => s === 'offline'), ['offline']);
  a.close();
});

test('presence over REST shows the same people as presence:get', async () => {
  const cleo = await server.register('cleo');
  const a = await inRoom(anna);
  const b = await inRoom(ben);
  await ask(b, 'presence:update', 'away');
  const ids = [ben.user.id, cleo.user.id, 'u-none', anna.user.id];
  const answer = await server.call('GET', `/api/presence?users=${ids}`, undefined, anna.token);
  assert.deepEqual(answer.body.presence, (await ask(a, 'presence:get', ids)).users);
  assert.deepEqual(answer.body.presence.map((p) => [p.userId, p.status]), [[ben.user.id, 'away'], [anna.user.id, 'online']]);
  assert.ok(answer.body.presence[0].lastSeen > 0);
  assert.deepEqual((await server.call('GET', `/api/presence?users=${ben.user.id}`, undefined, cleo.token)).body.presence, []);
  for (const [users, token, status] of [['', anna.token, 400], [Array(501).fill('u'), anna.token, 400], [ids, undefined, 401]])
    assert.equal((await server.call('GET', `/api/presence?users=${users}`, undefined, token)).status, status);
  a.close();
  b.close();
});

test('a stranger cannot tell a private room from none', async () => {
  const secret = await server.makeRoom(anna.token, { name: 'Secret', private: true });
  const b = await inRoom(ben);
  const refusals = [];
  for (const id of [secret.id, 'r-none']) {
    for (const [event, body] of [['join:room', id], ['message:send', { roomId: id, content: 'x' }],
      ['typing:start', id], ['chat:read', { roomId: id, messageId: '1' }], ['recover', { rooms: { [id]: '' }, since: 0 }]]) {
      refusals.push(JSON.stringify(await b.timeout(5000).emitWithAck(event, body)));
    }
    refusals.push(JSON.stringify((await server.call('GET', `/api/rooms/${id}/messages`, undefined, ben.token)).body));
  }
  const error = next(b, 'error');
  b.emit('join:room', secret.id);
  assert.deepEqual(await error, { code: 'access_denied', message: 'Access denied' });
  assert.deepEqual(refusals.slice(0, 6), refusals.slice(6));
  assert.ok(refusals.every((text) => text.includes('access_denied')), refusals.join('\n'));
  b.close();
});

test('recover gives what was missed, in pages, and unread follows the cursor', async () => {
  const quick = await startServer({ args: ['--limits-messages-per-second', '0'] });
  const owner = await quick.register('owner');
  const guest = await quick.register('guest');
  const hall = await quick.makeRoom(owner.token, { name: 'Hall', members: [guest.user.id] });
  const speaker = connect(quick.url, owner.token);
  for (let i = 1; i <= 120; i++) await ask(speaker, 'message:send', { roomId: hall.id, content: `m${i}` });
  const reader = connect(quick.url, guest.token);
  const seen = [];
  for (let more = true; more;) {
    const page = await ask(reader, 'recover', { rooms: { [hall.id]: seen.at(-1)?.id ?? '' }, since: 0 });
    assert.ok(page.messages.length <= 100);
    seen.push(...page.messages);
    more = page.more;
  }
  assert.deepEqual(seen.map((m) => m.seq), Array.from({ length: 120 }, (_, i) => i + 1));
  const unread = async () => (await quick.call('GET', '/api/rooms', undefined, guest.token)).body.rooms[0].unread;
  assert.equal(await unread(), 120);
  await ask(reader, 'chat:read', { roomId: hall.id, messageId: seen[99].id });
  assert.equal(await unread(), 20);
  await ask(reader, 'chat:read', { roomId: hall.id, messageId: seen[5].id });
  assert.equal(await unread(), 20, 'the cursor never goes back');
  speaker.close();
  reader.close();
  assert.equal(await quick.stop(), 0, 'SIGTERM ends cleanly');
});

test('a removed member hears nothing more, and a signed-out token nothing at all', async () => {
  const club = await server.makeRoom(anna.token, { name: 'Club', private: true, members: [ben.user.id] });
  const b = await inRoom(ben);
  await ask(b, 'join:room', club.id);
  const removed = next(b, 'room:removed');
  await server.call('DELETE', `/api/rooms/${club.id}/members/${ben.user.id}`, undefined, anna.token);
  assert.deepEqual(await removed, { roomId: club.id });
  const heard = [];
  b.on('message:new', (m) => heard.push(m));
  const a = await inRoom(anna);
  await ask(a, 'join:room', club.id);
  await ask(a, 'message:send', { roomId: club.id, content: 'private' });
  await assert.rejects(ask(b, 'typing:start', club.id), /Access denied/);
  assert.deepEqual(heard, []);
  const login = await server.call('POST', '/api/login', { username: 'BEN', password: 'correct horse' });
  const device = connect(server.url, login.body.token);
  await next(device, 'connect');
  const closed = next(device, 'disconnect');
  await server.call('POST', '/api/logout', undefined, login.body.token);
  await closed;
  assert.equal((await server.call('GET', '/api/me', undefined, login.body.token)).status, 401);
  device.close();
  a.close();
  b.close();
});
