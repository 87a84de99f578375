// The servers that are measured, each on a processor of its own and on a free port.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

process.setMaxListeners(0); // each server's end is one
const here = new URL('.', import.meta.url).pathname;
export const serverCore = '0';
export const lifted = ['connections-per-user', 'unauthenticated-per-address', 'messages-per-second', 'events-per-second', 'typing-interval-ms']
  .flatMap((limit) => [`--limits-${limit}`, '0']);

export async function startPinned(command, args, core = serverCore) {
  const child = spawn('taskset', ['-c', core, command, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  process.on('exit', () => child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    const match = line.match(/^listening on http:\/\/127\.0\.0\.1:(\d+)$/);
    if (match) {
      child.stdout.resume();
      return { pid: child.pid, port: Number(match[1]), kill: () => child.kill('SIGKILL'), end: async () => { child.kill('SIGTERM'); await exited; } };
    }
  }
  throw new Error(`${command} ended before it listened`);
}

async function hearth(program, roomCount, args) {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'));
  const server = await startPinned(program, ['--data', folder, '--listen', '127.0.0.1:0', '--registration', 'open', ...lifted, ...args]);
  const call = async (path, body, token) => {
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    return (await fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { token } = await call('/api/register', { username: 'anna', password: 'correct horse' });
  const rooms = [];
  for (let i = 0; i < roomCount; i++) rooms.push((await call('/api/rooms', { name: `Room ${i}` }, token)).room.id);
  return { ...server, token, rooms, stop: async () => { await server.end(); rmSync(folder, { recursive: true }); } };
}

// A server that lets anybody into any room.
async function open(roomCount, command, args) {
  const server = await startPinned(command, args);
  return { ...server, token: '', rooms: Array.from({ length: roomCount }, (_, i) => `room-${i}`), stop: server.end };
}

const socketIo = (roomCount, args) => open(roomCount, process.execPath, [join(here, 'socketio-server.mjs'), ...args]);

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export async function startRedis() {
  const port = await freePort();
  const redis = spawn('taskset', ['-c', '1', 'redis-server', '--port', String(port), '--save', '', '--bind', '127.0.0.1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(redis, 'exit');
  process.on('exit', () => redis.kill('SIGKILL'));
  for await (const line of createInterface({ input: redis.stdout })) if (/Ready to accept/.test(line)) break;
  redis.stdout.resume();
  return { port, end: async () => { redis.kill('SIGTERM'); await exited; } };
}

async function socketIoWithRedis(roomCount) {
  const redis = await startRedis();
  const server = await socketIo(roomCount, ['--redis', String(redis.port)]);
  return { ...server, stop: async () => { await server.stop(); await redis.end(); } };
}

// The ratios are against the first and against each of `also`: more servers, as `NAME=COMMAND`. Such a command says
// `listening on http://127.0.0.1:PORT`, ends on SIGTERM and does what socketio-server.mjs does.
export function servers(program, also = []) {
  const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
  return [
    { name: 'socket.io', start: (rooms) => socketIo(rooms, []) },
    ...(hasRedis ? [{ name: 'socket.io + redis', start: socketIoWithRedis }] : []),
    ...also.map((each) => {
      const [name, command] = each.split(/=(.*)/s);
      const [file, ...args] = command.split(' ');
      return { name, start: (rooms) => open(rooms, file, args) };
    }),
    { name: 'hearthd --io send', start: (rooms) => hearth(program, rooms, ['--io', 'send']) },
    { name: 'hearthd', start: (rooms) => hearth(program, rooms, []) },
  ];
}
