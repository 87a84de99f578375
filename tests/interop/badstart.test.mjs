// What a server cannot start with is one clear line and an exit code, soon, without a half start and without a password.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ask, connect, makeFolder, run, startServer } from './hearthd.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

let postgres, folders;
before(async () => {
  postgres = await startPostgres();
  postgres.execute("CREATE ROLE guarded LOGIN PASSWORD 'Passw0rd'");
  folders = mkdtempSync(join(tmpdir(), 'hearth-'));
});
after(async () => {
  rmSync(folders, { recursive: true });
  await postgres.stop();
});

function refused(args, line, what) {
  const folder = join(folders, String(readdirSync(folders).length));
  const began = Date.now();
  const ended = run('--data', folder, '--listen', '127.0.0.1:0', ...args);
  assert.ok(ended.status > 0, `${what}: it ended with ${ended.status}`);
  assert.ok(Date.now() - began < 10_000, `${what}: after ${Date.now() - began} ms`);
  assert.match(ended.line, line, what);
  assert.ok(ended.line.startsWith('hearthd: ') && !/\n|Pass|w0rd/.test(ended.line), `${what}: ${ended.line}`);
  assert.equal(ended.stdout, '', what);
}
const guarded = (password) => postgres.url.replace('//hearth@', `//guarded:${password}@`);

test('databases that are none', async () => {
  // Takes connections, and says nothing.
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const newer = postgres.makeDatabase('newer');
  await (await startServer({ args: ['--database', newer] })).stop();
  postgres.execute('UPDATE hearth_version SET version = version + 1', 'newer');
  for (const [what, url, line] of [
    ['wrong password', guarded('wrongPassw0rd'), /cannot open the database postgresql:\/\/guarded@.*password authentication failed/],
    ['no password', postgres.url.replace('//hearth@', '//guarded@'), /no password supplied/],
    ['nobody there', 'postgresql://hearth:Passw0rd@127.0.0.1:1/hearth', /hearth@127\.0\.0\.1:1\/hearth: .*refused/],
    ['no such host', 'postgresql://hearth:Passw0rd@no.such.host.invalid/hearth', /could not translate host name/],
    ['no answer', `postgresql://hearth:Passw0rd@127.0.0.1:${silent.address().port}/hearth`, /timeout expired/],
    ['no such database', postgres.url.replace('/postgres?', '/nothing?'), /database "nothing" does not exist/],
    ['a newer one', newer, /newer: the database has version \d+, this hearthd knows \d+: install a newer hearthd/],
    ['another kind', 'mysql://hearth:Passw0rd@host/hearth', /--database takes postgresql:\/\/USER@HOST\/DATABASE, or nothing/],
    ['malformed', 'postgresql://hearth:Passw0rd@[::1/hearth', /the database's address is none: postgresql:\/\/USER:PASSWORD@HOST/],
    ['an unescaped sign', 'postgresql://hearth:n@Passw0rd@host/hearth', /the database's address is none/],
    ['no port', 'postgresql://hearth:Passw0rd@127.0.0.1:port/hearth', /invalid integer value "port"/],
    ['no option', `${postgres.url}&nonsense=1`, /invalid URI query parameter: "nonsense"|address is none/],
  ]) refused(['--database', url], line, what);
  silent.close();
});

test('a database that is another server\'s', async (t) => {
  const server = await startServer({ args: ['--database', postgres.url] });
  t.after(() => server.kill('SIGKILL'));
  const anna = await server.register('anna');
  refused(['--database', postgres.url], /another hearthd serves postgresql:.*; stop it, or give both --redis and each a --cluster-node name/, 'two alone');
  // The commands go on beside it, but for those that want all of it.
  const on = ['--data', makeFolder(), '--database', postgres.url];
  assert.equal(run('check', ...on).stdout, 'sound\n');
  assert.equal(run('room', 'add', 'Yard', ...on).status, 0);
  const moved = run('move', 'sqlite', ...on);
  assert.match(moved.line, /a hearthd serves postgresql:.*; stop it first/);
  assert.ok(moved.status > 0);
  // It has noticed nothing of all that.
  const room = await server.makeRoom(anna.token, { name: 'Hall' });
  const socket = connect(server.url, anna.token);
  await ask(socket, 'join:room', room.id);
  assert.equal((await ask(socket, 'message:send', { roomId: room.id, content: 'x', clientId: 'c1' })).seq, 1);
  socket.close();
  await server.stop();
  await (await startServer({ args: ['--database', postgres.url] })).stop();
});

test('servers of one team', async (t) => {
  const redis = await startRedis(undefined, ['--requirepass', 'Passw0rd']);
  t.after(() => redis.kill());
  const url = redis.url.replace('//', '//:Passw0rd@');
  const node = (name, at = url) => ['--database', postgres.url, '--redis', at, '--cluster-node', name];
  const one = await startServer({ args: node('one') });
  t.after(() => one.kill('SIGKILL'));
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  t.after(() => silent.close());
  await once(silent, 'listening');
  for (const [what, args, line] of [
    ['two of one name', node('one'), /another hearthd serves postgresql:.* as the node 'one'; give this one another --cluster-node name/],
    ['one without Redis beside it', ['--database', postgres.url], /give both --redis and each a --cluster-node name of its own/],
    ['wrong password', node('two', redis.url.replace('//', '//:wrongPassw0rd@')), /Redis.*(WRONGPASS|password)/],
    ['no password', node('two', redis.url), /Redis.*(NOAUTH|password)/],
    ['nobody there', node('two', 'redis://:Passw0rd@127.0.0.1:1'), /127\.0\.0\.1:1.*refused/],
    ['no such host', node('two', 'redis://:Passw0rd@no.such.host.invalid'), /no\.such\.host\.invalid/],
    ['no answer', node('two', `redis://:Passw0rd@127.0.0.1:${silent.address().port}`), /127\.0\.0\.1/],
    ['TLS where there is none', node('two', url.replace('redis:', 'rediss:')), /127\.0\.0\.1/],
    ['malformed', node('two', 'redis://:Passw0rd@host:port'), /redis/],
    ['another kind', node('two', 'http://:Passw0rd@host'), /--redis takes redis:\/\//],
    ['a name of two words', node('two words'), /--cluster-node takes a word/],
  ]) refused(args, line, what);
  const two = await startServer({ args: node('two') });
  await two.stop();
  await one.stop();
});
