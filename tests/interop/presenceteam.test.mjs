// Who is here, where a team has several servers: a person is what all their devices on all of them say.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { ask, connect, next } from './hearthd.mjs';
import { redisClient } from './redis.mjs';
import { startTeam, until } from './team.mjs';

let team, redis, one, two, three, anna, ben, cleo, room;
before(async () => {
  team = await startTeam(3, ['--limits-presence-grace-ms', '700']);
  [one, two, three] = team.servers;
  redis = await redisClient(team.redis.url);
  anna = await one.register('anna');
  ben = await two.register('ben');
  cleo = await three.register('cleo');
  room = await one.makeRoom(anna.token, { name: 'Hall', members: [ben.user.id, cleo.user.id] });
});
after(async () => {
  await redis?.disconnect();
  await team?.stop();
});

const open = [];
async function online(server, person, auth = {}) {
  const socket = connect(server.url, person.token, { reconnection: false, auth: { token: person.token, ...auth } });
  open.push(socket);
  socket.heard = [];
  socket.on('presence:changed', (event) => socket.heard.push(event));
  await next(socket, 'connect');
  return socket;
}
const statusOn = async (socket, person) => (await ask(socket, 'presence:get', [person.user.id])).users[0].status;
const told = (socket, person) => socket.heard.filter((event) => event.userId === person.user.id).map((event) => event.status);
const becomes = (socket, person, status, patienceMs) => until(() => told(socket, person).at(-1) === status, patienceMs);

// Whoever left before this is past the grace: somebody who came and left after them has been seen to be offline.
async function beyondTheGrace(server, watchers) {
  const socket = await online(server, cleo);
  for (const each of watchers) await becomes(each, cleo, 'online');
  socket.close();
  for (const each of watchers) await becomes(each, cleo, 'offline');
}

// What a test that failed has left is nobody's in the next one.
afterEach(() => { open.splice(0).forEach((socket) => socket.close()); });

// One of anna's on each server, and ben on none.
async function watchers() {
  const all = await Promise.all(team.servers.map((server) => online(server, anna)));
  for (const each of all) await until(async () => (await statusOn(each, ben)) === 'offline');
  for (const each of all) each.heard.length = 0;
  return all;
}

test('each server tells of a change once, whichever server it happens on', async () => {
  const all = await watchers();
  const desk = await online(two, ben);
  for (const each of all) await becomes(each, ben, 'online');
  const phone = await online(three, ben);
  await until(async () => (await redis.sCard(`presence:${ben.user.id}:sockets`)) === 2); // the others hear of it
  await ask(desk, 'presence:idle', true);
  await ask(phone, 'presence:idle', true);
  for (const each of all) await becomes(each, ben, 'away');
  await ask(phone, 'presence:idle', false);
  for (const each of all) await becomes(each, ben, 'online');
  await ask(desk, 'presence:update', 'busy');
  for (const each of all) await becomes(each, ben, 'busy');
  desk.close();
  await beyondTheGrace(two, all);
  for (const each of all) assert.equal(await statusOn(each, ben), 'busy', 'one device is left');
  phone.close();
  for (const each of all) await becomes(each, ben, 'offline');
  for (const each of all) assert.deepEqual(told(each, ben), ['online', 'away', 'online', 'busy', 'offline']);
  const seen = await Promise.all(all.map(async (each) => (await ask(each, 'presence:get', [ben.user.id])).users[0].lastSeen));
  assert.equal(new Set(seen).size, 1, `${seen}`);
});

test('all ways to ask say the same on every server', async () => {
  const all = await watchers();
  const desk = await online(three, ben, { status: 'busy' });
  for (const each of all) await becomes(each, ben, 'busy');
  for (const [index, server] of team.servers.entries()) {
    const { body } = await server.call('GET', `/api/presence?users=${ben.user.id}`, undefined, anna.token);
    assert.equal(body.presence[0].status, 'busy');
    const { members } = await ask(all[index], 'join:room', room.id);
    assert.equal(members.find((each) => each.userId === ben.user.id).status, 'busy');
    const { presenceUpdates } = await ask(all[index], 'recover', { rooms: {}, since: Date.now() - 60_000 });
    assert.equal(presenceUpdates.find((each) => each.userId === ben.user.id).status, 'busy');
  }
  await ask(all[0], 'message:send', { roomId: room.id, content: '@here lunch' });
  const { body } = await two.call('GET', '/api/notifications', undefined, ben.token);
  assert.equal(body.notifications.filter((each) => each.type === 'mention').length, 1);
});

test('who is invisible is that to themselves on every server, and offline to all others', async () => {
  const all = await watchers();
  const desk = await online(two, ben);
  const phone = await online(three, ben);
  for (const each of all) await becomes(each, ben, 'online');
  await ask(desk, 'presence:update', 'invisible');
  await becomes(phone, ben, 'invisible');
  for (const each of all) await becomes(each, ben, 'offline');
  desk.close();
  phone.close();
  await beyondTheGrace(three, all);
  const back = await online(one, ben);
  assert.equal(await statusOn(back, ben), 'invisible', 'a reconnect elsewhere makes nobody visible');
  await beyondTheGrace(one, all); // what it is seen as has come
  for (const each of all) assert.deepEqual(told(each, ben), ['online', 'offline']);
  await ask(back, 'presence:update', 'online');
  for (const each of all) await becomes(each, ben, 'online');
});

test('a move to another server is not seen, not even when a server is restarted', async () => {
  const all = await watchers();
  let socket = await online(two, ben);
  for (const each of all) await becomes(each, ben, 'online');
  for (let i = 0; i < 30; i++) {
    socket.io.engine.close();
    socket = await online(team.servers[i % 3], ben);
  }
  socket.io.engine.close();
  socket = await online(three, ben);
  // It moves its clients away one by one, and is there until then.
  const [moved, ended] = [next(socket, 'disconnect'), three.kill('SIGTERM')];
  await moved;
  const there = await online(one, ben);
  await ended;
  await beyondTheGrace(one, all.slice(0, 2));
  for (const each of all.slice(0, 2)) assert.deepEqual(told(each, ben), ['online']);
  await team.restart(2);
  three = team.servers[2];
  const late = await online(three, anna);
  assert.equal(await statusOn(late, ben), 'online', 'before anybody has told it');
  there.close();
});

test('the people of a killed server are offline within 30 s, and the others never', async () => {
  const all = await watchers();
  const [onTwo, onThree] = [await online(two, ben), await online(three, anna)];
  await becomes(all[0], ben, 'online');
  const killedAt = Date.now();
  await two.kill('SIGKILL');
  await becomes(all[0], ben, 'offline', 40_000);
  const ms = Date.now() - killedAt;
  assert.ok(ms < 30_000 && ms > 14_000, `${ms} ms`);
  assert.deepEqual(told(all[0], anna).filter((status) => status === 'offline'), []);
  await until(async () => (await redis.hGet(`presence:${ben.user.id}`, 'status')) === 'offline');
  assert.equal(await redis.sCard(`presence:${ben.user.id}:sockets`), 0);
  await team.restart(1);
  two = team.servers[1];
});

test('without Redis the last that was known stays, and everything is one picture after', async () => {
  const all = await watchers();
  const [desk, phone] = [await online(two, ben), await online(one, ben)];
  for (const each of all) await becomes(each, ben, 'online');
  await redis.flushAll();
  await until(async () => (await redis.hGet(`presence:${ben.user.id}`, 'status')) === 'online');
  team.redis.child.kill('SIGSTOP');
  await ask(desk, 'presence:update', 'busy');
  desk.close();
  await beyondTheGrace(three, [all[2]]);
  assert.equal(await statusOn(all[2], ben), 'online');
  team.redis.child.kill('SIGCONT');
  for (const each of all) await becomes(each, ben, 'busy');
  phone.close();
  for (const each of all) await becomes(each, ben, 'offline');
  for (const each of all) assert.deepEqual(told(each, ben), ['online', 'busy', 'offline']);
});
