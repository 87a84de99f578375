// Starts the conformance server on a free port, and speaks plain HTTP to it.
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { test as nodeTest } from 'node:test';
import WebSocket from 'ws';
import { launch } from './ending.mjs';

// For what never comes: after this the connection ends, and the test with it. No test depends on its length.
export const patienceMs = 60_000;
export const test = (name, body) => nodeTest(name, { timeout: patienceMs }, body);

// With HEARTH_IO_THREADS, which hearthd heeds too, its WebSockets are on other threads.
const threads = ['--io-threads', process.env.HEARTH_IO_THREADS ?? '0'];

export async function startConformance(...args) {
  const child = launch(process.env.CONFORMANCE_SERVER, [...threads, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const match = line.match(/^listening on (http:\S+)$/);
    if (match) return { url: match[1], stop: () => child.kill('SIGTERM'), kill: () => { child.kill('SIGKILL'); return exited; } };
  }
  throw new Error('conformance-server ended before it listened');
}

// The official clients' emitters are not Node's, so events.once() does not know them.
export const heard = (emitter, event) => new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));

// Leaves every namespace of the client's connection; else it would come again and again after a server that has ended.
export const leave = (socket) => { for (const each of Object.values(socket.io.nsps)) each.disconnect(); };

// One request, also of a kind that fetch() does not make; what a 101 leads to is dropped.
export async function ask(url, { method = 'GET', headers = {}, body, isUpgrade = false } = {}) {
  const handshake = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': 13, 'sec-websocket-key': 'A'.repeat(22) + '==' };
  const sent = request(url, { method, headers: isUpgrade ? { ...handshake, ...headers } : headers });
  sent.end(body);
  const [answer, socket] = await Promise.race([once(sent, 'response'), once(sent, 'upgrade')]);
  if (socket) socket.destroy();
  const chunks = [];
  if (!socket) for await (const chunk of answer) chunks.push(chunk);
  return { status: answer.statusCode, headers: answer.headers, body: String(Buffer.concat(chunks)) };
}

// One peer by hand, at `path` of the server.
export class RawPeer {
  constructor(url, path) {
    this.base = url + path;
  }

  request(query, options) {
    return fetch(`${this.base}?${query}`, options);
  }

  async open() {
    const text = await (await this.request('EIO=4&transport=polling')).text();
    this.handshake = JSON.parse(text.slice(1));
    this.query = `EIO=4&transport=polling&sid=${this.handshake.sid}`;
    return this;
  }

  poll(options) {
    return this.request(this.query, options);
  }

  async pollText() {
    return (await this.poll()).text();
  }

  post(body, headers = { 'content-type': 'text/plain' }) {
    return this.request(this.query, { method: 'POST', body, headers });
  }

  // Resolves once it is open; messages gather in `seen`, next() takes them one by one.
  async webSocket(query = 'EIO=4&transport=websocket') {
    const ws = new WebSocket(`${this.base.replace('http', 'ws')}?${query}`);
    const seen = [];
    let wanted = null;
    ws.on('message', (data, isBinary) => {
      seen.push(isBinary ? data : String(data));
      wanted?.();
    });
    ws.on('error', () => {});
    ws.next = async () => {
      while (seen.length === 0) {
        if (ws.readyState === WebSocket.CLOSED) throw new Error(`closed with ${await ws.ended}`);
        await new Promise((resolve) => { wanted = resolve; });
      }
      return seen.shift();
    };
    ws.waiting = () => seen.length;
    const waited = setTimeout(() => ws.terminate(), patienceMs);
    ws.ended = once(ws, 'close').then(([code]) => {
      clearTimeout(waited);
      wanted?.();
      return code;
    });
    await once(ws, 'open');
    return ws;
  }
}

// In JSON, the place of each attachment.
export const placeholder = (...numbers) => numbers.map((num) => `{"_placeholder":true,"num":${num}}`).join();

// A WebSocket by hand that is in the namespace `/`.
export async function entered(url) {
  const ws = await new RawPeer(url, '/socket.io/').webSocket();
  ws.send('40');
  for (let i = 0; i < 3; i++) await ws.next(); // OPEN, CONNECT, auth
  return ws;
}
