// A server in a network of its own is cut off from everybody, Redis and PostgreSQL among them, and comes back: the others go
// on, nothing that was acked is lost, and what was said meanwhile is there on both sides. Needs root and `ip`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, connect, startServer } from '../interop/hearthd.mjs';
import { startPostgres } from '../interop/postgres.mjs';
import { startRedis } from '../interop/redis.mjs';
import { patiently, unlimited } from '../interop/team.mjs';

const cutSeconds = Number(process.env.HEARTH_CUT_SECONDS ?? 4);
const ip = (...words) => { const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8' }); if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`); };
const space = `hearth${process.pid}`, link = `h${process.pid % 100_000}`;
const subnet = `10.${200 + (process.pid % 50)}.${(process.pid >> 6) % 250}`;
const [ours, theirs] = [`${subnet}.1`, `${subnet}.2`];

function makeNetwork() {
  try {
    ip('netns', 'add', space);
    ip('link', 'add', `${link}a`, 'type', 'veth', 'peer', 'name', `${link}b`, 'netns', space);
    ip('addr', 'add', `${ours}/30`, 'dev', `${link}a`);
    ip('link', 'set', `${link}a`, 'up');
    ip('-n', space, 'addr', 'add', `${theirs}/30`, 'dev', `${link}b`);
    ip('-n', space, 'link', 'set', `${link}b`, 'up');
    ip('-n', space, 'link', 'set', 'lo', 'up');
    return true;
  } catch (error) {
    console.log(`no network of one's own here: ${error.message}`);
    return false;
  }
}
const canCut = spawnSync('ip', ['-V']).status === 0 && process.getuid() === 0 && makeNetwork();
const removeNetwork = () => { spawnSync('ip', ['link', 'del', `${link}a`]); spawnSync('ip', ['netns', 'del', space]); };
process.on('exit', removeNetwork);

let postgres, redis, near, far, anna, ben, room;
before(async () => {
  if (!canCut) return;
  postgres = await startPostgres({ address: ours, network: `${subnet}.0/30` });
  redis = await startRedis(undefined, ['--bind', '127.0.0.1', ours, '--protected-mode', 'no']);
  const args = (node, host) => ['--database', host ? postgres.tcpUrl : postgres.url, '--redis', `redis://${host ?? '127.0.0.1'}:${redis.port}`, '--cluster-node', node, ...unlimited];
  near = await startServer({ args: args('near') });
  far = await startServer({ host: theirs, wrapper: ['ip', 'netns', 'exec', space], args: [...args('far', ours), '--allow-plain', 'yes'] });
  anna = await near.register('anna');
  ben = await near.register('ben');
  room = await near.makeRoom(anna.token, { name: 'Hall', members: [ben.user.id] });
});
after(async () => {
  if (!canCut) return;
  ip('link', 'set', `${link}a`, 'up');
  await far?.stop();
  await near?.stop();
  await redis?.kill();
  await postgres?.stop();
});

function member(server, person) {
  const socket = connect(server.url, person.token, { reconnectionDelay: 50, reconnectionDelayMax: 200, timeout: 1000 });
  const it = { socket, seen: new Map(), last: 0 };
  const note = (m) => { it.seen.set(m.seq, m.clientId); while (it.seen.has(it.last + 1)) it.last++; };
  socket.on('message:new', note);
  socket.on('connect', async () => {
    while (socket.connected) {
      try {
        const { lastSeq } = await ask(socket, 'join:room', room.id);
        while (it.last < lastSeq) (await ask(socket, 'recover', { rooms: { [room.id]: String(it.last) }, since: 0 })).messages.forEach(note);
        return;
      } catch { await pause(50); }
    }
  });
  return it;
}

test('a server that is cut off and comes back', { skip: !canCut }, async () => {
  const acked = new Map();
  let sent = 0, isOver = false;
  const [a, b] = [member(near, anna), member(far, ben)];
  const sender = async ({ socket }, name) => {
    while (!isOver) {
      const clientId = `${name}${++sent}`;
      for (;;) {
        const ack = await socket.timeout(2000).emitWithAck('message:send', { roomId: room.id, content: clientId, clientId }).catch(() => ({}));
        if (ack.ok) { acked.set(clientId, ack.seq); break; }
        await pause(50); // cut off, or refused until its database is back
      }
      await pause(5);
    }
  };
  const senders = [sender(a, 'near'), sender(b, 'far')];
  const countOf = (name) => [...acked.keys()].filter((id) => id.startsWith(name)).length;
  await patiently(() => countOf('near') > 50 && countOf('far') > 50);
  ip('link', 'set', `${link}a`, 'down');
  const before = countOf('near');
  await pause(cutSeconds * 1000);
  assert.ok(countOf('near') > before + 20, 'the others go on');
  ip('link', 'set', `${link}a`, 'up');
  const returned = performance.now(), upTo = Math.max(...acked.values());
  await patiently(() => a.last >= upTo && b.last >= upTo);
  console.log(`back after ${Math.round(performance.now() - returned)} ms`);
  const far2 = countOf('far') + 20;
  await patiently(() => countOf('far') > far2);
  isOver = true;
  await Promise.all(senders);
  const last = Math.max(...acked.values());
  await patiently(() => a.last >= last && b.last >= last);
  assert.deepEqual([...a.seen.entries()].sort((x, y) => x[0] - y[0]), [...b.seen.entries()].sort((x, y) => x[0] - y[0]));
  assert.equal(new Set(a.seen.values()).size, a.seen.size, 'a message is there twice');
  for (const [clientId, seq] of acked) assert.equal(a.seen.get(seq), clientId);
  a.socket.close();
  b.socket.close();
});
