// Socket.IO 5, rule by rule (https://socket.io/docs/v4/socket-io-protocol/), and by the official client.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { io } from 'socket.io-client';
import { heard, RawPeer, startConformance } from './conformance.mjs';

let server, url;
before(async () => {
  server = await startConformance('--ping-interval', '25000', '--ping-timeout', '20000', '--connect-timeout', '500');
  url = server.url;
});
after(() => server.stop());

// A peer by hand, past Engine.IO's OPEN.
async function open() {
  const ws = await new RawPeer(url, '/socket.io/').webSocket();
  await ws.next();
  return ws;
}
async function connected() {
  const ws = await open();
  ws.send('40');
  assert.match(await ws.next(), /^40\{"sid":"[^"]+"\}$/);
  assert.equal(await ws.next(), '42["auth",{}]');
  return ws;
}

test('CONNECT with and without a payload, to both namespaces', async () => {
  const ws = await open();
  ws.send('40{"token":"123"}');
  assert.match(await ws.next(), /^40\{"sid":"[^"]+"\}$/);
  assert.equal(await ws.next(), '42["auth",{"token":"123"}]');
  ws.send('40/custom,{"token":"abc"}');
  assert.match(await ws.next(), /^40\/custom,\{"sid":"[^"]+"\}$/);
  assert.equal(await ws.next(), '42/custom,["auth",{"token":"abc"}]');
  ws.terminate();
});

test('a namespace that is not there is refused in words', async () => {
  const ws = await open();
  ws.send('40/random');
  assert.equal(await ws.next(), '44/random,{"message":"Invalid namespace"}');
  ws.terminate();
});

test('without a CONNECT in time the connection ends', async () => {
  const ws = await open();
  assert.equal(await ws.ended, 4003);
});

test('DISCONNECT leaves one namespace, and the other stays', async () => {
  const ws = await connected();
  ws.send('40/custom');
  await ws.next();
  await ws.next();
  ws.send('41');
  ws.send('42/custom,["message","here"]');
  assert.equal(await ws.next(), '42/custom,["message-back","here"]');
  ws.terminate();
});

test('events and acks, text and binary', async () => {
  const ws = await connected();
  ws.send('42["message",1,"2",{"3":[false]}]');
  assert.equal(await ws.next(), '42["message-back",1,"2",{"3":[false]}]');
  ws.send('42456["message-with-ack",1,"2",{"3":[false]}]');
  assert.equal(await ws.next(), '43456[1,"2",{"3":[false]}]');
  ws.send('452-["message",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
  ws.send(Buffer.from([1, 2, 3]));
  ws.send(Buffer.from([4, 5, 6]));
  assert.equal(await ws.next(), '452-["message-back",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]');
  assert.deepEqual([await ws.next(), await ws.next()], [Buffer.from([1, 2, 3]), Buffer.from([4, 5, 6])]);
  ws.send('451-789["message-with-ack",{"_placeholder":true,"num":0}]');
  ws.send(Buffer.from([7]));
  assert.equal(await ws.next(), '461-789[{"_placeholder":true,"num":0}]');
  assert.deepEqual(await ws.next(), Buffer.from([7]));
  ws.terminate();
});

for (const [what, ...frames] of [
  ['a packet that is none', '4abc'], ['an event before CONNECT', '42/custom,["message"]'], ['a second CONNECT', '40'],
  ['an attachment of no packet', Buffer.from([1])], ['text where an attachment is due', '451-["message",{"_placeholder":true,"num":0}]', '42["message"]'],
  ['a count without an end', '451["message"]'], ['CONNECT_ERROR from a client', '44{"message":"x"}'],
]) {
  test(`the connection ends: ${what}`, async () => {
    const ws = await connected();
    for (const frame of frames) ws.send(frame);
    assert.equal(await ws.ended, 4005);
  });
}

const ways = [['websocket'], ['polling'], ['polling', 'websocket']];
for (const transports of ways) {
  test(`socket.io-client by ${transports.join(' to ')}: text, binary, acks, namespaces`, async () => {
    const socket = io(url, { transports, forceNew: true, auth: { token: 'x' } });
    assert.deepEqual(await heard(socket, 'auth'), [{ token: 'x' }]);
    if (transports.length === 2 && socket.io.engine.transport.name !== 'websocket') await heard(socket.io.engine, 'upgrade');
    const bytes = Buffer.from([0, 1, 255]);
    socket.emit('message', 'wörld', bytes, { deep: [bytes] });
    const [text, first, second] = await heard(socket, 'message-back');
    assert.equal(text, 'wörld');
    assert.deepEqual(Buffer.from(first), bytes);
    assert.deepEqual(Buffer.from(second.deep[0]), bytes);
    const answer = await new Promise((resolve) => socket.emit('message-with-ack', 1, bytes, (...args) => resolve(args)));
    assert.equal(answer[0], 1);
    assert.deepEqual(Buffer.from(answer[1]), bytes);
    const custom = socket.io.socket('/custom');
    await heard(custom, 'connect');
    socket.disconnect();
    custom.emit('message', 'still here');
    assert.deepEqual(await heard(custom, 'message-back'), ['still here']);
    custom.disconnect();
  });
}

test('a namespace that is not there, for the official client', async () => {
  const socket = io(`${url}/random`, { forceNew: true, transports: ['websocket'] });
  const [error] = await heard(socket, 'connect_error');
  assert.equal(error.message, 'Invalid namespace');
  socket.close();
});

for (const transports of [['websocket'], ['polling']]) {
  test(`recovery by ${transports}: a client comes back for what it missed`, async () => {
    const own = await startConformance('--ping-interval', '25000', '--recovery-ms', '60000');
    const socket = io(own.url, { transports, forceNew: true, reconnection: false });
    const other = io(own.url, { transports: ['websocket'], forceNew: true });
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
    socket.close();
    other.close();
    own.stop();
  });
}

test('recovery is once only, and by its secret', async () => {
  const own = await startConformance('--ping-interval', '25000', '--recovery-ms', '60000');
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
  own.stop();
});
