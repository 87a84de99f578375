// What is published on Redis is hostile text: everything that two servers say to each other is caught, broken by chance and said
// again, to the same channels and to each other's. Both stand, count what was malformed, and go on as if nothing had been. The
// same seed (HEARTH_SEED) does the same again, HEARTH_FUZZ_SECONDS how long.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from 'redis';
import { ask, connect, next } from './hearthd.mjs';
import { startTeam, until } from './team.mjs';

const seconds = Number(process.env.HEARTH_FUZZ_SECONDS ?? 4);
let seed = Number(process.env.HEARTH_SEED ?? Date.now() % 2 ** 31);
console.log(`seed ${seed}`);
const random = (below) => { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; return (seed >>> 8) % below; };

let team, anna, ben, room;
before(async () => {
  team = await startTeam(2);
  [anna, ben] = [await team.servers[0].register('anna'), await team.servers[1].register('ben')];
  room = await team.servers[0].makeRoom(anna.token, { name: 'Hall', members: [ben.user.id] });
});
after(() => team?.stop());

const spices = ['null', '[]', '{}', '-1', '1e999', '9007199254740993', '4611686018427387904', '"\\ud800"', '\0', '"', '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['].map((text) => Buffer.from(text));
function broken(payload, others) {
  let out = Buffer.from(payload);
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(out.length + 1), how = random(6);
    if (how === 0) out[at % Math.max(1, out.length)] = random(256);
    else if (how === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.min(out.length, at + 1 + random(8)))]);
    else if (how === 2) out = out.subarray(0, at);
    else if (how === 3) out = Buffer.concat([out.subarray(0, at), spices[random(spices.length)], out.subarray(at)]);
    else if (how === 4) { const digits = out.toString('latin1').replace(/\d+/, String(random(2) ? random(10) : 2 ** 53)); out = Buffer.from(digits, 'latin1'); }
    else { const other = others[random(others.length)].payload; out = Buffer.concat([out.subarray(0, at), other.subarray(random(other.length + 1))]); }
  }
  return out;
}

test('servers stand whatever is published', async () => {
  const heard = [];
  const [ear, mouth] = [createClient({ url: team.redis.url }), createClient({ url: team.redis.url })];
  await Promise.all([ear.connect(), mouth.connect()]);
  await ear.pSubscribe('*', (payload, channel) => { if (heard.length < 2000) heard.push({ channel: String(channel), payload }); }, true);
  const talk = async () => {
    const [a, b] = [connect(team.servers[0].url, anna.token), connect(team.servers[1].url, ben.token)];
    await Promise.all([next(a, 'connect'), next(b, 'connect')]);
    for (const socket of [a, b]) await ask(socket, 'join:room', room.id);
    const { id } = await ask(a, 'message:send', { roomId: room.id, content: 'for @ben' });
    await ask(b, 'message:react', { roomId: room.id, messageId: id, emoji: '👍', on: true });
    await ask(a, 'typing:start', room.id);
    await ask(b, 'presence:update', 'busy');
    await team.servers[1].post('kiln', { temp: 21 }, ben.token);
    await team.servers[0].call('POST', '/api/tickets', { path: '/events/notifications' }, anna.token);
    await team.servers[0].call('DELETE', '/api/channels/kiln', undefined, ben.token);
    a.close();
    b.close();
  };
  await talk();
  await until(() => heard.length > 20);
  const caught = [...heard], end = Date.now() + seconds * 1000;
  let published = 0;
  while (Date.now() < end) {
    const batch = Array.from({ length: 50 }, () => {
      const one = caught[random(caught.length)], { channel } = random(4) ? one : caught[random(caught.length)];
      return mouth.sendCommand([Buffer.from('PUBLISH'), Buffer.from(channel), broken(one.payload, caught)]);
    });
    published += batch.length;
    await Promise.all(batch);
  }
  const malformed = await Promise.all(team.servers.map(async (server) => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return ['hearth_cluster_malformed_total', 'hearth_presence_malformed_total'].map((name) => Number(text.match(new RegExp(`^${name} (\\d+)`, 'm'))[1]));
  }));
  console.log(`${published} published, of ${caught.length} that were caught; malformed: ${malformed.join(' and ')}`);
  for (const counts of malformed) assert.ok(counts.every((count) => count > 0), 'what was malformed was counted');
  await Promise.all([ear.disconnect(), mouth.disconnect()]);

  // And they go on: everybody hears, in one order, on new connections.
  const sockets = [connect(team.servers[0].url, anna.token), connect(team.servers[1].url, ben.token)];
  await Promise.all(sockets.map((socket) => next(socket, 'connect')));
  const seqs = sockets.map(() => []);
  for (const [index, socket] of sockets.entries()) {
    socket.on('message:new', (m) => { if (m.content === 'after') seqs[index].push(m.seq); });
    await ask(socket, 'join:room', room.id);
  }
  // What was said of messages that no database has is noticed at the next look at it.
  const probes = sockets.map(() => 0);
  sockets.forEach((socket, index) => socket.on('message:new', (m) => { if (m.content === 'probe') probes[index]++; }));
  await until(async () => { await ask(sockets[0], 'message:send', { roomId: room.id, content: 'probe' }); return probes.every((count) => count > 0); });
  const acks = [];
  for (let n = 0; n < 10; n++) acks.push((await ask(sockets[n % 2], 'message:send', { roomId: room.id, content: 'after' })).seq);
  for (const heardSeqs of seqs) { await until(() => heardSeqs.length === acks.length); assert.deepEqual(heardSeqs, acks); }
  sockets.forEach((socket) => socket.close());
});
