// hearthd is killed with -9 under load from four senders, each with several messages under way, again and again, and
// restarted on its data: nothing acked is lost, nothing is there twice, no seq is missing, and every reader has the same
// order. Each third message is edited and each fifth deleted as soon as it is acked: no acked change is lost either. With
// HEARTH_ON=postgresql its data are on a PostgreSQL, which stays.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ask, connect, startServer } from './hearthd.mjs';
import { startPostgres } from './postgres.mjs';

const underWay = 8; // of each sender
const rounds = Number(process.env.HEARTH_KILLS ?? 20);
const postgres = process.env.HEARTH_ON === 'postgresql' ? await startPostgres() : undefined;
const database = postgres ? ['--database', postgres.url] : [];
const args = [...database, '--limits-messages-per-second', '0', '--limits-events-per-second', '0', '--limits-connections-per-user', '0'];

test(`${rounds} kills`, async () => {
  let server = await startServer({ args });
  const { folder, port } = server;
  const people = [];
  for (const name of ['anna', 'ben', 'cleo', 'dan']) people.push(await server.register(name));
  const members = people.slice(1).map((p) => p.user.id);
  const room = await server.makeRoom(people[0].token, { name: 'Hall', members });
  const acked = new Map();
  const changed = new Map(); // clientId → the text that it has since an acked edit or deletion
  let sent = 0, isOver = false;

  const sender = async (person, index) => {
    const socket = connect(server.url, person.token, { reconnectionDelay: 10, reconnectionDelayMax: 50 });
    // The outbox of a good client: the same again until there is an ack.
    const persist = async (event, body) => {
      for (;;) {
        try {
          const ack = await socket.timeout(2000).emitWithAck(event, body);
          if (ack.ok) return ack;
        } catch { /* the server was killed: ask again */ }
      }
    };
    const lane = async () => {
      while (!isOver) {
        const number = ++sent;
        const clientId = `c${index}-${number}`;
        const { id, seq } = await persist('message:send', { roomId: room.id, content: clientId, clientId });
        acked.set(clientId, seq);
        if (number % 3 && number % 5) continue;
        const [text, event, more] = number % 3 ? ['', 'message:delete', {}] : ['edited', 'message:edit', { content: 'edited' }];
        await persist(event, { roomId: room.id, messageId: id, ...more });
        changed.set(clientId, text);
      }
    };
    await Promise.all(Array.from({ length: underWay }, lane));
    socket.close();
  };
  const reader = (person) => {
    const heard = []; // a list for each life of the server
    const socket = connect(server.url, person.token, { reconnectionDelay: 10, reconnectionDelayMax: 50 });
    socket.on('message:new', (m) => heard.at(-1).push(m));
    socket.on('connect', () => { heard.push([]); socket.emit('join:room', room.id); });
    return { socket, heard };
  };
  const senders = people.map(sender);
  const readers = [reader(people[0]), reader(people[1])];

  for (let i = 0; i < rounds; i++) {
    // Not a pause but progress, and no life is as long as another.
    const target = acked.size + 200 + Math.floor(Math.random() * 400);
    while (acked.size < target) await new Promise(setImmediate);
    await server.kill('SIGKILL');
    server = await startServer({ folder, port, args });
  }
  isOver = true;
  await Promise.all(senders);

  const stored = [];
  for (let page; (page = (await server.call('GET', `/api/rooms/${room.id}/messages?after=${stored.length}`, undefined, people[0].token)).body.messages).length;)
    stored.push(...page);
  assert.deepEqual(stored.map((m) => m.seq), stored.map((_, i) => i + 1), 'a hole in seq');
  assert.equal(new Set(stored.map((m) => m.clientId)).size, stored.length, 'a message is there twice');
  const bySeq = new Map(stored.map((m) => [m.clientId, m.seq]));
  for (const [clientId, seq] of acked) assert.equal(bySeq.get(clientId), seq, `${clientId} was acked and is not there`);
  const byClientId = new Map(stored.map((m) => [m.clientId, m]));
  for (const [clientId, text] of changed) assert.equal(byClientId.get(clientId).content, text, `${clientId} was acked as changed`);
  for (const { heard, socket } of readers) {
    for (const life of heard) {
      for (const m of life) assert.equal(bySeq.get(m.clientId), m.seq);
      assert.deepEqual(life.map((m) => m.seq), life.map((_, i) => life[0].seq + i), 'out of order, or a hole');
    }
    assert.ok(heard.length > rounds / 2, 'a reader slept');
    socket.close();
  }
  console.log(`${rounds} kills, ${acked.size} acked, ${changed.size} of them changed, ${stored.length} stored, ${readers[0].heard.flat().length} heard by a reader`);
  const check = spawnSync(process.env.HEARTHD, ['check', '--data', folder, ...database], { encoding: 'utf8' });
  assert.equal(check.stdout, 'sound\n');
  await server.stop();
  await postgres?.stop();
});
