// What the chat's everyday questions cost a real hearthd, on a history that hearth-bench-search writes: opening a room, the list
// of rooms with what is unread in each, a search, catching up. Medians, as a client sees them.
//   node tests/bench/people/run.mjs HEARTHD HEARTH_BENCH_SEARCH [MESSAGES]
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const [hearthd, generator, messages = '100000'] = process.argv.slice(2);
const { io } = createRequire(new URL('../../interop/package.json', import.meta.url))('socket.io-client');
const folder = mkdtempSync(join(tmpdir(), 'hearth-people-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
execFileSync(generator, [folder, messages], { encoding: 'utf8' });
const people = [0, 1, 250, 499];
const tokens = people.map((n) => execFileSync(hearthd, ['token', 'create', `person${n}`, '--data', folder], { encoding: 'utf8' }).trim());
const server = spawn(hearthd, ['--data', folder, '--listen', '127.0.0.1:0', '--limits-searches-per-second', '0', '--limits-events-per-second', '0',
  '--limits-rooms-per-socket', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => server.kill());
let url;
for await (const line of createInterface({ input: server.stdout })) {
  url = line.match(/^listening on (http:.*)$/)?.[1];
  if (url) break;
}

async function get(path, token) {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
  const body = await response.json();
  if (!response.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body;
}
async function measure(what, call, times = 100) {
  const all = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await call(i);
    all.push(performance.now() - start);
  }
  all.sort((a, b) => a - b);
  const at = (share) => all[Math.min(all.length - 1, Math.floor(all.length * share))].toFixed(1);
  console.log(`| ${what} | ${at(0.5)} | ${at(0.99)} |`);
}

const sockets = tokens.map((token) => io(url, { auth: { token }, transports: ['websocket'], forceNew: true }));
await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
const who = (i) => i % tokens.length;
const rooms = await Promise.all(tokens.map(async (token) => (await get('/api/rooms', token)).rooms));
const roomOf = (i) => rooms[who(i)][(i * 7) % rooms[who(i)].length];
const ask = async (i, event, value) => {
  const answer = await sockets[who(i)].timeout(30_000).emitWithAck(event, value);
  if (!answer.ok) throw new Error(`${event}: ${JSON.stringify(answer)}`);
  return answer;
};
console.log(`${messages} messages in 200 rooms, 500 people; of the four who ask, everybody is in ${rooms.map((r) => r.length).join(', ')} of them, with ${rooms.map((r) => r.reduce((n, x) => n + x.unread, 0)).join(', ')} unread`);
console.log('| | median, ms | 99 %, ms |\n| --- | --- | --- |');
await measure('the list of rooms, unread and mentions in each (`GET /api/rooms`)', (i) => get('/api/rooms', tokens[who(i)]));
await measure('opening a room: `join:room`, then its last 100 messages', async (i) => {
  const { id } = roomOf(i);
  await ask(i, 'join:room', id);
  await get(`/api/rooms/${id}/messages`, tokens[who(i)]);
  await ask(i, 'leave:room', id);
});
for (const q of ['the', 'budget', 'heliotrope', 'xylophone', '海']) await measure(`search: \`${q}\``, (i) => get(`/api/search?q=${encodeURIComponent(q)}`, tokens[who(i)]));
await measure('reading a room to its end (`chat:read`)', async (i) => {
  const { messages: page } = await get(`/api/rooms/${roomOf(i).id}/messages?limit=1`, tokens[who(i)]);
  await ask(i, 'chat:read', { roomId: roomOf(i).id, messageId: page[0].id });
});
await measure('catching up with 64 rooms in which nothing happened (`recover`)', (i) => {
  const mine = rooms[who(i)].slice(0, 64);
  return ask(i, 'recover', { rooms: Object.fromEntries(mine.map((r) => [r.id, String(r.lastSeq)])), since: Date.now(), changes: mine.map((r) => ({ roomId: r.id, changeSeq: 0, readCount: 1e9 })) });
});
await measure('notifications (`GET /api/notifications`)', (i) => get('/api/notifications', tokens[who(i)]));
process.exit();
