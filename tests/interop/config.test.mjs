// One configuration in three places: the file of --config, the environment, the command line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import WebSocket from 'ws';
import { makeFolder, startServer } from './hearthd.mjs';

const run = (...args) => spawnSync(process.env.HEARTHD, args, { encoding: 'utf8', timeout: 10_000 });

function configFile(text) {
  const path = join(makeFolder(), 'hearthd.toml');
  writeFileSync(path, text);
  return path;
}

test('a server runs by its file, and the command line goes before it', async () => {
  const file = configFile('[socketio]\npath = "/io/"\nping_interval = 7000\nmax_payload = 2000\n[limits]\ncontent_bytes = 5\npage_size = 2\n');
  const server = await startServer({ args: ['--config', file, '--socketio-ping-interval', '9000'] });
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/io/?EIO=4&transport=websocket`);
  const [open] = await once(ws, 'message');
  const { pingInterval, maxPayload } = JSON.parse(String(open).slice(1));
  assert.deepEqual([pingInterval, maxPayload], [9000, 2000]);
  ws.close();
  const anna = await server.register('anna');
  const room = await server.makeRoom(anna.token, { name: 'Hall' });
  const say = (content) => server.call('POST', `/api/rooms/${room.id}/messages`, { content }, anna.token);
  assert.equal((await say('short')).status, 201);
  const long = await say('länger');
  assert.equal(long.status, 400);
  assert.match(long.body.error.message, /^content: expected at most 5 bytes/);
  assert.equal((await server.call('GET', `/api/rooms/${room.id}/messages?limit=3`, undefined, anna.token)).status, 400);
  await server.stop();
});

test('what `hearthd config` prints is a configuration with the same values', () => {
  const first = run('config', '--limits-page-size', '7');
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /^page_size = 7$/m);
  const again = run('--config', configFile(first.stdout), 'config');
  assert.equal(again.stdout, first.stdout);
});

test('a bad configuration is one clear line', () => {
  const file = configFile('[limits]\nnonsense = 1\n');
  for (const [args, message] of [
    [['--config', file], `${file}:2: there is no option limits.nonsense`],
    [['--config', '/nowhere.toml'], 'cannot read the configuration /nowhere.toml: '],
    [['--limits-page-size', 'x'], '--limits-page-size takes a whole number from 1 to 100, not \'x\''],
  ]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 2);
    assert.ok(stderr.startsWith(`hearthd: ${message}`), stderr);
    assert.equal(stderr.trim().split('\n').length, 1);
  }
});
