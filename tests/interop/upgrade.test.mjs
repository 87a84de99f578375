// Engine.IO 4: the upgrade from polling to WebSocket, step by step, and what may go wrong with each.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { RawPeer, startConformance, test } from './conformance.mjs';

let server, hasty;
before(async () => {
  server = await startConformance('--mode', 'engine', '--ping-interval', '25000');
  hasty = await startConformance('--mode', 'engine', '--upgrade-timeout', '50');
});
after(() => { server.stop(); hasty.stop(); });
const peer = (of = server) => new RawPeer(of.url, '/engine.io/');
const probe = (raw) => raw.webSocket(`EIO=4&transport=websocket&sid=${raw.handshake.sid}`);

// A session that came to its WebSocket.
async function upgraded(raw) {
  const ws = await probe(raw);
  ws.send('2probe');
  assert.equal(await ws.next(), '3probe');
  ws.send('5');
  return ws;
}
const goesOn = async (raw) => {
  assert.equal((await raw.post('4still')).status, 200);
  assert.match(await raw.pollText(), /4still/);
};

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
  ws.terminate();
});

for (const [what, packet] of [['a message', '4hello'], ['a ping without the word', '2'], ['another word', '2prob'],
  ['UPGRADE before the probe', '5'], ['binary', Buffer.from('2probe')], ['nothing', '']]) {
  test(`a probe that begins with something else is closed, and polling goes on: ${what}`, async () => {
    const raw = await peer().open();
    const ws = await probe(raw);
    ws.send(packet);
    assert.equal(await ws.ended, 4004);
    await goesOn(raw);
  });
}

for (const [what, packet] of [['a message', '4hello'], ['the probe again', '2probe'], ['binary', Buffer.from([1])]]) {
  test(`a probe that goes on with something else is closed, and polling goes on: ${what}`, async () => {
    const raw = await peer().open();
    const ws = await probe(raw);
    ws.send('2probe');
    assert.equal(await ws.next(), '3probe');
    ws.send(packet);
    assert.equal(await ws.ended, 4004);
    await goesOn(raw);
  });
}

for (const [what, packets] of [['before it spoke', []], ['after its probe', ['2probe']]]) {
  test(`a probe that is not finished in time is closed, and polling goes on: ${what}`, async () => {
    const raw = await peer(hasty).open();
    const ws = await probe(raw);
    for (const packet of packets) ws.send(packet);
    assert.equal(await ws.ended, 4004);
    await goesOn(raw);
  });

  test(`a probe that leaves lets polling go on, and another one come: ${what}`, async () => {
    const raw = await peer().open();
    const ws = await probe(raw);
    for (const packet of packets) ws.send(packet);
    ws.close();
    await ws.ended;
    await goesOn(raw);
    const again = await upgraded(raw);
    again.send('4through');
    assert.equal(await again.next(), '4through');
    again.terminate();
  });
}

test('while an upgrade is under way, each poll is answered at once', async () => {
  const raw = await peer().open();
  const ws = await probe(raw);
  ws.send('2probe');
  assert.equal(await ws.next(), '3probe');
  for (let i = 0; i < 3; i++) assert.equal(await raw.pollText(), '6');
  await raw.post('4waits');
  assert.equal(await raw.pollText(), '4waits', 'and what there is goes along');
  ws.send('5');
  ws.send('4through');
  assert.equal(await ws.next(), '4through');
  ws.terminate();
});

test('what waits for a poll comes over the WebSocket, in order', async () => {
  const raw = await peer().open();
  const all = Array.from({ length: 40 }, (_, i) => `4${i}`);
  await raw.post(all.join('\x1e'));
  const ws = await upgraded(raw);
  for (const packet of all) assert.equal(await ws.next(), packet);
  ws.terminate();
});

test('a second probe is closed, and the first one goes on', async () => {
  const raw = await peer().open();
  const first = await probe(raw);
  const second = await probe(raw);
  assert.equal(await second.ended, 4004);
  first.send('2probe');
  assert.equal(await first.next(), '3probe');
  first.terminate();
});

for (const [what, make] of [['that was upgraded', async () => {
  const raw = await peer().open();
  return [raw, await upgraded(raw)];
}], ['that began so', async () => {
  const raw = peer();
  const ws = await raw.webSocket();
  raw.handshake = JSON.parse((await ws.next()).slice(1));
  raw.query = `EIO=4&transport=polling&sid=${raw.handshake.sid}`;
  return [raw, ws];
}]]) {
  test(`a WebSocket session ${what} takes neither requests nor another WebSocket, and goes on`, async () => {
    const [raw, ws] = await make();
    ws.send('4here');
    assert.equal(await ws.next(), '4here');
    assert.equal((await raw.poll()).status, 400);
    assert.equal((await raw.post('4a')).status, 400);
    const second = await probe(raw);
    assert.equal(await second.ended, 4004);
    ws.send('4still');
    assert.equal(await ws.next(), '4still');
    ws.terminate();
  });
}
