// Starts a real hearthd on a free port and talks REST to it.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';
import { launch } from './ending.mjs';

const program = process.env.HEARTHD;

export function makeFolder() {
  return mkdtempSync(join(tmpdir(), 'hearth-'));
}

// For what cannot take any port by itself and say which.
export async function freePort() {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

// Resolves once the server says that it listens. `port` 0 picks a free one.
// `wrapper`: a command that runs it elsewhere, where it listens on `host`.
export async function startServer({ folder = makeFolder(), port = 0, args = [], host = '127.0.0.1', wrapper = [] } = {}) {
  const [command, ...words] = [...wrapper, program, '--data', folder, '--listen', `${host}:${port}`, '--registration', 'open', ...args];
  const child = launch(command, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const match = line.match(/^listening on (http:\/\/[\d.]+:(\d+))$/);
    if (match) return makeServer(child, exited, folder, match[1], Number(match[2]), lines);
  }
  throw new Error('hearthd ended before it listened');
}

function makeServer(child, exited, folder, url, port, lines) {
  const call = async (method, path, body, token) => {
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };
  // A value, or the text of a body, into a channel.
  const post = async (channel, value, token) => {
    const body = typeof value === 'string' ? value : JSON.stringify(value);
    const response = await fetch(`${url}/api/channels/${encodeURIComponent(channel)}`, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: await response.json() };
  };
  return {
    url, folder, port, lines, call, post, pid: child.pid,
    kill: async (signal) => { child.kill(signal); return (await exited)[0]; },
    stop: async () => { child.kill('SIGTERM'); const [code] = await exited; rmSync(folder, { recursive: true }); return code; },
    register: async (username) => (await call('POST', '/api/register', { username, password: 'correct horse' })).body,
    makeRoom: async (token, room) => (await call('POST', '/api/rooms', room, token)).body.room,
  };
}

// Runs it until it ends by itself, which must be soon.
export function run(...words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', timeout: 12_000, input: '' });
  return { status, stdout, line: stderr.trim() };
}

export function connect(url, token, options = {}) {
  return io(url, { auth: { token }, transports: ['websocket'], forceNew: true, ...options });
}

export const next = (socket, event) => new Promise((resolve) => socket.once(event, resolve));

// An ack, or the refusal in it as an exception.
export async function ask(socket, event, ...args) {
  const answer = await socket.timeout(10_000).emitWithAck(event, ...args);
  if (!answer.ok) throw Object.assign(new Error(answer.error.message), answer.error);
  return answer;
}

// The code of a refusal.
export const refusal = (promise) => promise.then(() => { throw new Error('it was not refused'); }, (error) => error.code);
