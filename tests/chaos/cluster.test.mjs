// Three servers on one PostgreSQL and one Redis, under load, while everything beside them breaks: Redis is killed, stands
// still and forgets all, PostgreSQL is killed, servers are killed with -9. Clients log what was acked and what they saw.
// Then nothing acked is lost, nothing is there twice, and every life of every reader is one order without a hole. How often
// is HEARTH_ROUNDS, for how long Redis stands still HEARTH_STILL_SECONDS.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, connect } from '../interop/hearthd.mjs';
import { redisClient, startRedis } from '../interop/redis.mjs';
import { patiently, startTeam } from '../interop/team.mjs';

const rounds = Number(process.env.HEARTH_ROUNDS ?? 3);
const stillSeconds = Number(process.env.HEARTH_STILL_SECONDS ?? 12);
const catchUpMs = 2000;
const underWay = 4; // of each sender

let team, people, room, acked, readers, senders, sent = 0, isOver = false;
const quick = { reconnectionDelay: 10, reconnectionDelayMax: 100, timeout: 2000 };

// The outbox of a good client: the same again until there is an ack.
async function sender(person, index) {
  const socket = connect(team.servers[index].url, person.token, quick);
  const lane = async () => {
    while (!isOver) {
      const clientId = `c${index}-${++sent}`;
      for (;;) {
        try {
          const ack = await socket.timeout(3000).emitWithAck('message:send', { roomId: room.id, content: clientId, clientId });
          if (ack.ok) { acked.set(clientId, ack.seq); break; }
        } catch { /* its server was killed, or waits for the database */ }
        await pause(20);
      }
      await pause(5);
    }
  };
  await Promise.all(Array.from({ length: underWay }, lane));
  socket.close();
}

// Each life begins with what the server says it has, and what came before is asked for, as every client does.
function reader(person, index) {
  const socket = connect(team.servers[index].url, person.token, quick);
  const it = { socket, index, lives: [], seen: new Map(), last: 0 };
  socket.on('message:new', (m) => { it.lives.at(-1).heard.push(m.seq); note(m); });
  const note = (m) => { it.seen.set(m.seq, m.clientId); while (it.seen.has(it.last + 1)) it.last++; };
  socket.on('connect', async () => {
    const life = { begins: 0, heard: [] };
    it.lives.push(life);
    for (;;) {
      if (it.lives.at(-1) !== life) return;
      try {
        const { lastSeq } = await ask(socket, 'join:room', room.id);
        life.begins = lastSeq;
        for (; it.last < lastSeq;) {
          const answer = await ask(socket, 'recover', { rooms: { [room.id]: String(it.last) }, since: 0 });
          answer.messages.forEach(note);
        }
        return;
      } catch { await pause(20); }
    }
  });
  return it;
}

before(async () => {
  team = await startTeam(3);
  people = [];
  for (const [index, name] of ['anna', 'ben', 'cleo'].entries()) people.push(await team.servers[index].register(name));
  room = await team.servers[0].makeRoom(people[0].token, { name: 'Hall', members: people.slice(1).map((p) => p.user.id) });
  acked = new Map();
  readers = [0, 1, 2, 0, 1, 2].map((index, n) => reader(people[n % 3], index));
  senders = people.map(sender);
});
after(async () => {
  isOver = true;
  readers?.forEach(({ socket }) => socket.close());
  await team?.stop();
});

const progress = async (count = 50) => { const target = acked.size + count; await patiently(() => acked.size >= target); };
// Everything acked by now is seen by everybody; how long that took, ms.
async function converged() {
  const began = performance.now(), upTo = Math.max(...acked.values());
  await patiently(() => readers.every((each) => each.last >= upTo));
  return performance.now() - began;
}
async function withinTime(what) {
  const ms = await converged();
  console.log(`${what}: everybody had everything after ${Math.round(ms)} ms`);
  assert.ok(ms <= catchUpMs, `${what}: ${Math.round(ms)} ms`);
}
const metric = async (server, name) => Number((await (await fetch(`${server.url}/metrics`)).text()).match(new RegExp(`^${name} (\\d+)`, 'm'))[1]);
const redisIsBack = () => patiently(async () => (await Promise.all(team.servers.map((each) => metric(each, 'hearth_redis_up')))).every((up) => up === 1));

test('PostgreSQL is killed', async () => {
  for (let n = 0; n < rounds; n++) {
    await progress();
    await team.postgres.kill();
    await team.postgres.start();
    await progress();
  }
  await withinTime('PostgreSQL killed');
});

test('servers are killed', async () => {
  for (let n = 0; n < rounds; n++) {
    await progress();
    await team.servers[n % 3].kill('SIGKILL');
    await progress(10);
    await team.restart(n % 3);
    await progress();
  }
  await patiently(() => readers.every(({ socket }) => socket.connected));
  await withinTime('servers killed');
});

test('Redis is killed and comes back', async () => {
  for (let n = 0; n < rounds; n++) {
    await progress();
    await team.redis.kill();
    await progress(); // acked without it
    team.redis = await startRedis(team.redis.port);
    await redisIsBack();
    await withinTime('Redis killed');
  }
});

test('Redis stands still', async () => {
  await progress();
  team.redis.child.kill('SIGSTOP');
  const before = acked.size;
  await pause(stillSeconds * 1000);
  assert.ok(acked.size > before, 'nobody waits for Redis');
  // Before it is back, too: by the look at the database.
  await withinTime('while Redis stands still');
  team.redis.child.kill('SIGCONT');
  await redisIsBack();
  await withinTime('Redis stood still');
});

test('Redis forgets everything', async () => {
  const client = await redisClient(team.redis.url);
  for (let n = 0; n < rounds; n++) { await progress(); await client.flushAll(); await progress(); }
  await client.disconnect();
  await withinTime('Redis flushed');
});

test('nothing acked is lost, nothing is there twice, one order, no hole', async () => {
  isOver = true;
  await Promise.all(senders);
  await converged();
  const stored = [];
  for (let page; (page = (await team.servers[1].call('GET', `/api/rooms/${room.id}/messages?after=${stored.length}`, undefined, people[0].token)).body.messages).length;)
    stored.push(...page);
  assert.deepEqual(stored.map((m) => m.seq), stored.map((_, i) => i + 1), 'a hole in seq');
  assert.equal(new Set(stored.map((m) => m.clientId)).size, stored.length, 'a message is there twice');
  const bySeq = new Map(stored.map((m) => [m.seq, m.clientId]));
  for (const [clientId, seq] of acked) assert.equal(bySeq.get(seq), clientId, `${clientId} was acked and is not there`);
  for (const { lives, seen, index } of readers) {
    for (const { begins, heard } of lives) {
      // What was in flight when it joined may come, too; then one after the other.
      const first = heard[0] ?? 0;
      assert.ok(first <= begins + 1, `server ${index}: joined at ${begins}, heard ${first} first`);
      assert.deepEqual(heard, heard.map((_, i) => first + i), `server ${index}: out of order, twice, or a hole`);
    }
    for (const [seq, clientId] of seen) assert.equal(clientId, bySeq.get(seq));
  }
  const repaired = await Promise.all(team.servers.map((each) => metric(each, 'hearth_feed_repaired_total')));
  assert.ok(repaired.every((count) => count > 0), 'Redis lost nothing, so nothing was tested');
  console.log(`${acked.size} acked, ${stored.length} stored, ${readers.map(({ lives }) => lives.flatMap(({ heard }) => heard).length).join(', ')} heard live; read from the database since the last start: ${repaired.join(', ')}`);
});
