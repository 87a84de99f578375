// Engine.IO 4, rule by rule: https://socket.io/docs/v4/engine-io-protocol/
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { Socket as EngineClient } from 'engine.io-client';
import { ask, heard, RawPeer, startConformance, test } from './conformance.mjs';

const path = '/engine.io/';
let server, url;
before(async () => {
  server = await startConformance('--mode', 'engine');
  url = server.url;
});
after(() => server.stop());
const peer = () => new RawPeer(url, path);

test('a handshake by polling has exactly the five keys, and offers the upgrade', async () => {
  const response = await peer().request('EIO=4&transport=polling');
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/plain/);
  const text = await response.text();
  assert.equal(text[0], '0');
  const handshake = JSON.parse(text.slice(1));
  assert.deepEqual(Object.keys(handshake).sort(), ['maxPayload', 'pingInterval', 'pingTimeout', 'sid', 'upgrades']);
  assert.deepEqual({ ...handshake, sid: 0 },
    { sid: 0, upgrades: ['websocket'], pingInterval: 300, pingTimeout: 200, maxPayload: 1000000 });
});

test('a handshake by WebSocket offers none', async () => {
  const ws = await peer().webSocket();
  const handshake = JSON.parse((await ws.next()).slice(1));
  assert.deepEqual(handshake.upgrades, []);
  ws.terminate();
});

test('polling echoes text, binary and several packets at once', async () => {
  const raw = await peer().open();
  const posted = await raw.post('4hello\x1ebAQIDBA==\x1e4wörld');
  assert.equal(posted.status, 200);
  assert.equal(await posted.text(), 'ok');
  assert.equal(await raw.pollText(), '4hello\x1ebAQIDBA==\x1e4wörld');
});

test('a held poll is answered when there is something', async () => {
  const raw = await peer().open();
  const held = raw.pollText();
  await raw.post('4later');
  assert.equal(await held, '4later');
});

test('a WebSocket echoes text and binary', async () => {
  const ws = await peer().webSocket();
  await ws.next();
  ws.send('4hello');
  assert.equal(await ws.next(), '4hello');
  ws.send(Buffer.from([1, 2, 3, 4]));
  assert.deepEqual(await ws.next(), Buffer.from([1, 2, 3, 4]));
  ws.terminate();
});

// What every payload and every frame may hold. A session that ends says so to the poll that finds out.
const ended = async (raw) => {
  let status = 200;
  for (let i = 0; i < 3 && status === 200; i++) ({ status } = await raw.poll());
  return status === 400;
};

for (const [what, body] of [
  ['an unknown packet type', '7'], ['a letter', 'abc'], ['nothing', ''], ['an empty packet between', '4a\x1e\x1e4b'],
  ['a separator at the end', '4a\x1e'], ['bad base64', 'b?'], ['text that is not UTF-8', Buffer.from([0x34, 0x61, 0xFF])],
  ['half a code point', Buffer.from([0x34, 0xF0, 0x9F])],
]) {
  test(`a payload that is none is refused, and ends the session: ${what}`, async () => {
    const raw = await peer().open();
    assert.equal((await raw.post(body)).status, 400);
    assert.equal((await raw.poll()).status, 400);
  });
}

const foreign = [['OPEN', '0{}'], ['PING', '2'], ['a probe', '2probe'], ['UPGRADE', '5']];
for (const [what, packet] of foreign) {
  test(`a packet that is not a client's to send ends the session: ${what}`, async () => {
    const raw = await peer().open();
    await raw.post(packet);
    assert.ok(await ended(raw));
    const ws = await peer().webSocket();
    ws.send(packet);
    assert.equal(await ws.ended, 4004);
  });
}

for (const [what, packet] of [['an unknown packet type', '7'], ['a letter', 'abc'], ['nothing', '']]) {
  test(`a frame that is no packet ends the session: ${what}`, async () => {
    const ws = await peer().webSocket();
    ws.send(packet);
    assert.equal(await ws.ended, 4004);
  });
}

for (const [what, packet] of [['NOOP', '6'], ['a PONG that nobody asked for', '3'], ['a PONG with data', '3probe']]) {
  test(`a packet that says nothing is taken: ${what}`, async () => {
    const raw = await peer().open();
    assert.equal((await raw.post(`${packet}\x1e4on`)).status, 200);
    assert.match(await raw.pollText(), /4on/);
    const ws = await peer().webSocket();
    await ws.next();
    ws.send(packet);
    ws.send('4on');
    assert.equal(await ws.next(), '4on');
    ws.terminate();
  });
}

test('every packet has a frame of its own', async () => {
  const ws = await peer().webSocket();
  await ws.next();
  ws.send('4a\x1e4b'); // one message: the separator is of payloads only
  ws.send('4');
  assert.deepEqual([await ws.next(), await ws.next()], ['4a\x1e4b', '4']);
  ws.terminate();
});

for (const type of ['text/plain;charset=UTF-8', 'application/octet-stream', undefined]) {
  test(`a payload of type ${type} is read, and the answer is plain text`, async () => {
    const raw = await peer().open();
    const posted = await ask(`${raw.base}?${raw.query}`, { method: 'POST', body: '4wörld\x1ebAQID', headers: type ? { 'content-type': type } : {} });
    assert.deepEqual([posted.status, posted.body], [200, 'ok']);
    const polled = await raw.poll();
    assert.match(polled.headers.get('content-type'), /^text\/plain; charset=UTF-8$/i);
    assert.equal(await polled.text(), '4wörld\x1ebAQID');
  });
}

test('an answer holds at most 16 packets, in their order', async () => {
  const raw = await peer().open();
  const all = Array.from({ length: 40 }, (_, i) => `4${i}`);
  await raw.post(all.join('\x1e'));
  const answers = [await raw.pollText(), await raw.pollText(), await raw.pollText()].map((text) => text.split('\x1e'));
  assert.deepEqual(answers.map(({ length }) => length), [16, 16, 8]);
  assert.deepEqual(answers.flat(), all);
});

test('overlapping polls end the session', async () => {
  const raw = await peer().open();
  const statuses = (await Promise.all([raw.poll(), raw.poll()])).map((each) => each.status).sort();
  assert.deepEqual(statuses, [200, 400]);
  assert.equal((await raw.poll()).status, 400);
});

// A POST whose body is still on its way; the rest of it is `done`.
async function slowPost(raw) {
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`POST ${path}?${raw.query} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n4sl`);
  await once(socket, 'connect');
  return { socket, done: () => socket.write('ow'), status: async () => Number(String((await once(socket, 'data'))[0]).slice(9, 12)) };
}
// Until the server has seen the head of a slow POST, another one is none too many: so it is asked again and again.
async function collide(raw) {
  let status = 200;
  for (let i = 0; i < 1000 && status === 200; i++) ({ status } = await raw.post('6'));
  return status;
}

test('overlapping POSTs end the session', async () => {
  const raw = await peer().open();
  const slow = await slowPost(raw);
  assert.equal(await collide(raw), 400);
  const status = slow.status();
  slow.done();
  assert.equal(await status, 400, 'the session is over');
  assert.equal((await raw.poll()).status, 400);
});

test('two POSTs that are both on their way end the session', async () => {
  const raw = await peer().open();
  const both = [await slowPost(raw), await slowPost(raw)];
  assert.ok(await ended(raw));
  for (const { socket } of both) socket.destroy();
});

test('a POST in two pieces is one, and one whose peer left is none', async () => {
  const raw = await peer().open();
  const slow = await slowPost(raw);
  const status = slow.status();
  slow.done();
  assert.equal(await status, 200);
  assert.equal(await raw.pollText(), '4slow');
  const cut = await slowPost(raw);
  cut.socket.resume().end(); // it closes when the server has seen the end
  await once(cut.socket, 'close');
  assert.equal((await raw.post('4still')).status, 200);
  assert.equal(await raw.pollText(), '4still');
});

test('a body over the maximum is 413', async () => {
  const raw = await peer().open();
  assert.equal((await raw.post('4' + 'x'.repeat(1_000_001))).status, 413);
});

test('a close packet ends it: polling', async () => {
  const raw = await peer().open();
  const held = raw.pollText();
  await raw.post('1');
  assert.match(await held, /^[16]$/);
  assert.equal((await raw.poll()).status, 400);
});

test('a close packet ends it: WebSocket', async () => {
  const ws = await peer().webSocket();
  await ws.next();
  ws.send('1');
  assert.equal(await ws.ended, 1000);
});

test('a peer that leaves its held poll ends the session', async () => {
  const raw = await peer().open();
  const aborter = new AbortController();
  const held = raw.poll({ signal: aborter.signal });
  await raw.post('4a'); // the poll was held, and answered
  await held;
  const again = raw.poll({ signal: aborter.signal });
  aborter.abort();
  await assert.rejects(again);
  // Not by the clock: the server sees the end of the connection before the next request on another.
  let status = 200;
  for (let i = 0; i < 50 && status === 200; i++) status = (await raw.post('3')).status;
  assert.equal(status, 400);
});

for (const transports of [['polling'], ['websocket'], ['polling', 'websocket']]) {
  test(`engine.io-client by ${transports.join(' to ')}`, async () => {
    const client = new EngineClient(url, { transports, path });
    await heard(client, 'open');
    if (transports.length === 2) await heard(client, 'upgrade');
    client.binaryType = 'arraybuffer';
    for (let i = 0; i < 50; i++) client.send(`message ${i}`);
    client.send(new Uint8Array([0, 255]));
    const seen = [];
    await new Promise((resolve) => client.on('message', (data) => { if (seen.push(data) === 51) resolve(); }));
    assert.deepEqual(seen.slice(0, 50), Array.from({ length: 50 }, (_, i) => `message ${i}`));
    assert.deepEqual(new Uint8Array(seen[50]), new Uint8Array([0, 255]));
    client.close();
  });
}
