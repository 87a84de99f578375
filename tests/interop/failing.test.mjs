// A file of tests that fails ends soon, says why, and leaves no server behind.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from './hearthd.mjs';
import { until } from './team.mjs';

const head = `
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, next, startServer } from ${JSON.stringify(new URL('hearthd.mjs', import.meta.url))};

async function start() {
  const server = await startServer();
  console.log('pid', server.pid);
  return server;
}`;

const files = {
  'an assertion, with a socket open that comes again for ever': `
let server;
before(async () => { server = await start(); });
after(() => server.stop());
test('it', async () => {
  await next(connect(server.url, (await server.register('anna')).token), 'connect');
  assert.fail('as it should');
});`,
  'what goes on after the time of its test': `
test('it', { timeout: 1_000 }, async () => {
  await start();
  for (;;) await new Promise((resolve) => { setTimeout(resolve, 5); });
});`,
  'a before(), so that the after() fails as well': `
let server;
before(async () => { await start(); throw new Error('as it should'); });
after(() => server.stop());
test('it', () => {});`,
  'the file itself': `
await start();
throw new Error('as it should');`,
};

for (const [what, text] of Object.entries(files)) {
  test(`what fails is ${what}`, async () => {
    const file = join(makeFolder(), 'it.test.mjs');
    writeFileSync(file, head + text);
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { error, status, stdout, stderr } = spawnSync(process.execPath, ['--test', file], { encoding: 'utf8', env, timeout: 30_000 });
    assert.equal(error, undefined, `not within its time:\n${stdout}${stderr}`);
    assert.equal(status, 1, `not as a failure:\n${stdout}${stderr}`);
    assert.match(stdout, /as it should|timed out after 1000ms/);
    const [, pid] = stdout.match(/pid (\d+)/);
    await until(() => !existsSync(`/proc/${pid}/exe`)); // which one that has ended, and waits for its parent, has no more
  });
}
