// Rooms and their people: who may change what, and who learns of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';

let server, anna, ben, cleo, dana, gus;

before(async () => {
  server = await startServer();
  // The first account owns the server, so that none of the others does.
  dana = await server.register('dana');
  [anna, ben, cleo] = await Promise.all(['anna', 'ben', 'cleo'].map((name) => server.register(name)));
  gus = await server.register('gus');
  execFileSync(process.env.HEARTHD, ['user', 'role', 'gus', 'guest', '--data', server.folder]);
});
after(() => server.stop());

const as = (person) => (method, path, body) => server.call(method, path, body, person.token);
const member = (room, person) => `/api/rooms/${room.id}/members/${person.user.id}`;
const names = (people) => people.map((each) => each.username);

async function online(person, ...rooms) {
  const socket = connect(server.url, person.token);
  await next(socket, 'connect');
  for (const room of rooms) await ask(socket, 'join:room', room.id);
  return socket;
}

test('who comes and goes many times hears it in that order', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Revolving door' });
  const b = await online(ben);
  const heard = [];
  for (const event of ['room:added', 'room:removed']) b.on(event, () => heard.push(event));
  const times = 40;
  const asked = [];
  for (let i = 0; i < times; ++i)
    for (const method of ['PUT', 'DELETE']) asked.push(as(anna)(method, member(room, ben)));
  await Promise.all(asked);
  await as(anna)('PUT', member(room, ben));
  await ask(b, 'message:send', { roomId: room.id, content: 'here' });
  for (let i = 0; i < heard.length; ++i)
    assert.equal(heard[i], i % 2 ? 'room:removed' : 'room:added', `${i} of ${heard}`);
  assert.equal(heard.length % 2, 1, 'and is in it at last');
  b.close();
});

test('its owner and admins change a room, its members learn of it, others may not', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Workshop', topic: 'wood', members: [ben.user.id] });
  const b = await online(ben);
  const heard = next(b, 'room:updated');
  const changed = await as(anna)('PATCH', `/api/rooms/${room.id}`, { name: 'Werkstatt', topic: 'Holz' });
  assert.deepEqual([changed.status, changed.body.room.name, changed.body.room.topic, changed.body.room.role], [200, 'Werkstatt', 'Holz', 'owner']);
  assert.deepEqual(await heard, { roomId: room.id, name: 'Werkstatt', topic: 'Holz', private: false, archivedAt: 0, userId: anna.user.id });
  assert.equal((await as(ben)('GET', `/api/rooms/${room.id}`)).body.room.name, 'Werkstatt');

  const denied = { error: { code: 'forbidden', message: "Only the room's owner and admins may do that" } };
  const byBen = await as(ben)('PATCH', `/api/rooms/${room.id}`, { name: 'Mine' });
  assert.deepEqual([byBen.status, byBen.body], [403, denied]);
  assert.equal((await as(cleo)('PATCH', `/api/rooms/${room.id}`, { name: 'Mine' })).body.error.code, 'access_denied');
  assert.equal((await as(anna)('PATCH', `/api/rooms/${room.id}`, { name: '' })).status, 400);
  assert.equal((await as(anna)('PATCH', `/api/rooms/${room.id}`, { colour: 'red' })).status, 400);
  await server.makeRoom(anna.token, { name: 'Taken' });
  assert.equal((await as(anna)('PATCH', `/api/rooms/${room.id}`, { name: 'tAKEN' })).body.error.code, 'name_taken');

  await as(anna)('PATCH', member(room, ben), { role: 'admin' });
  assert.equal((await as(ben)('PATCH', `/api/rooms/${room.id}`, { topic: 'by ben' })).status, 200);
  assert.equal((await as(dana)('PATCH', `/api/rooms/${room.id}`, { topic: 'by who runs the server' })).status, 200);
  b.close();
});

test('in an archived room nothing is written, and everything can be read', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Old project', members: [ben.user.id] });
  const a = await online(anna, room);
  const said = await ask(a, 'message:send', { roomId: room.id, content: 'the end' });
  await as(anna)('PATCH', `/api/rooms/${room.id}`, { archived: true });
  const archivedAt = (await as(anna)('GET', `/api/rooms/${room.id}`)).body.room.archivedAt;
  assert.ok(archivedAt > 0);
  await as(anna)('PATCH', `/api/rooms/${room.id}`, { archived: true });
  assert.equal((await as(anna)('GET', `/api/rooms/${room.id}`)).body.room.archivedAt, archivedAt, 'since when stays');
  for (const [event, more] of [['message:send', { content: 'x' }], ['message:edit', { messageId: said.id, content: 'x' }],
    ['message:react', { messageId: said.id, emoji: '👍', on: true }], ['message:delete', { messageId: said.id }]])
    await assert.rejects(ask(a, event, { roomId: room.id, ...more }), { code: 'forbidden', message: /archived/ });
  await ask(a, 'chat:read', { roomId: room.id, messageId: said.id });
  assert.equal((await as(ben)('GET', `/api/rooms/${room.id}/messages`)).body.messages.length, 1);
  assert.equal((await ask(a, 'recover', { rooms: { [room.id]: '0' }, since: 0 })).messages.length, 1);
  const c = await online(cleo);
  await assert.rejects(ask(c, 'join:room', room.id), { code: 'forbidden' });
  assert.ok(!(await as(cleo)('GET', '/api/rooms')).body.public.some((each) => each.id === room.id));
  await as(anna)('PATCH', `/api/rooms/${room.id}`, { archived: false });
  await ask(a, 'message:send', { roomId: room.id, content: 'and on' });
  a.close();
  c.close();
});

test('people are added, promoted and removed, and the room hears of each', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Crew', private: true, members: [ben.user.id] });
  const a = await online(anna, room);
  const c = await online(cleo);
  let heard = next(a, 'member:changed');
  const added = next(c, 'room:added');
  assert.equal((await as(ben)('PUT', member(room, cleo))).status, 200);
  assert.deepEqual([(await heard).member.username, (await heard).member.role, (await heard).member.status], ['cleo', 'member', 'online']);
  assert.equal((await added).room.id, room.id);
  await ask(c, 'join:room', room.id);

  assert.equal((await as(ben)('PATCH', member(room, cleo), { role: 'admin' })).body.error.code, 'forbidden');
  assert.equal((await as(anna)('PATCH', member(room, dana), { role: 'admin' })).status, 404);
  assert.equal((await as(anna)('PATCH', member(room, cleo), { role: 'king' })).status, 400);
  heard = next(a, 'member:changed');
  assert.equal((await as(anna)('PATCH', member(room, cleo), { role: 'admin' })).status, 200);
  assert.equal((await heard).member.role, 'admin');
  assert.equal((await as(cleo)('PATCH', member(room, cleo), { role: 'owner' })).body.error.code, 'forbidden', 'nobody crowns themselves');
  assert.equal((await as(cleo)('DELETE', member(room, anna))).body.error.code, 'forbidden', 'nor overthrows the owner');
  assert.equal((await as(anna)('PATCH', member(room, anna), { role: 'member' })).body.error.code, 'invalid_request');
  assert.deepEqual((await as(ben)('GET', `/api/rooms/${room.id}/members`)).body.members.map((each) => [each.username, each.role]),
    [['anna', 'owner'], ['ben', 'member'], ['cleo', 'admin']]);

  // The ex-member gets nothing from that moment.
  const b = await online(ben, room);
  const after_ = [];
  b.onAny((event) => after_.push(event));
  const removed = next(a, 'member:removed');
  const gone = next(b, 'room:removed');
  assert.equal((await as(cleo)('DELETE', member(room, ben))).status, 200);
  await gone;
  assert.deepEqual(await removed, { roomId: room.id, userId: ben.user.id });
  after_.length = 0;
  await ask(a, 'message:send', { roomId: room.id, content: 'without ben' });
  await ask(a, 'typing:start', room.id);
  assert.equal((await ask(b, 'presence:get', [ben.user.id])).users.length, 1);
  assert.deepEqual(after_, []);
  for (const path of ['', '/members', '/messages', '/pins'])
    assert.equal((await as(ben)('GET', `/api/rooms/${room.id}${path}`)).body.error.code, 'access_denied', path);

  // The owner leaves, and the room is not without one.
  assert.equal((await as(anna)('DELETE', member(room, anna))).status, 200);
  assert.deepEqual((await as(cleo)('GET', `/api/rooms/${room.id}/members`)).body.members.map((each) => [each.username, each.role]), [['cleo', 'owner']]);
  for (const socket of [a, b, c]) socket.close();
});

test('a guest of the server has only the rooms into which somebody put them', async () => {
  const open = await server.makeRoom(anna.token, { name: 'Open to all' });
  const room = await server.makeRoom(anna.token, { name: 'With a guest', members: [gus.user.id] });
  const g = await online(gus, room);
  await ask(g, 'message:send', { roomId: room.id, content: 'hello' });
  await assert.rejects(ask(g, 'join:room', open.id), { code: 'access_denied' });
  assert.equal((await as(gus)('GET', `/api/rooms/${open.id}/messages`)).body.error.code, 'access_denied');
  assert.deepEqual((await as(gus)('GET', '/api/rooms')).body.public, []);
  assert.equal((await as(gus)('PUT', member(room, ben))).body.error.code, 'forbidden');
  assert.equal((await as(gus)('POST', '/api/rooms', { name: 'Mine' })).body.error.code, 'forbidden');
  g.close();
});

test('a conversation of two stays one', async () => {
  const two = await server.makeRoom(anna.token, { direct: ben.user.id });
  assert.equal((await as(anna)('PUT', member(two, cleo))).body.error.code, 'forbidden');
  assert.equal((await as(anna)('PATCH', `/api/rooms/${two.id}`, { name: 'x' })).body.error.code, 'forbidden');
  assert.equal((await as(dana)('PATCH', `/api/rooms/${two.id}`, { name: 'x' })).body.error.code, 'access_denied');
});

test('who has read a message, unless they keep it to themselves', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Readers', members: [ben.user.id, cleo.user.id] });
  const a = await online(anna, room);
  const [b, c, other] = [await online(ben, room), await online(cleo, room), await online(cleo, room)];
  const said = await ask(a, 'message:send', { roomId: room.id, content: 'read me' });
  const heard = [];
  a.on('chat:read', (event) => heard.push(event.userId));
  const path = `/api/rooms/${room.id}/messages/${said.id}/readers`;
  await ask(b, 'chat:read', { roomId: room.id, messageId: said.id });
  assert.deepEqual(names((await as(anna)('GET', path)).body.readers), ['ben']);

  const mine = await as(cleo)('PATCH', '/api/me', { sharesReads: false });
  assert.deepEqual([mine.status, mine.body.sharesReads], [200, false]);
  const own = next(other, 'chat:read');
  await ask(c, 'chat:read', { roomId: room.id, messageId: said.id });
  assert.equal((await own).userId, cleo.user.id, 'one own device tells the others');
  assert.deepEqual(names((await as(anna)('GET', path)).body.readers), ['ben']);
  await ask(a, 'presence:get', []);
  assert.deepEqual(heard, [ben.user.id]);
  assert.equal((await as(dana)('GET', path)).body.error.code, 'access_denied');
  assert.equal((await as(anna)('GET', `/api/rooms/${room.id}/messages/m-none/readers`)).status, 404);
  for (const socket of [a, b, c, other]) socket.close();
});

test('a person changes the name to show', async () => {
  const changed = await as(ben)('PATCH', '/api/me', { displayName: 'Ben <b>' });
  assert.equal(changed.body.user.displayName, 'Ben <b>');
  assert.equal((await as(ben)('PATCH', '/api/me', { displayName: '' })).body.user.displayName, 'ben');
  assert.equal((await as(ben)('PATCH', '/api/me', { displayName: 'x'.repeat(129) })).status, 400);
  assert.equal((await as(ben)('GET', '/api/me')).body.user.displayName, 'ben');
});
