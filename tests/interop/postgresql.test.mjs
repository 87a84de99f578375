// A server on PostgreSQL, and what becomes of it when that is killed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';
import { startPostgres } from './postgres.mjs';

let postgres, server, args, anna, ben, room;
before(async () => {
  postgres = await startPostgres();
  args = ['--database', postgres.url, '--limits-messages-per-second', '0', '--limits-events-per-second', '0'];
  server = await startServer({ args });
  anna = await server.register('anna');
  ben = await server.register('ben');
  room = await server.makeRoom(anna.token, { name: 'Hall', members: [ben.user.id] });
});
after(async () => {
  await server.stop();
  await postgres.stop();
});

function hearthd(...words) {
  const { status, stdout, stderr } = spawnSync(process.env.HEARTHD, words, { encoding: 'utf8', timeout: 30_000, input: '' });
  return { status, stdout, line: stderr.trim() };
}
const history = async () => (await server.call('GET', `/api/rooms/${room.id}/messages`, undefined, ben.token)).body.messages;

test('what is said is heard, found, edited, and there after a restart', async () => {
  const socket = connect(server.url, anna.token);
  const other = connect(server.url, ben.token);
  await ask(socket, 'join:room', room.id);
  await ask(other, 'join:room', room.id);
  const heard = next(other, 'message:new');
  const { id, seq } = await ask(socket, 'message:send', { roomId: room.id, content: 'Guten Morgen, @ben, Straße 7', clientId: 'c1' });
  assert.equal((await heard).seq, seq);
  await ask(other, 'message:react', { roomId: room.id, messageId: id, emoji: '👍', on: true });
  await ask(socket, 'message:edit', { roomId: room.id, messageId: id, content: 'Guten Abend, @ben, Straße 7' });
  await ask(other, 'chat:read', { roomId: room.id, messageId: id });
  for (const [words, count] of [['STRASSE', 1], ['s', 1], ['Morgen', 0], ['%', 0]])
    assert.equal((await server.call('GET', `/api/search?q=${encodeURIComponent(words)}`, undefined, ben.token)).body.messages.length, count, words);
  const { notifications } = (await server.call('GET', '/api/notifications', undefined, ben.token)).body;
  assert.equal(notifications.filter((one) => one.type === 'mention').length, 1);
  const stored = await history();
  socket.close();
  other.close();
  await server.kill('SIGTERM');
  server = await startServer({ folder: server.folder, args });
  assert.deepEqual(await history(), stored);
});

test('the operator works beside it, and leaves to PostgreSQL what is its own', () => {
  const on = ['--data', server.folder, '--database', postgres.url];
  assert.match(hearthd('user', 'list', ...on).stdout, /^anna\t/);
  assert.equal(hearthd('check', ...on).stdout, 'sound\n');
  const missing = hearthd('check', '--data', server.folder, '--database', postgres.makeDatabase('empty'));
  assert.match(missing.line, /^hearthd: postgresql:.*\/empty is no database of Hearth's; name it with --database$/);
  assert.equal(missing.status, 1);
  assert.match(hearthd('backup', '/tmp/nothing.db', ...on).line, /pg_dump/);
  assert.match(hearthd('restore', '/tmp/nothing.db', ...on).line, /pg_restore/);
});

test('a database that cannot be used is one line, and no half start', () => {
  const folder = makeFolder();
  for (const [url, line] of [
    ['postgresql://anna:Passw0rd@127.0.0.1:1/hearth', /^hearthd: cannot open the database postgresql:\/\/anna@127\.0\.0\.1:1\/hearth: .*refused/],
    [postgres.url.replace('/postgres?', '/nothing?'), /database "nothing" does not exist/],
    ['mysql://anna:Passw0rd@host/hearth', /^hearthd: --database takes postgresql:/],
  ]) {
    const refused = hearthd('--data', folder, '--listen', '127.0.0.1:0', '--database', url);
    assert.match(refused.line, line);
    assert.ok(refused.status > 0 && !refused.stdout && !/\n|Passw0rd/.test(refused.line), refused.line);
  }
  rmSync(folder, { recursive: true });
});

test('another database on the same data folder leaves the files of this one alone', async () => {
  const bytes = Buffer.from('what anna sent');
  const authorization = { authorization: `Bearer ${anna.token}` };
  const sent = await fetch(`${server.url}/api/files?roomId=${room.id}&name=a.txt`, { method: 'POST', headers: authorization, body: bytes });
  const { file } = await sent.json();
  await server.call('POST', `/api/rooms/${room.id}/messages`, { content: '', files: [file.id] }, anna.token);
  const { folder } = server;
  await server.kill('SIGTERM');
  const other = await startServer({ folder, args: ['--database', postgres.makeDatabase('other')] });
  await other.kill('SIGTERM');
  server = await startServer({ folder, args });
  const got = await fetch(`${server.url}/api/files/${file.id}`, { headers: authorization });
  assert.deepEqual(Buffer.from(await got.arrayBuffer()), bytes);
  assert.equal(hearthd('check', '--data', folder, '--database', postgres.url).stdout, 'sound\n');
});

test('while PostgreSQL is gone nothing is acked, and what waited goes through after', async () => {
  const socket = connect(server.url, anna.token);
  await ask(socket, 'join:room', room.id);
  const before = (await history()).length;
  await postgres.kill();
  const message = { roomId: room.id, content: 'waits', clientId: 'c2' };
  await assert.rejects(ask(socket, 'message:send', message));
  await postgres.start();
  const { seq } = await ask(socket, 'message:send', message);
  assert.equal((await ask(socket, 'message:send', message)).seq, seq);
  assert.equal((await history()).length, before + 1);
  socket.close();
});
