// Engine.IO 4, rule by rule: https://socket.io/docs/v4/engine-io-protocol/
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Socket as EngineClient } from 'engine.io-client';
import { heard, RawPeer, startConformance } from './conformance.mjs';

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

for (const [what, act] of [
  ['an unknown packet type', (raw) => raw.post('abc')],
  ['an empty body', (raw) => raw.post('')],
  ['bad base64', (raw) => raw.post('b?')],
]) {
  test(`a payload that is none ends the session: ${what}`, async () => {
    const raw = await peer().open();
    assert.equal((await act(raw)).status, 400);
    assert.equal((await raw.poll()).status, 400);
  });
}

test('overlapping polls end the session', async () => {
  const raw = await peer().open();
  const statuses = (await Promise.all([raw.poll(), raw.poll()])).map((each) => each.status).sort();
  assert.deepEqual(statuses, [200, 400]);
  assert.equal((await raw.poll()).status, 400);
});

test('a body over the maximum is 413', async () => {
  const raw = await peer().open();
  assert.equal((await raw.post('4' + 'x'.repeat(1_000_001))).status, 413);
});

test('pings come on time and are answered in time; silence ends the session', async () => {
  const raw = await peer().open();
  const from = performance.now();
  assert.equal(await raw.pollText(), '2');
  assert.ok(Math.abs(performance.now() - from - 300) < 100, `${performance.now() - from}`);
  await raw.post('3');
  assert.equal(await raw.pollText(), '2');
  const late = await raw.poll();
  const text = await late.text();
  assert.ok(late.status === 400 || text === '1', text);
});

test('heartbeats of a WebSocket', async () => {
  const ws = await peer().webSocket();
  await ws.next();
  for (let i = 0; i < 3; i++) {
    assert.equal(await ws.next(), '2');
    ws.send('3');
  }
  assert.equal(await ws.next(), '2');
  assert.equal(await ws.ended, 4002);
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

test('an upgrade answers the pending poll, and keeps every message', async () => {
  const raw = await peer().open();
  const ws = await raw.webSocket(`EIO=4&transport=websocket&sid=${raw.handshake.sid}`);
  const held = raw.pollText();
  ws.send('2probe');
  assert.equal(await ws.next(), '3probe');
  assert.equal(await held, '6');
  await raw.post('4on the way');
  ws.send('5');
  assert.equal(await ws.next(), '4on the way');
  ws.send('4through');
  assert.equal(await ws.next(), '4through');
  assert.equal((await raw.poll()).status, 400, 'polling is over');
  ws.terminate();
});

test('a probe that says something else is closed, and polling goes on', async () => {
  const raw = await peer().open();
  const ws = await raw.webSocket(`EIO=4&transport=websocket&sid=${raw.handshake.sid}`);
  ws.send('4hello');
  assert.equal(await ws.ended, 4004);
  await raw.post('4still');
  assert.match(await raw.pollText(), /4still/);
});

test('a second probe, and one of a WebSocket session, are closed', async () => {
  const raw = await peer().open();
  const query = `EIO=4&transport=websocket&sid=${raw.handshake.sid}`;
  const first = await raw.webSocket(query);
  const second = await raw.webSocket(query);
  assert.equal(await second.ended, 4004);
  first.terminate();
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
