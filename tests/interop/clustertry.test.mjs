// packaging/cluster/try: one command, an address that works, a restart that nobody notices, and nothing left.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from './ending.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
const program = fileURLToPath(new URL('../../packaging/cluster/try', import.meta.url));

test('three servers, tried out', { timeout: 90_000 }, async () => {
  const child = launch(program, ['--hearthd', process.env.HEARTHD], { stdio: ['ignore', 'pipe', 'inherit'] }, (each) => each.kill('SIGTERM'));
  const exited = once(child, 'exit');
  let url, folder, restarted;
  const again = new Promise((resolve) => { restarted = resolve; });
  const told = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      url ??= line.match(/https:\/\/127\.0\.0\.1:\d+/)?.[0];
      folder ??= line.match(/^Everything is in (.*)\. Ctrl-C/)?.[1];
      if (folder) resolve();
      if (/node2 was ended/.test(line)) restarted();
    });
  });
  await Promise.race([told, exited.then(([code]) => assert.fail(`it ended with ${code}`))]);
  const call = async (path, body) => (await fetch(url + path, { method: body ? 'POST' : 'GET', body: body && JSON.stringify(body) })).status;
  assert.equal(await call('/readyz'), 200);
  assert.equal(await call('/api/register', { username: 'anna', password: 'correct horse' }), 200);
  execFileSync(join(folder, 'restart'), ['2']);
  await again;
  for (let n = 0; n < 50; n++, await pause(10)) assert.equal(await call('/readyz'), 200);
  child.kill('SIGINT');
  assert.deepEqual(await exited, [0, null]);
  assert.ok(!existsSync(folder));
});
