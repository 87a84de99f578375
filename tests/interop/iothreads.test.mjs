// hearthd with its WebSockets on two threads: plain and TLS ones, polling and upgraded ones are one room.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';

let server, anna, room;
before(async () => {
  server = await startServer({ args: ['--io-threads', '2'] });
  anna = await server.register('anna');
  room = await server.makeRoom(anna.token, { name: 'Hall' });
});
after(() => server.stop());

const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
const figure = async (name) => [...(await metrics()).matchAll(new RegExp(`^${name}\\{loop="(\\d)"\\} (\\S+)$`, 'gm'))].map(([, , value]) => Number(value));

async function enter(scheme, transports) {
  const socket = connect(server.url.replace('http', scheme), anna.token, { transports, rejectUnauthorized: false });
  await next(socket, 'connect');
  await ask(socket, 'join:room', room.id);
  if (transports.length > 1 && socket.io.engine.transport.name === 'polling') await new Promise((resolve) => socket.io.engine.once('upgrade', resolve));
  return socket;
}

test('whatever way somebody comes, they hear each other in one order', async () => {
  const sockets = [];
  for (const scheme of ['http', 'https'])
    for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']]) sockets.push(await enter(scheme, transports));
  // Four are WebSockets: two on each thread.
  while ((await figure('hearth_loop_streams')).slice(1).join() !== '2,2') await new Promise(setImmediate);
  const count = 30;
  const heard = sockets.map((socket) => new Promise((resolve) => {
    const seen = [];
    socket.on('message:new', ({ seq }) => { if (seen.push(seq) === count) resolve(seen); });
  }));
  // As long as a message may be, so that TLS has more than one record of it.
  const say = (socket, i) => ask(socket, 'message:send', { roomId: room.id, content: `${i} `.padEnd(16_000, 'x') });
  for (let i = 0; i < count; i += sockets.length) await Promise.all(sockets.map((socket, k) => say(socket, i + k)));
  const order = Array.from({ length: count }, (_, i) => i + 1);
  assert.deepEqual(await Promise.all(heard), sockets.map(() => order));
  for (const socket of sockets) socket.close();
  while ((await figure('hearth_loop_streams')).slice(1).join() !== '0,0') await new Promise(setImmediate);
});

test('each loop has its figures', async () => {
  const text = await metrics();
  for (const name of ['turns_total', 'busy_seconds_total', 'ready_total', 'sends_total', 'sent_bytes_total'])
    for (const loop of [0, 1, 2]) assert.match(text, new RegExp(`^hearth_loop_${name}\\{loop="${loop}"\\} \\S*[1-9]`, 'm'));
  for (const name of ['inbox', 'pauses_total', 'streams']) assert.equal((await figure(`hearth_loop_${name}`)).length, 3);
  assert.deepEqual(await figure('hearth_send_queue_bytes').then((all) => all.slice(1)), [0, 0]);
  assert.match(text, /^hearth_message_flush_seconds_count [1-9]/m, 'the threads say when the kernel has it');
});

test('a server that ends says so to everybody', async () => {
  const other = await startServer({ args: ['--io-threads', '2'] });
  const { token } = await other.register('ben');
  const sockets = Array.from({ length: 10 }, () => connect(other.url, token, { reconnection: false }));
  await Promise.all(sockets.map((socket) => next(socket, 'connect')));
  const closes = sockets.map((socket) => new Promise((resolve) => socket.io.engine.once('close', (_, details) => resolve(details.context.code))));
  assert.equal(await other.stop(), 0);
  assert.deepEqual(await Promise.all(closes), sockets.map(() => 4000));
});
