// Servers of one team beside one alone and beside socket.io with its Redis adapter, on the same work, in turns: what a delivery
// costs all servers together, what the hop from one to another adds, and what becomes of ten thousand clients whose server is
// killed. PostgreSQL (with fsync) and Redis are real, and on the load's core; prints medians and ratios, writes JSON. Where
// messages are sent there is a socket.io that stores them, too, as hearthd does, beside the one that does not.
//   node run.mjs HEARTHD HEARTH_BENCH OUT.json [--passes N] [--seconds S] [--storm MEMBERS] [--only PART]
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startPostgres } from '../../interop/postgres.mjs';
import { lifted, startPinned, startRedis } from '../fanout/servers.mjs';

const [program, generator, out] = process.argv.slice(2);
const option = (name, fallback) => { const at = process.argv.indexOf(name); return at > 0 ? process.argv[at + 1] : fallback; };
const passes = Number(option('--passes', 3));
const seconds = option('--seconds', '3');
const only = option('--only', '');
const stormMembers = only ? 0 : Number(option('--storm', 10_000));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function call(port, path, body, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  return (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

// `size` servers of a new team with its own PostgreSQL and Redis.
async function hearth(size, roomCount, core) {
  const [postgres, redis] = [await startPostgres({ fsync: true }), await startRedis()];
  const folders = [], nodes = [];
  for (let n = 0; n < size; n++) {
    folders.push(mkdtempSync(join(tmpdir(), 'hearth-bench-')));
    const place = size > 1 ? ['--redis', `redis://127.0.0.1:${redis.port}`, '--cluster-node', `node${n}`] : [];
    nodes.push(await startPinned(program, ['--data', folders[n], '--listen', '127.0.0.1:0', '--registration', 'open',
      '--database', postgres.url, ...place, ...lifted], core));
  }
  const { token } = await call(nodes[0].port, '/api/register', { username: 'anna', password: 'correct horse' });
  const rooms = [];
  for (let i = 0; i < roomCount; i++) rooms.push((await call(nodes[0].port, '/api/rooms', { name: `Room ${i}` }, token)).room.id);
  const stop = async () => {
    for (const node of nodes) await node.end();
    await redis.end();
    await postgres.stop();
    folders.forEach((folder) => rmSync(folder, { recursive: true }));
  };
  return { nodes, token, rooms, postgres, stop };
}

async function socketIo(size, roomCount, core, postgres) {
  const redis = await startRedis();
  const script = join(new URL('../fanout/', import.meta.url).pathname, 'socketio-server.mjs');
  const nodes = [];
  for (let n = 0; n < size; n++) nodes.push(await startPinned(process.execPath, [script, '--redis', String(redis.port), ...(postgres ? ['--database', postgres.url] : [])], core));
  const stop = async () => { for (const node of nodes) await node.end(); await redis.end(); await postgres?.stop(); };
  return { nodes, token: '', rooms: Array.from({ length: roomCount }, (_, i) => `room-${i}`), stop };
}

const storing = async (size, roomCount, core) => socketIo(size, roomCount, core, await startPostgres({ fsync: true }));

const sizes = [1, 2, 3];
const peers = [
  ...[2, 3].map((size) => ({ name: `socket.io × ${size}`, size, start: socketIo })),
  ...[2, 3].map((size) => ({ name: `socket.io × ${size}, storing`, size, start: storing, stores: true })),
  ...sizes.map((size) => ({ name: `hearthd × ${size}`, size, start: hearth })),
];
const perDelivery = (f) => (f.cpuSeconds * 1e6) / f.deliveries;
const parts = [
  { name: 'one room, 10 messages under way', rooms: 1, args: ['--outstanding', '10'], figure: perDelivery },
  { name: 'one room, 10 typing events under way', rooms: 1, args: ['--outstanding', '10', '--kind', 'typing'], figure: perDelivery },
  { name: '100 rooms of 10, messages', rooms: 100, args: [], figure: perDelivery },
  { name: '100 rooms of 10, typing', rooms: 100, args: ['--kind', 'typing'], figure: perDelivery },
].filter((part) => !only || part.name === only);

async function measure(peer, part) {
  const team = await peer.start(peer.size, part.rooms, '0');
  const list = (key) => team.nodes.map((node) => node[key]).join(',');
  const run = spawnSync('taskset', ['-c', '1', generator, '--port', list('port'), '--pid', list('pid'), '--token', team.token,
    '--rooms', team.rooms.join(','), '--members', part.members ?? '1000', '--seconds', seconds, ...part.args].map(String), { encoding: 'utf8' });
  await team.stop();
  if (run.status !== 0) throw new Error(`${part.name}, ${peer.name}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

const results = {};
console.log('What a delivery costs all servers together, µs of processor time (of the median pass, ± half the spread); ×: how many');
console.log('times the capacity of as many socket.io servers, and of one hearthd alone on the same PostgreSQL.\n');
for (const part of parts) {
  const present = peers.filter(({ stores }) => !stores || !part.args.includes('typing'));
  const raw = Object.fromEntries(present.map((peer) => [peer.name, []]));
  for (let pass = 0; pass < passes; pass++) {
    for (const peer of present) raw[peer.name].push(part.figure(await measure(peer, part)));
  }
  const ratio = (base, name) => raw[base] && `× ${median(raw[base].map((value, pass) => value / raw[name][pass])).toFixed(2)}`;
  results[part.name] = raw;
  console.log(part.name);
  for (const { name, size } of present) {
    const values = raw[name], middle = median(values);
    const others = name.startsWith('hearthd')
      ? { 'socket.io': `socket.io × ${size}`, 'socket.io, storing': `socket.io × ${size}, storing`, alone: 'hearthd × 1' } : {};
    const ratios = Object.entries(others).map(([what, base]) => ratio(base, name) && `${ratio(base, name)} ${what}`);
    console.log(`  ${name.padEnd(22)} ${middle.toFixed(2).padStart(7)} ±${((50 * (Math.max(...values) - Math.min(...values))) / middle).toFixed(0)} %  ${ratios.filter(Boolean).join('  ')}`.trimEnd());
  }
}

// The sender on one server; those on it, and those on the other.
if (!only) {
  const raw = { own: [], other: [], socketIo: [] };
  const part = { name: 'hop', rooms: 1, members: '100', args: ['--rate', '20'] };
  const hop = { ...part, args: [...part.args, '--latency', 'hops'] };
  for (let pass = 0; pass < passes; pass++) {
    raw.own.push((await measure(peers.find(({ name }) => name === 'hearthd × 1'), part)).p50Ms);
    raw.other.push((await measure(peers.find(({ name }) => name === 'hearthd × 2'), hop)).p50Ms);
    raw.socketIo.push((await measure(peers.find(({ name }) => name === 'socket.io × 2'), hop)).p50Ms);
  }
  results.hop = raw;
  const added = median(raw.other.map((value, pass) => value - raw.own[pass]));
  console.log(`\n20 messages/s into 100: half within ${median(raw.own).toFixed(2)} ms on one server, ${median(raw.other).toFixed(2)} ms on the other of two: the hop adds ${added.toFixed(2)} ms (socket.io, which stores nothing: ${median(raw.socketIo).toFixed(2)} ms)`);
}

if (stormMembers > 0) {
  const team = await hearth(3, 200, '0,1');
  const child = spawn(generator, ['--kind', 'storm', '--port', team.nodes.map(({ port }) => port).join(','), '--pid', String(team.nodes[0].pid),
    '--token', team.token, '--rooms', team.rooms.join(','), '--members', String(stormMembers)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  if ((await lines.next()).value !== 'ready') throw new Error('the storm did not begin');
  const commits = () => Number(team.postgres.execute("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'"));
  const before = commits();
  team.nodes[0].kill();
  const most = { sessions: 0 };
  const watch = setInterval(() => { most.sessions = Math.max(most.sessions, Number(team.postgres.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = 'postgres' AND pid <> pg_backend_pid()"))); }, 1000);
  // What they missed meanwhile.
  for (const room of team.rooms) await call(team.nodes[1].port, `/api/rooms/${room}/messages`, { content: 'while they were away' }, team.token);
  results.storm = JSON.parse((await lines.next()).value);
  clearInterval(watch);
  const transactions = commits() - before;
  Object.assign(results.storm, { transactions, sessions: most.sessions });
  console.log(`\n${stormMembers} clients lose one of three servers at once: all back after ${results.storm.backSeconds.toFixed(1)} s, all have what they missed after ${results.storm.resyncedSeconds.toFixed(1)} s; ${transactions} transactions of PostgreSQL in all, by at most ${most.sessions} sessions`);
  await exited;
  await team.stop();
}
writeFileSync(out, JSON.stringify(results, null, 1));
