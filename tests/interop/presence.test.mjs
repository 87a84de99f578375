// Who is here, and what others may know of it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, connect as tcp } from 'node:net';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { launch } from './ending.mjs';
import { ask, connect, next, startServer } from './hearthd.mjs';

const pingMs = 300;
let server, anna, ben, room;

before(async () => {
  server = await startServer({ args: ['--limits-presence-grace-ms', '3000',
    '--socketio-ping-interval', `${pingMs}`, '--socketio-ping-timeout', `${pingMs}`] });
  anna = await server.register('anna');
  ben = await server.register('ben');
  room = await server.makeRoom(anna.token, { name: 'Presence', members: [ben.user.id] });
});
after(() => server.stop());

async function online(person, auth = {}) {
  const socket = connect(server.url, person.token, { reconnection: false, auth: { token: person.token, ...auth } });
  await next(socket, 'connect');
  return socket;
}

// What the watcher is told of a person; until(status) waits for it to be the last.
async function watch(person) {
  const socket = await online(anna);
  const heard = [];
  let wake = () => {};
  socket.on('presence:changed', (event) => {
    if (event.userId === person.user.id) { heard.push(event.status); wake(); }
  });
  const until = async (status) => { while (heard.at(-1) !== status) await new Promise((resolve) => { wake = resolve; }); };
  const statusNow = async () => (await ask(socket, 'presence:get', [person.user.id])).users[0].status;
  return { socket, heard, until, statusNow };
}

// Nobody of this person is connected, and everybody knows.
async function gone(watcher) {
  if ((await watcher.statusNow()) !== 'offline') await watcher.until('offline');
  watcher.heard.length = 0;
}

test('a hundred quick reconnects are not seen', async () => {
  const watcher = await watch(ben);
  let socket = await online(ben);
  await watcher.until('online');
  for (let i = 0; i < 100; i++) {
    socket.io.engine.close();
    socket = await online(ben);
  }
  assert.deepEqual(watcher.heard, ['online']);
  assert.equal(await watcher.statusNow(), 'online');
  socket.close();
  await gone(watcher);
  watcher.socket.close();
});

test('who falls silent is gone within a heartbeat, and typing ends', async () => {
  const watcher = await watch(ben);
  await ask(watcher.socket, 'join:room', room.id);
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const joined = next(watcher.socket, 'user:joined');
  ws.on('message', (data) => {
    const text = String(data);
    if (text[0] === '0') ws.send(`40${JSON.stringify({ token: ben.token })}`);
    if (text.startsWith('40')) { ws.send(`42${JSON.stringify(['join:room', room.id])}`); ws.send(`42${JSON.stringify(['typing:start', room.id])}`); }
    // `2`, the ping, is never answered.
  });
  await joined;
  const typed = [];
  watcher.socket.on('typing:user', (event) => typed.push(event.typing));
  const began = Date.now();
  await gone(watcher);
  assert.ok(Date.now() - began < 2 * pingMs + 1500, 'without the time for a reconnect on top');
  assert.equal(typed.at(-1) ?? false, false);
  ws.terminate();
  watcher.socket.close();
});

// A wire that can be cut without a word to either end.
async function wire(port) {
  const pairs = [];
  const proxy = createServer((near) => {
    const far = tcp(port, '127.0.0.1');
    pairs.push([near, far]);
    near.on('error', () => {}).pipe(far.on('error', () => {})).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    cut: () => pairs.forEach(([near, far]) => { near.unpipe(far); far.unpipe(near); near.pause(); far.pause(); }),
    close: () => { pairs.flat().forEach((socket) => socket.destroy()); proxy.close(); },
  };
}

for (const [what, end] of [['killed with -9', (child) => child.kill('SIGKILL')], ['stopped', (child) => child.kill('SIGSTOP')],
  ['cut off', (child, line) => line.cut()]]) {
  test(`a client that is ${what} is gone from everybody's list, and its typing with it`, async () => {
    // Without the grace for a reconnect, which is for who comes back.
    const quick = await startServer({ args: ['--limits-presence-grace-ms', '0', '--socketio-ping-interval', `${pingMs}`, '--socketio-ping-timeout', `${pingMs}`] });
    const [lena, max] = [await quick.register('lena'), await quick.register('max')];
    const hall = await quick.makeRoom(lena.token, { name: 'Hall', members: [max.user.id] });
    const watcher = connect(quick.url, lena.token);
    const heard = { list: [], typing: [] };
    await ask(watcher, 'join:room', hall.id);
    watcher.on('typing:user', (event) => heard.typing.push(event.typing));
    const line = await wire(quick.port);
    const child = launch(process.execPath, [fileURLToPath(new URL('typist.mjs', import.meta.url)), line.url, max.token, hall.id], { stdio: ['ignore', 'pipe', 'inherit'] });
    const left = new Promise((resolve) => watcher.on('presence:changed', (event) => {
      heard.list.push(event.status);
      if (event.status === 'offline') resolve();
    }));
    await once(child.stdout, 'data');
    const began = Date.now();
    end(child, line);
    await left;
    // And the second for which a close waits for its goodbye, which a dead line never brings.
    assert.ok(Date.now() - began < 2 * pingMs + 1300, `${Date.now() - began} ms`);
    assert.deepEqual(heard, { list: ['online', 'offline'], typing: [true, false] });
    const { members } = await ask(watcher, 'join:room', hall.id);
    assert.equal(members.find((each) => each.username === 'max').status, 'offline');
    child.kill('SIGKILL');
    watcher.close();
    line.close();
    await quick.stop();
  });
}

test('a person is away once every device was left alone', async () => {
  const watcher = await watch(ben);
  const desk = await online(ben);
  await watcher.until('online');
  const phone = await online(ben);
  await ask(desk, 'presence:idle', true);
  assert.equal(await watcher.statusNow(), 'online');
  await ask(phone, 'presence:idle', true);
  await watcher.until('away');
  await ask(desk, 'presence:idle', false);
  await watcher.until('online');
  phone.close();
  await ask(desk, 'presence:idle', true);
  await watcher.until('away');
  await ask(desk, 'presence:update', 'busy');
  await watcher.until('busy');
  await ask(desk, 'presence:idle', false);
  assert.equal(await watcher.statusNow(), 'busy', 'what one chose is not overruled');
  assert.deepEqual(watcher.heard, ['online', 'away', 'online', 'away', 'busy']);
  desk.close();
  await gone(watcher);
  watcher.socket.close();
});

test('who is invisible is offline to others, and knows it on every device', async () => {
  const watcher = await watch(ben);
  await ask(watcher.socket, 'join:room', room.id);
  const desk = await online(ben);
  await watcher.until('online');
  const own = next(desk, 'presence:changed');
  await ask(desk, 'presence:update', 'invisible');
  assert.deepEqual([(await own).userId, (await own).status], [ben.user.id, 'invisible']);
  await watcher.until('offline');
  const seenAt = (await ask(watcher.socket, 'presence:get', [ben.user.id])).users[0].lastSeen;

  const told = [];
  for (const event of ['presence:changed', 'user:joined', 'user:left']) watcher.socket.on(event, (data) => told.push([event, data]));
  const members = (await ask(desk, 'join:room', room.id)).members;
  assert.equal(members.find((each) => each.userId === ben.user.id).status, 'invisible');
  const phone = await online(ben, { status: 'invisible' });
  await ask(phone, 'join:room', room.id);
  assert.equal((await ask(phone, 'presence:get', [ben.user.id])).users[0].status, 'invisible');
  await ask(phone, 'leave:room', room.id);
  desk.close();
  phone.close();
  const back = await online(ben);
  assert.equal((await ask(back, 'presence:get', [ben.user.id])).users[0].status, 'invisible', 'a reconnect makes nobody visible');
  const seen = (await ask(watcher.socket, 'presence:get', [ben.user.id])).users[0];
  assert.deepEqual([seen.status, seen.lastSeen], ['offline', seenAt]);
  const inRoom = (await ask(watcher.socket, 'join:room', room.id)).members.find((each) => each.userId === ben.user.id);
  assert.equal(inRoom.status, 'offline');
  assert.deepEqual(told, []);
  await ask(back, 'presence:update', 'online');
  await watcher.until('online');
  back.close();
  await gone(watcher);
  watcher.socket.close();
});

test('when somebody was last seen outlives the server', async () => {
  const watcher = await watch(ben);
  const socket = await online(ben);
  await watcher.until('online');
  socket.close();
  await gone(watcher);
  const before_ = (await ask(watcher.socket, 'presence:get', [ben.user.id])).users[0].lastSeen;
  watcher.socket.close();
  await server.kill('SIGTERM');
  server = await startServer({ folder: server.folder });
  const again = await online(anna);
  assert.deepEqual((await ask(again, 'presence:get', [ben.user.id])).users,
    [{ userId: ben.user.id, status: 'offline', lastSeen: before_ }]);
  again.close();
});
