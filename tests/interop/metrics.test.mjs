// The names of the figures are the list that is in the repository, and Prometheus' own checker finds nothing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ask, connect, startServer } from './hearthd.mjs';

let server, text;
before(async () => {
  server = await startServer();
  const { token } = await server.register('anna');
  const room = await server.makeRoom(token, { name: 'Hall' });
  const socket = connect(server.url, token);
  await ask(socket, 'join:room', room.id);
  await ask(socket, 'message:send', { roomId: room.id, content: 'hello' });
  socket.close();
  text = await (await fetch(`${server.url}/metrics`)).text();
});
after(() => server.stop());

test('the golden list of names', () => {
  const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`).sort();
  const golden = readFileSync(new URL('../server/metricnames.txt', import.meta.url), 'utf8').trim().split('\n');
  assert.deepEqual(names, golden, 'a name that others rely on has gone, or a new one is not in the list');
});

test('promtool finds nothing', () => {
  const check = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  assert.equal(check.status, 0, check.stdout + check.stderr);
  assert.equal((check.stdout + check.stderr).trim(), '');
});

test('what happened is counted', () => {
  assert.match(text, /^hearth_messages_total 1$/m);
  assert.match(text, /^hearth_storage_commits_total [1-9]/m);
  assert.match(text, /^hearth_message_commit_seconds_count 1$/m);
  assert.match(text, /^process_resident_memory_bytes [1-9]/m);
});
