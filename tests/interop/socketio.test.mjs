// Socket.IO 5, rule by rule (https://socket.io/docs/v4/socket-io-protocol/), and by the official client.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { io } from 'socket.io-client';
import { heard, placeholder, RawPeer, startConformance, test } from './conformance.mjs';

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

for (const [what, sent, ...answer] of [
  ['CONNECT with an empty object', '40/custom,{}', /^40\/custom,\{"sid":"[^"]+"\}$/, '42/custom,["auth",{}]'],
  ['a namespace without its comma', '40/custom', /^40\/custom,\{"sid":"[^"]+"\}$/, '42/custom,["auth",{}]'],
  ['a query behind the namespace', '40/custom?token=x,', /^40\/custom,\{"sid":"[^"]+"\}$/, '42/custom,["auth",{}]'],
  ['an unknown namespace with a payload', '40/random,{"a":1}', '44/random,{"message":"Invalid namespace"}'],
  ['the middleware\'s refusal', '40/guarded,{"token":"x"}', '44/guarded,{"data":{"retry":false},"message":"not by this word"}'],
  ['an EVENT without more than its name', '42["message"]', '42["message-back"]'],
  ['every kind of JSON', '42["message",null,true,-1.5,"",[],{"a":{"b":[1]}},"wörld 👋"]', '42["message-back",null,true,-1.5,"",[],{"a":{"b":[1]}},"wörld 👋"]'],
  ['an ack id of 0', '420["message-with-ack"]', '430[]'],
  ['a large ack id', '42999999999["message-with-ack",1]', '43999999999[1]'],
  ['a binary packet without attachments', '450-["message",1]', '42["message-back",1]'],
  ['an ACK that nobody waits for', '4399[]', null],
  ['a number for a name', '42[5]', null],
  ['an event that nobody knows', '42["nobody"]', null],
]) {
  test(`answered as the protocol has it: ${what}`, async () => {
    const ws = await connected();
    ws.send(sent);
    for (const each of answer) {
      if (each === null) break;
      const got = await ws.next();
      if (each instanceof RegExp) assert.match(got, each);
      else assert.equal(got, each);
    }
    ws.send('42["message","still here"]');
    assert.equal(await ws.next(), '42["message-back","still here"]');
    ws.terminate();
  });
}

test('binary in another namespace, and as the answer of a client', async () => {
  const ws = await connected();
  ws.send('40/custom');
  await ws.next();
  await ws.next();
  ws.send(`452-/custom,7["message-with-ack",${placeholder(1)},{"deep":[${placeholder(0)}]}]`);
  ws.send(Buffer.from([1, 2]));
  ws.send(Buffer.from([3]));
  assert.equal(await ws.next(), `462-/custom,7[${placeholder(1)},{"deep":[${placeholder(0)}]}]`);
  assert.deepEqual([await ws.next(), await ws.next()], [Buffer.from([1, 2]), Buffer.from([3])]);
  ws.send('421["ask",60000,"well"]');
  const [, id] = (await ws.next()).match(/^42(\d+)\["question","well"\]$/);
  ws.send(`461-${id}["bar",${placeholder(0)}]`);
  ws.send(Buffer.from([4]));
  assert.equal(await ws.next(), `461-1[true,"bar",${placeholder(0)}]`);
  assert.deepEqual(await ws.next(), Buffer.from([4]));
  ws.terminate();
});

test('as many attachments as are allowed', async () => {
  const ws = await connected();
  const numbers = Array.from({ length: 10 }, (_, i) => i);
  ws.send(`4510-["message",${placeholder(...numbers)}]`);
  for (const i of numbers) ws.send(Buffer.from([i]));
  assert.equal(await ws.next(), `4510-["message-back",${placeholder(...numbers)}]`);
  for (const i of numbers) assert.deepEqual(await ws.next(), Buffer.from([i]));
  ws.terminate();
});

test('after DISCONNECT a namespace may be entered again, as somebody new', async () => {
  const ws = await connected();
  const enter = async () => {
    ws.send('40/custom');
    const { sid } = JSON.parse((await ws.next()).slice('40/custom,'.length));
    await ws.next();
    return sid;
  };
  const first = await enter();
  ws.send('41/custom,');
  assert.notEqual(await enter(), first);
  ws.terminate();
});

test('the server disconnects, and what was on its way meanwhile ends nothing', async () => {
  const ws = await connected();
  ws.send('40/custom');
  await ws.next();
  await ws.next();
  ws.send('42/custom,["kick"]');
  ws.send('42/custom,["message","on its way"]');
  ws.send('43/custom,5[]');
  ws.send('41/custom,');
  ws.send('42["message","still here"]');
  assert.equal(await ws.next(), '41/custom,');
  assert.equal(await ws.next(), '42["message-back","still here"]');
  ws.terminate();
});

test('a socket\'s id is another one than its session\'s, and another one in each namespace', async () => {
  const ws = await new RawPeer(url, '/socket.io/').webSocket();
  const ids = [JSON.parse((await ws.next()).slice(1)).sid];
  for (const nsp of ['', '/custom,']) {
    ws.send(`40${nsp}`);
    ids.push(JSON.parse((await ws.next()).slice(`40${nsp}`.length)).sid);
    await ws.next();
  }
  assert.equal(new Set(ids).size, 3);
  ws.terminate();
});

// The sample session of the document, from polling to WebSocket.
test('a session from its first request to its last frame', async () => {
  const raw = await new RawPeer(url, '/socket.io/').open();
  assert.equal(await (await raw.post('40')).text(), 'ok');
  assert.match(await raw.pollText(), /^40\{"sid":"[^"]+"\}\x1e42\["auth",\{\}\]$/);
  await raw.post('42["message","hello"]\x1e42["message","world"]');
  assert.equal(await raw.pollText(), '42["message-back","hello"]\x1e42["message-back","world"]');
  await raw.post(`451-7["message-with-ack",${placeholder(0)}]\x1ebAQIDBA==`);
  assert.equal(await raw.pollText(), `461-7[${placeholder(0)}]\x1ebAQIDBA==`);
  const ws = await raw.webSocket(`EIO=4&transport=websocket&sid=${raw.handshake.sid}`);
  ws.send('2probe');
  assert.equal(await ws.next(), '3probe');
  ws.send('5');
  ws.send('40/custom,');
  assert.match(await ws.next(), /^40\/custom,\{"sid":"[^"]+"\}$/);
  assert.equal(await ws.next(), '42/custom,["auth",{}]');
  ws.send(`451-/custom,1["message-with-ack",${placeholder(0)}]`);
  ws.send(Buffer.from([5]));
  assert.equal(await ws.next(), `461-/custom,1[${placeholder(0)}]`);
  assert.deepEqual(await ws.next(), Buffer.from([5]));
  ws.send('1');
  assert.equal(await ws.ended, 1000);
});

test('a namespace that is not there, for the official client', async () => {
  const socket = io(`${url}/random`, { forceNew: true, transports: ['websocket'] });
  const [error] = await heard(socket, 'connect_error');
  assert.equal(error.message, 'Invalid namespace');
  socket.close();
});
