// A team moves from the data folder's database to PostgreSQL, and back.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask, connect, startServer } from './hearthd.mjs';
import { startPostgres } from './postgres.mjs';

function hearthd(...words) {
  const { status, stdout, stderr } = spawnSync(process.env.HEARTHD, words, { encoding: 'utf8', timeout: 60_000, input: '' });
  return { status, stdout, line: stderr.trim() };
}

test('nobody notices that the team has moved', async (t) => {
  const postgres = await startPostgres();
  t.after(() => postgres.stop());
  let server = await startServer();
  const { folder } = server;
  const [anna, ben] = [await server.register('anna'), await server.register('ben')];
  const room = await server.makeRoom(anna.token, { name: 'Hall', members: [ben.user.id] });
  const upload = async () => {
    const headers = { authorization: `Bearer ${anna.token}` };
    const response = await fetch(`${server.url}/api/files?roomId=${room.id}&name=a.bin`, { method: 'POST', headers, body: Buffer.alloc(300_000, 7) });
    return (await response.json()).file;
  };
  const file = await upload();
  const socket = connect(server.url, anna.token);
  await ask(socket, 'join:room', room.id);
  const { id, epoch } = await ask(socket, 'message:send', { roomId: room.id, content: 'Guten Morgen, @ben 🐢', clientId: 'c1', files: [file.id] });
  await ask(socket, 'message:edit', { roomId: room.id, messageId: id, content: 'Guten Abend, @ben 🐢' });
  await ask(socket, 'message:react', { roomId: room.id, messageId: id, emoji: '👍', on: true });
  await server.post('kiln', 21.5, anna.token);
  socket.close();

  // What each of them sees, without what a new connection changes.
  const seen = async () => {
    const get = async (path, token) => (await server.call('GET', path, undefined, token)).body;
    const bytes = await (await fetch(`${server.url}/api/files/${file.id}`, { headers: { authorization: `Bearer ${ben.token}` } })).arrayBuffer();
    return {
      rooms: await get('/api/rooms', ben.token), messages: await get(`/api/rooms/${room.id}/messages`, ben.token),
      notifications: await get('/api/notifications', ben.token), found: (await get('/api/search?q=abend', ben.token)).messages.length,
      value: (await get('/api/channels/kiln', anna.token)).last, bytes: bytes.byteLength, epoch,
    };
  };
  const before = await seen();
  assert.deepEqual([before.found, before.bytes, before.messages.messages.length], [1, 300_000, 1]);

  const on = ['--data', folder], there = ['--database', postgres.url];
  assert.match(hearthd('move', postgres.url, ...on).line, /a hearthd runs on the data folder/);
  await server.kill('SIGTERM');
  for (const [words, line] of [
    [['move', 'sqlite', ...on], /name where it is with --database/],
    [['move', 'mysql://x', ...on], /^hearthd: move takes postgresql:/],
    [['move', postgres.url, ...on, ...there], /there already/],
    [['move', ...on], /usage: hearthd move TO/],
  ]) {
    const refused = hearthd(...words);
    assert.match(refused.line, line);
    assert.equal(refused.status, 2);
  }
  const moved = hearthd('move', postgres.url, ...on);
  assert.equal(moved.line, '');
  assert.match(moved.stdout, /^users\t2$/m);
  assert.match(moved.stdout, /^messages\t1$/m);
  assert.match(hearthd('move', postgres.url, ...on).line, /in use; name an empty one/);
  server = await startServer({ folder, args: there });
  assert.deepEqual(await seen(), before);
  assert.equal(hearthd('check', ...on, ...there).stdout, 'sound\n');

  // What happens there comes back, too; the same message again is the same.
  const again = connect(server.url, anna.token);
  await ask(again, 'join:room', room.id);
  assert.equal((await ask(again, 'message:send', { roomId: room.id, content: 'Guten Morgen, @ben 🐢', clientId: 'c1' })).id, id);
  assert.equal((await ask(again, 'message:send', { roomId: room.id, content: 'there', clientId: 'c2' })).seq, 2);
  again.close();
  const later = await seen();
  await server.kill('SIGTERM');
  assert.match(hearthd('move', 'sqlite', ...on, ...there).line, /in use; name an empty one/);
  for (const name of readdirSync(folder).filter((each) => each.startsWith('hearth.db'))) renameSync(join(folder, name), join(folder, `old-${name}`));
  assert.equal(hearthd('move', 'sqlite', ...on, ...there).line, '');
  server = await startServer({ folder });
  assert.deepEqual(await seen(), later);
  assert.equal(hearthd('check', ...on).stdout, 'sound\n');
  await server.stop();
});
