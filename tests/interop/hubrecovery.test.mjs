// Connection state recovery of the hub: as the reference has it on the wire, without its known faults. That an idle
// client's offset does not age out is in tests/server/recoverylog_test.cpp, where the clock is a fake one.
import assert from 'node:assert/strict';
import { io } from 'socket.io-client';
import { heard, leave, RawPeer, startConformance, test } from './conformance.mjs';

const recovering = ['--ping-interval', '25000', '--recovery-ms', '60000'];

for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']]) {
  test(`recovery by ${transports.join(' to ')}: a client comes back for what it missed`, async (t) => {
    const own = await startConformance(...recovering);
    t.after(() => own.stop());
    const socket = io(own.url, { transports, forceNew: true, reconnection: false });
    const other = io(own.url, { transports: ['websocket'], forceNew: true });
    for (const each of [socket, other]) t.after(() => leave(each));
    await Promise.all([heard(socket, 'connect'), heard(other, 'connect')]);
    const seen = [];
    socket.on('broadcast', (text) => seen.push(text));
    const before = heard(socket, 'broadcast');
    await other.emitWithAck('broadcast', 'before');
    await before;
    const { id } = socket;
    socket.io.engine.close();
    while (await other.emitWithAck('count') > 1); // the server has yet to see the end
    await other.emitWithAck('broadcast', 'missed 1');
    await other.emitWithAck('broadcast', 'missed 2');
    socket.connect();
    await heard(socket, 'connect');
    assert.equal(socket.recovered, true);
    assert.equal(socket.id, id);
    const after = heard(socket, 'broadcast');
    await other.emitWithAck('broadcast', 'after');
    await after;
    assert.deepEqual(seen, ['before', 'missed 1', 'missed 2', 'after']);
  });
}

test('recovery is once only, and by its secret', async (t) => {
  const own = await startConformance(...recovering);
  t.after(() => own.stop());
  const raw = new RawPeer(own.url, '/socket.io/');
  const ws = await raw.webSocket();
  await ws.next();
  ws.send('40');
  const { sid, pid } = JSON.parse((await ws.next()).slice(2));
  assert.notEqual(sid, pid);
  await ws.next();
  ws.terminate();
  const again = async (auth) => {
    const peer = await raw.webSocket();
    await peer.next();
    peer.send(`40${JSON.stringify(auth)}`);
    let text = await peer.next();
    while (!text.startsWith('40')) text = await peer.next();
    return JSON.parse(text.slice(2)).sid;
  };
  assert.notEqual(await again({ pid: sid }), sid, 'the public id opens nothing');
  // The end of the first connection may still be on its way to the server.
  let recovered = '';
  for (let i = 0; i < 50 && recovered !== sid; i++) recovered = await again({ pid });
  assert.equal(recovered, sid);
  assert.notEqual(await again({ pid }), sid);
});

// Two clients of a server of their own: one to be cut off, and a watcher.
async function pair(t, ...args) {
  const own = await startConformance(...recovering, ...args);
  t.after(() => own.stop());
  const sockets = [{ reconnection: false }, {}].map((options) => io(own.url, { transports: ['websocket'], forceNew: true, ...options }));
  for (const socket of sockets) t.after(() => leave(socket));
  await Promise.all(sockets.map((socket) => heard(socket, 'connect')));
  return sockets;
}
async function cutOff(socket, watcher) {
  socket.io.engine.close();
  while (await watcher.emitWithAck('count') > 1);
}
async function comesBack(socket) {
  socket.connect();
  await heard(socket, 'connect');
  return socket.recovered;
}

// socketio/socket.io #5538, #4733: no offset, so no recovery.
test('a client that received nothing recovers', async (t) => {
  const own = await startConformance(...recovering);
  t.after(() => own.stop());
  const raw = new RawPeer(own.url, '/socket.io/');
  const ws = await raw.webSocket();
  ws.send('40/guarded,{"token":"sesame"}');
  await ws.next();
  const { sid, pid } = JSON.parse((await ws.next()).slice('40/guarded,'.length));
  const watcher = io(`${own.url}/guarded`, { transports: ['websocket'], forceNew: true, auth: { token: 'sesame' } });
  t.after(() => leave(watcher));
  await heard(watcher, 'connect');
  ws.terminate();
  while (await watcher.emitWithAck('count') > 1);
  await watcher.emitWithAck('broadcast', 'missed');
  const again = await raw.webSocket();
  // It shows its secret and no offset.
  again.send(`40/guarded,${JSON.stringify({ token: 'sesame', pid })}`);
  const seen = [];
  while (!seen.at(-1)?.startsWith('40/guarded,')) seen.push(await again.next());
  assert.equal(JSON.parse(seen.at(-1).slice('40/guarded,'.length)).sid, sid);
  assert.ok(seen.some((text) => /^42\/guarded,\["broadcast","missed","\d+"\]$/.test(text)), seen.join('\n'));
  again.terminate();
});

test('what the log could not keep is not given back by halves', async (t) => {
  const [anna, ben] = await pair(t, '--recovery-bytes', '10000');
  const seen = [];
  anna.on('broadcast', (text) => seen.push(text.length));
  await cutOff(anna, ben);
  const before = anna.id;
  for (let i = 0; i < 20; i++) await ben.emitWithAck('broadcast', 'x'.repeat(1000));
  assert.ok(!await comesBack(anna), 'it missed 20,000 bytes');
  assert.notEqual(anna.id, before);
  await cutOff(anna, ben);
  for (let i = 0; i < 5; i++) await ben.emitWithAck('broadcast', 'y'.repeat(1000));
  assert.ok(await comesBack(anna), 'it missed 5,000');
  await anna.emitWithAck('message-with-ack');
  assert.deepEqual(seen, [1000, 1000, 1000, 1000, 1000]);
});

test('rooms come back with their client, and events with an ack or volatile ones do not', async (t) => {
  const [anna, ben] = await pair(t);
  await anna.emitWithAck('join', 'red');
  const seen = [];
  anna.on('said', (text) => seen.push(text));
  await cutOff(anna, ben);
  await ben.emitWithAck('say', { rooms: ['red'] }, 'for red');
  await ben.emitWithAck('say', { rooms: ['blue'] }, 'for blue');
  await ben.emitWithAck('say', { rooms: [], except: ['red'] }, 'for all but red');
  await ben.emitWithAck('say', { rooms: ['red'], isVolatile: true }, 'for who is here');
  assert.ok(await comesBack(anna));
  await ben.emitWithAck('say', { rooms: ['red'] }, 'for red again');
  await anna.emitWithAck('message-with-ack');
  assert.deepEqual(seen, ['for red', 'for red again']);
});

test('who left by itself, and who was disconnected, does not recover', async (t) => {
  for (const leaves of [(socket) => socket.disconnect(), (socket) => socket.emit('kick')]) {
    const [anna, ben] = await pair(t);
    const gone = heard(anna, 'disconnect');
    leaves(anna);
    await gone;
    while (await ben.emitWithAck('count') > 1);
    assert.ok(!await comesBack(anna));
  }
});
