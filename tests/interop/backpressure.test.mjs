// Peers that do not read what they asked for: each loses its own connection, and nobody else notices.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import { heard, RawPeer, startConformance } from './conformance.mjs';
import { ask, connect, next, startServer } from './hearthd.mjs';

let server;
before(async () => { server = await startConformance('--ping-interval', '25000'); });
after(() => server.stop());

const text = 'x'.repeat(60_000);
const rounds = 250; // 15 MB: more than the kernel takes for a peer that does not read

// Broadcasts more than a stalled peer may hold; the speaker must hear it all.
async function speak() {
  const speaker = io(server.url, { transports: ['websocket'], forceNew: true });
  await heard(speaker, 'connect');
  const seen = [];
  speaker.on('broadcast', (number) => seen.push(number));
  for (let i = 0; i < rounds; i++) await speaker.emitWithAck('broadcast', i, text);
  assert.deepEqual(seen, Array.from({ length: rounds }, (_, i) => i));
  return speaker;
}

// Waits until the speaker is alone.
async function alone(speaker) {
  while (await speaker.emitWithAck('count') > 1);
  speaker.close();
}

test('a WebSocket that does not read gets whole frames, then its own close code', async () => {
  const stalled = await new RawPeer(server.url, '/socket.io/').webSocket();
  await stalled.next();
  stalled.send('40');
  await stalled.next();
  await stalled.next();
  stalled.pause();
  const speaker = await speak();
  stalled.resume();
  assert.equal(await stalled.ended, 4001);
  assert.ok(stalled.waiting() < rounds, 'nothing was dropped');
  for (let i = 0; stalled.waiting() > 0; i++) assert.equal(await stalled.next(), `42["broadcast",${i},"${text}"]`);
  await alone(speaker);
});

test('a WebSocket that never reads again is closed all the same', async () => {
  const stalled = await new RawPeer(server.url, '/socket.io/').webSocket();
  await stalled.next();
  stalled.send('40');
  await stalled.next();
  stalled.pause();
  await alone(await speak());
  stalled.terminate();
});

test('a polling peer that does not ask is forgotten', async () => {
  const stalled = await new RawPeer(server.url, '/socket.io/').open();
  assert.equal((await stalled.post('40')).status, 200);
  await alone(await speak());
  assert.equal((await stalled.poll()).status, 400);
});

test('hearthd counts the slow readers that it closed, and not a peer that says so itself', async (t) => {
  const hearthd = await startServer({ args: ['--limits-messages-per-second', '0', '--limits-events-per-second', '0'] });
  t.after(() => hearthd.stop());
  const anna = await hearthd.register('anna');
  const room = await hearthd.makeRoom(anna.token, { name: 'Flood' });
  const counted = async () => (await (await fetch(`${hearthd.url}/metrics`)).text()).match(/^hearth_slow_readers_total (\d+)$/m)[1];
  const member = async () => {
    const ws = new WebSocket(`${hearthd.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    // A listener that stays: several messages may come in one piece.
    await new Promise((joined) => ws.on('message', (data) => {
      const packet = String(data);
      if (packet.startsWith('0')) ws.send(`40{"token":"${anna.token}"}`);
      else if (packet.startsWith('40')) ws.send(`420["join:room","${room.id}"]`);
      else if (packet.startsWith('430')) joined();
    }));
    return ws;
  };
  const liar = await member();
  liar.close(4001);
  await once(liar, 'close');
  const stalled = await member();
  stalled.pause();
  const speaker = connect(hearthd.url, anna.token);
  t.after(() => speaker.close());
  await next(speaker, 'connect');
  const say = () => ask(speaker, 'message:send', { roomId: room.id, content: text.slice(0, 16_000) });
  for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 50 }, say));
  assert.equal(await counted(), '0', 'not by the word of a peer');
  stalled.resume();
  assert.equal((await once(stalled, 'close'))[0], 4001);
  while (await counted() === '0');
  assert.equal(await counted(), '1');
});
