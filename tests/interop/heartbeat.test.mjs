// Engine.IO 4: the server pings, on time, and a peer that does not answer is gone.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { RawPeer, startConformance, test } from './conformance.mjs';

const interval = 300, precision = 25;
let server, patient;
before(async () => {
  server = await startConformance('--mode', 'engine', '--ping-interval', '50', '--ping-timeout', '100');
  // For who has to answer in time on a busy machine.
  patient = await startConformance('--mode', 'engine', '--ping-interval', '50', '--ping-timeout', '60000');
});
after(() => { server.stop(); patient.stop(); });
// By the server, which has not pinged again meanwhile.
const endedUnanswered = async (ws) => {
  const code = await ws.ended;
  while (ws.waiting()) if (await ws.next() === '2') return false;
  return code === 4002;
};
const peer = (of) => new RawPeer(of.url, '/engine.io/');

const ways = {
  polling: async (of) => {
    const raw = await peer(of).open();
    // Told by the poll that is held, or by the next one.
    const gone = async () => {
      let answer = await raw.poll();
      while (answer.status === 200 && /^4/.test(await answer.text())) answer = await raw.poll();
      return (await raw.poll()).status === 400;
    };
    return { next: () => raw.pollText(), send: (text) => raw.post(text), gone };
  },
  WebSocket: async (of) => {
    const ws = await peer(of).webSocket();
    await ws.next();
    return { next: ws.next, send: (text) => ws.send(text), gone: () => endedUnanswered(ws) };
  },
  upgrade: async (of) => {
    const raw = await peer(of).open();
    const ws = await raw.webSocket(`EIO=4&transport=websocket&sid=${raw.handshake.sid}`);
    ws.send('2probe');
    await ws.next();
    ws.send('5');
    return { next: ws.next, send: (text) => ws.send(text), gone: () => endedUnanswered(ws) };
  },
};

for (const [how, open] of Object.entries(ways)) {
  test(`who answers each ping stays: ${how}`, async () => {
    const it = await open(patient);
    for (let i = 0; i < 5; i++) {
      assert.equal(await it.next(), '2');
      await it.send('3');
    }
    await it.send('4still');
    let text = await it.next();
    while (text === '2') text = await it.next();
    assert.match(text, /4still/);
  });

  test(`who does not is gone: ${how}`, async () => {
    const it = await open(server);
    assert.equal(await it.next(), '2');
    assert.ok(await it.gone());
  });

  test(`messages are no answer to a ping: ${how}`, async () => {
    const it = await open(server);
    assert.equal(await it.next(), '2');
    await it.send('4I speak, but I do not answer');
    assert.ok(await it.gone());
  });
}

// Beside each ping runs a timer of our own: where that is late the machine is busy, and the ping says nothing.
test(`pings come ${interval} ms after the pong, precise to ${precision} ms`, async (t) => {
  const own = await startConformance('--mode', 'engine', '--ping-interval', `${interval}`, '--ping-timeout', '60000');
  t.after(() => own.stop());
  const ws = await peer(own).webSocket();
  await ws.next();
  await ws.next();
  const late = [];
  for (let i = 0; i < 40 && late.length < 9; i++) {
    const from = performance.now();
    ws.send('3');
    const control = new Promise((resolve) => setTimeout(() => resolve(performance.now() - from), interval));
    const ping = ws.next().then(() => performance.now() - from);
    const [pinged, timed] = await Promise.all([ping, control]);
    assert.ok(pinged >= interval - 1, `a ping after ${pinged} ms`); // no machine is early
    if (timed < interval + precision / 2) late.push(pinged - interval);
  }
  const median = late.sort((a, b) => a - b)[Math.floor(late.length / 2)] ?? 0;
  t.diagnostic(`late by ${late.map((ms) => ms.toFixed(1)).join(', ')} ms`);
  assert.ok(median <= precision, `the median ping is ${median} ms late`);
});
