// /readyz while the database is killed, or hangs, and what becomes of what was sent meanwhile.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, connect, startServer } from './hearthd.mjs';
import { startPostgres } from './postgres.mjs';

const free = ['--limits-messages-per-second', '0', '--limits-events-per-second', '0'];

// The answer, which must not wait for anything.
async function ready(server) {
  const began = Date.now();
  const response = await fetch(`${server.url}/readyz`, { signal: AbortSignal.timeout(1_000) });
  const body = await response.json();
  assert.ok(Date.now() - began < 500, `/readyz took ${Date.now() - began} ms`);
  return response.status === 200 ? '' : body.error.message;
}
// How long until it says so, in ms.
async function until(server, what, withinMs) {
  const began = Date.now();
  for (let last; Date.now() - began < withinMs; await pause(50))
    if (what.test((last = await ready(server)))) return Date.now() - began;
  assert.fail(`not ${what} within ${withinMs} ms`);
}

async function furnish(args) {
  const server = await startServer({ args: [...args, ...free] });
  const anna = await server.register('anna');
  const room = await server.makeRoom(anna.token, { name: 'Hall' });
  const socket = connect(server.url, anna.token);
  await ask(socket, 'join:room', room.id);
  return { server, anna, room, socket };
}

// As an app's outbox does: until there is an ack; a refusal must be one that says that it may succeed later.
async function persist(socket, roomId, clientId) {
  for (const began = Date.now(); Date.now() - began < 60_000; await pause(200)) {
    const answer = await socket.timeout(20_000).emitWithAck('message:send', { roomId, content: clientId, clientId });
    if (answer.ok) return answer.seq;
    assert.equal(answer.error.code, 'unavailable');
  }
  assert.fail(`${clientId} was never acked`);
}

const faults = [
  { name: 'hangs', begin: (postgres) => postgres.freeze(), end: (postgres) => postgres.thaw(), awayMs: 10_000, what: /does not answer/ },
  { name: 'is killed', begin: (postgres) => postgres.kill(), end: (postgres) => postgres.start(), awayMs: 6_000, what: /database/ },
];
for (const { name, begin, end, awayMs, what } of faults) {
  test(`while PostgreSQL ${name} nothing is acked, it says so within 5 s, and all goes through after`, async () => {
    const postgres = await startPostgres();
    const { server, anna, room, socket } = await furnish(['--database', postgres.url]);
    assert.equal(await ready(server), '');
    const acked = new Map();
    const send = async (clientId) => acked.set(clientId, await persist(socket, room.id, clientId));
    const sends = Array.from({ length: 50 }, (_, i) => send(`before-${i}`));
    await Promise.race(sends); // the others are under way
    await begin(postgres);
    await pause(100); // what was committed by then is told
    const ackedBefore = acked.size;
    sends.push(...Array.from({ length: 50 }, (_, i) => send(`while-${i}`)));
    const began = Date.now();
    await until(server, what, 5_000);
    await pause(awayMs - (Date.now() - began));
    assert.equal(acked.size, ackedBefore, 'something was acked without a database');
    await end(postgres);
    await until(server, /^$/, 5_000);
    await Promise.all(sends);
    assert.deepEqual([...acked.values()].sort((a, b) => a - b), Array.from({ length: 100 }, (_, i) => i + 1));
    for (const clientId of ['before-0', 'while-0']) assert.equal(await persist(socket, room.id, clientId), acked.get(clientId));
    const { messages } = (await server.call('GET', `/api/rooms/${room.id}/messages?limit=100`, undefined, anna.token)).body;
    assert.deepEqual(messages.map((m) => acked.get(m.clientId)), messages.map((m) => m.seq));
    socket.close();
    assert.equal(await server.stop(), 0);
    await postgres.stop();
  });
}

test('it ends within 5 s beside a database that hangs', async () => {
  const postgres = await startPostgres();
  const { server, room, socket } = await furnish(['--database', postgres.url]);
  postgres.freeze();
  socket.emit('message:send', { roomId: room.id, content: 'x', clientId: 'x' });
  await pause(1_500); // the reader is stuck by now, too
  assert.equal(await Promise.race([server.kill('SIGTERM'), pause(5_000, 'it has not ended', { ref: false })]), 0);
  postgres.thaw();
  socket.close();
  rmSync(server.folder, { recursive: true });
  await postgres.stop();
});

test('a file that takes no writes is a database that is away', async () => {
  const { server, room, socket } = await furnish([]);
  const held = spawn('python3', ['-c', `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()`, join(server.folder, 'hearth.db')]);
  await once(held.stdout, 'data');
  const sent = persist(socket, room.id, 'c1');
  await until(server, /database/, 15_000);
  // It is read all the time, which is not enough.
  for (const began = Date.now(); Date.now() - began < 6_000; await pause(100)) assert.match(await ready(server), /database/);
  held.stdin.end();
  await until(server, /^$/, 5_000);
  assert.equal(await sent, 1);
  socket.close();
  await server.stop();
});
