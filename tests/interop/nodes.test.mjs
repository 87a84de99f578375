// One team on several servers: nobody can tell which one they are on. HEARTH_WIRE=sharded: by the adapter's other wire.
import { Emitter } from '@socket.io/redis-emitter';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, next } from './hearthd.mjs';
import { redisClient } from './redis.mjs';
import { startTeam, until } from './team.mjs';

const wire = process.env.HEARTH_WIRE ?? 'classic';
let team, one, two, three, anna, ben, cleo, room;
before(async () => {
  team = await startTeam(3, ['--cluster-wire', wire]);
  [one, two, three] = team.servers;
  anna = await one.register('anna');
  ben = await two.register('ben');
  cleo = await three.register('cleo');
  room = await two.makeRoom(anna.token, { name: 'Hall', members: [ben.user.id, cleo.user.id] });
});
after(() => team?.stop());

const open = [];
after(() => open.forEach((socket) => socket.close()));
async function person(server, { token }, ...rooms) {
  const socket = connect(server.url, token);
  open.push(socket);
  socket.heard = [];
  socket.onAny((event, body) => socket.heard.push({ event, body }));
  await next(socket, 'connect');
  for (const each of rooms) await ask(socket, 'join:room', each.id);
  return socket;
}
const heardOf = (socket, event) => socket.heard.filter((each) => each.event === event).map((each) => each.body);

test('everybody hears everything, once, in one order, whoever says it where', async () => {
  const hall = await one.makeRoom(anna.token, { name: 'Busy hall', members: [ben.user.id, cleo.user.id] });
  const sockets = await Promise.all([[one, anna], [two, ben], [three, cleo], [two, anna]].map(([server, who]) => person(server, who, hall)));
  const each = 200;
  await Promise.all(sockets.map(async (socket, index) => {
    for (let n = 0; n < each; n++) await ask(socket, 'message:send', { roomId: hall.id, content: `${index} ${n}`, clientId: `order-${index}-${n}` });
  }));
  const all = Array.from({ length: sockets.length * each }, (_, i) => i + 1);
  for (const socket of sockets) {
    await until(() => heardOf(socket, 'message:new').filter((m) => m.roomId === hall.id).length >= all.length);
    assert.deepEqual(heardOf(socket, 'message:new').filter((m) => m.roomId === hall.id).map((m) => m.seq), all);
  }
});

test('what becomes of a message, who types, who reads', async () => {
  const [a, b, c] = [await person(one, anna, room), await person(two, ben, room), await person(three, cleo, room)];
  const { id } = await ask(a, 'message:send', { roomId: room.id, content: 'first' });
  await ask(b, 'message:react', { roomId: room.id, messageId: id, emoji: '👍', on: true });
  await ask(a, 'message:edit', { roomId: room.id, messageId: id, content: 'second' });
  await ask(c, 'typing:start', room.id);
  await ask(c, 'chat:read', { roomId: room.id, messageId: id });
  await ask(a, 'message:delete', { roomId: room.id, messageId: id });
  for (const socket of [a, b, c]) {
    await until(() => heardOf(socket, 'message:deleted').length === 1);
    const changes = socket.heard.filter(({ event }) => ['message:reacted', 'message:updated', 'message:deleted'].includes(event));
    assert.deepEqual(changes.map(({ body }) => body.changeSeq), [1, 2, 3]);
    await until(() => heardOf(socket, 'chat:read').some((read) => read.userId === cleo.user.id));
  }
  await until(() => heardOf(a, 'typing:user').length === 1);
  assert.equal(heardOf(a, 'typing:user')[0].userId, cleo.user.id);
  await ask(c, 'typing:stop', room.id);
  await until(() => heardOf(b, 'typing:user').length === 2);
});

test('a notification reaches each device once, whichever server it is on', async () => {
  const [phone, desk] = [await person(one, ben), await person(three, ben)];
  const a = await person(two, anna, room);
  await ask(a, 'message:send', { roomId: room.id, content: 'Hello @ben' });
  for (const device of [phone, desk]) await until(() => heardOf(device, 'notification').length === 1);
  const late = await person(three, ben);
  const { notifications } = await ask(late, 'recover', { rooms: {}, since: 0 });
  assert.equal(notifications.filter(({ type }) => type === 'mention').length, 1);
  await ask(desk, 'notification:read', { all: true });
  await until(() => heardOf(phone, 'notification:cleared').length === 1);
  // What Redis loses a look at the database finds, which tells nobody twice what they know.
  const saying = (content) => ask(a, 'message:send', { roomId: room.id, content });
  const toldTo = (...counts) => until(() => [phone, desk, late].every((device, index) => heardOf(device, 'notification').length >= counts[index]));
  await saying('Still there, @ben?');
  await toldTo(2, 2, 1);
  team.redis.child.kill('SIGSTOP');
  await saying('And now, @ben?');
  await toldTo(3, 3, 2);
  team.redis.child.kill('SIGCONT');
  await saying('At last, @ben'); // behind what Redis has kept
  await toldTo(4, 4, 3);
  assert.deepEqual([phone, desk, late].map((device) => heardOf(device, 'notification').length), [4, 4, 3]);
});

test('values of channels reach every server, and a removed one is gone on all', async () => {
  const b = await person(two, ben);
  await one.post('press.speed', 1, anna.token);
  await until(async () => (await two.call('GET', '/api/channels/press.speed', undefined, ben.token)).status === 200);
  await ask(b, 'subscribe', 'press.speed');
  for (let n = 2; n < 50; n++) await [one, three][n % 2].post('press.speed', n, anna.token);
  await until(() => heardOf(b, 'channel:update').length === 48);
  assert.deepEqual(heardOf(b, 'channel:update').map((each) => each.data).sort((x, y) => x - y), Array.from({ length: 48 }, (_, i) => i + 2));
  await one.call('DELETE', '/api/channels/press.speed', undefined, anna.token);
  for (const server of team.servers) await until(async () => (await server.call('GET', '/api/channels/press.speed', undefined, ben.token)).status === 404);
});

test('who is here is known on every server, by all of their devices', async () => {
  const watcher = await person(one, anna, room);
  const news = (who) => heardOf(watcher, 'presence:changed').filter((each) => each.userId === who.user.id).map((each) => each.status);
  const dora = await two.register('dora');
  await one.call('PUT', `/api/rooms/${room.id}/members/${dora.user.id}`, {}, anna.token);
  const [phone, desk] = [await person(two, dora), await person(three, dora)];
  await until(() => news(dora).at(-1) === 'online');
  await ask(desk, 'presence:update', 'busy');
  await until(() => news(dora).at(-1) === 'busy');
  for (const server of team.servers) await until(async () => (await server.call('GET', `/api/presence?users=${dora.user.id}`, undefined, anna.token)).body.presence?.[0]?.status === 'busy');
  phone.close();
  await ask(desk, 'presence:update', 'online');
  await until(() => news(dora).at(-1) === 'online');
  desk.close();
  await until(() => news(dora).at(-1) === 'offline');
  assert.deepEqual(news(dora), ['online', 'busy', 'online', 'offline']);
});

test('an alert is said once, whichever server it was made by and whoever hears the values', async () => {
  const b = await person(three, ben, room);
  const rule = { name: 'Too hot', roomId: room.id, channel: 'oven', condition: 'above', value: 100 };
  assert.equal((await two.call('PUT', '/api/alerts', rule, anna.token)).status, 201);
  // The leading server sees the rule at its next look.
  const alerts = async (server) => (await server.call('GET', '/api/alerts', undefined, anna.token)).body.alerts;
  let value = 200;
  await until(async () => { await one.post('oven', ++value, anna.token); return heardOf(b, 'message:new').some((m) => m.username === 'alerts'); });
  for (const server of team.servers) await until(async () => (await alerts(server))[0].phase === 'firing');
  const [{ id }] = heardOf(b, 'message:new').filter((m) => m.username === 'alerts');
  await ask(b, 'message:react', { roomId: room.id, messageId: id, emoji: '✅', on: true });
  await until(() => heardOf(b, 'message:updated').some((m) => m.content.endsWith('ben has taken it on')));
  await two.post('oven', 20, anna.token);
  await until(() => heardOf(b, 'message:updated').some((m) => m.content.startsWith('✅')));
  assert.equal(heardOf(b, 'message:new').filter((m) => m.username === 'alerts').length, 1);
});

test("the team's figures are those of all servers", async () => {
  const b = await person(two, ben);
  const sockets = [await person(one, anna), await person(two, anna), await person(three, anna)];
  await ask(b, 'subscribe', 'dashboard:metrics');
  const connections = async () => {
    const each = team.servers.map(async (server) => Number((await (await fetch(`${server.url}/metrics`)).text()).match(/^hearth_connections (\d+)/m)[1]));
    return (await Promise.all(each)).reduce((sum, n) => sum + n);
  };
  const expected = await connections();
  assert.ok(expected > sockets.length);
  await until(() => heardOf(b, 'channel:update').some(({ channel, data }) => channel === 'dashboard:metrics' && data.connections === expected));
});

test('a ticket is good on every server, once', async () => {
  const use = async (server, ticket) => {
    const response = await fetch(`${server.url}/events/notifications?ticket=${ticket}`);
    await response.body.cancel();
    return response.status;
  };
  const make = async () => (await one.call('POST', '/api/tickets', { path: '/events/notifications' }, anna.token)).body.ticket;
  const [first, second] = [await make(), await make()];
  await until(async () => (await use(three, first)) === 200);
  await until(async () => (await use(one, first)) === 401);
  assert.equal(await use(one, second), 200);
  await until(async () => (await use(two, second)) === 401);
});

test("a file that one server took, the others give", async () => {
  const bytes = Buffer.from('what anna sent');
  const authorization = { authorization: `Bearer ${anna.token}` };
  const { file } = await (await fetch(`${one.url}/api/files?roomId=${room.id}&name=a.txt`, { method: 'POST', headers: authorization, body: bytes })).json();
  await one.call('POST', `/api/rooms/${room.id}/messages`, { content: 'here', files: [file.id] }, anna.token);
  for (const server of team.servers) {
    const answer = await fetch(`${server.url}/api/files/${file.id}`, { headers: { authorization: `Bearer ${ben.token}` } });
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes);
  }
});

test('who is put out of a room hears no more of it on any server', async () => {
  const [a, b] = [await person(one, anna, room), await person(two, ben, room)];
  await three.call('DELETE', `/api/rooms/${room.id}/members/${ben.user.id}`, undefined, anna.token);
  await until(() => heardOf(b, 'room:removed').length === 1);
  await ask(a, 'message:send', { roomId: room.id, content: 'He is gone' });
  await until(() => heardOf(a, 'message:new').some((m) => m.content === 'He is gone'));
  assert.equal(heardOf(b, 'message:new').filter((m) => m.content === 'He is gone').length, 0);
});

test('what Redis loses is told all the same, as it is by then', async () => {
  const [a, c] = [await person(one, anna, room), await person(three, cleo, room)];
  const { id } = await ask(a, 'message:send', { roomId: room.id, content: 'before' });
  await until(() => heardOf(c, 'message:new').length === 1);
  team.redis.child.kill('SIGSTOP');
  await ask(a, 'message:react', { roomId: room.id, messageId: id, emoji: '👍', on: true });
  await until(() => heardOf(c, 'message:changed').length === 1);
  const [changed] = heardOf(c, 'message:changed');
  assert.deepEqual([changed.id, changed.content, changed.reactions], [id, 'before', [{ emoji: '👍', userIds: [anna.user.id] }]]);
  const second = await ask(a, 'message:send', { roomId: room.id, content: 'second' });
  await ask(a, 'message:edit', { roomId: room.id, messageId: id, content: 'after' });
  await ask(a, 'message:delete', { roomId: room.id, messageId: second.id });
  await until(() => heardOf(c, 'message:deleted').length === 1 && heardOf(c, 'message:updated').length === 1);
  assert.equal(heardOf(c, 'message:updated')[0].content, 'after');
  assert.equal(heardOf(c, 'message:new').length, 2);
  team.redis.child.kill('SIGCONT');
});

test('who is put out of a room while Redis stands still hears no more of it either', async () => {
  const hall = await one.makeRoom(anna.token, { name: 'Other hall', members: [ben.user.id] });
  const [a, b] = [await person(one, anna, hall), await person(two, ben, hall)];
  team.redis.child.kill('SIGSTOP');
  await one.call('DELETE', `/api/rooms/${hall.id}/members/${ben.user.id}`, undefined, anna.token);
  await until(() => heardOf(b, 'room:removed').length === 1);
  const { seq } = await ask(a, 'message:send', { roomId: hall.id, content: 'He is gone' });
  const other = await person(two, anna, hall);
  await ask(a, 'message:send', { roomId: hall.id, content: 'for certain' });
  await until(() => heardOf(other, 'message:new').length === 1);
  assert.deepEqual(heardOf(b, 'message:new').filter((m) => m.seq >= seq), []);
  team.redis.child.kill('SIGCONT');
});

test("Node's emitter reaches rooms and people unchanged", { skip: wire !== 'classic' }, async () => {
  const [a, b] = [await person(one, anna, room), await person(three, cleo, room)];
  const spare = await redisClient(team.redis.url);
  const emitter = new Emitter(spare);
  emitter.to(`room:${room.id}`).emit('poll', { of: 'all' });
  emitter.to(`user:${cleo.user.id}`).emit('nudge', 1);
  for (const socket of [a, b]) await until(() => heardOf(socket, 'poll').length === 1);
  await until(() => heardOf(b, 'nudge').length === 1);
  assert.equal(heardOf(a, 'nudge').length, 0);
  await spare.disconnect();
});
