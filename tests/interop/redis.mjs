// A Redis of the test's own, and Node servers with npm's adapter on it.
import { createAdapter, createShardedAdapter } from '@socket.io/redis-adapter';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { launch } from './ending.mjs';
import { freePort } from './hearthd.mjs';

export async function startRedis(port, options = []) {
  port ??= await freePort();
  const child = launch('redis-server', ['--port', port, '--bind', '127.0.0.1', '--save', '', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('Ready to accept connections')) continue;
    child.stdout.resume();
    return { port, url: `redis://127.0.0.1:${port}`, child, kill: () => { child.kill('SIGKILL'); return exited; } };
  }
  throw new Error('redis-server ended before it was ready');
}

export async function redisClient(url) {
  const client = createClient({ url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

// A Socket.IO server of npm's; its clients may join rooms and see whether everything before has arrived.
export async function startNode(url, wire, options = {}) {
  const http = createServer();
  const clients = [await redisClient(url), await redisClient(url)];
  const adapter = (wire === 'sharded' ? createShardedAdapter : createAdapter)(...clients, { requestsTimeout: 2_000, ...options });
  const io = new Server(http, { adapter });
  for (const nsp of [io.of('/'), io.of('/custom')]) {
    nsp.on('connection', (socket) => {
      socket.data.from = 'node';
      socket.on('join', (room, ack) => { socket.join(room); ack(); });
      socket.on('message-with-ack', (ack) => ack());
    });
  }
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  let stopped;
  return {
    io,
    url: `http://127.0.0.1:${http.address().port}`,
    // Once; each has asked Redis for things, and hears the answers first.
    stop: () => { stopped ??= io.close().then(() => Promise.allSettled(clients.map((client) => client.quit()))); return stopped; },
  };
}
