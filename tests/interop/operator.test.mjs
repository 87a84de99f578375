// What an operator types, beside a server that runs: accounts, invites, tokens, a backup and its restore.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';

let server, owner, room;
before(async () => {
  server = await startServer({ args: ['--registration', 'invite', '--limits-messages-per-second', '0', '--limits-events-per-second', '0'] });
  ok('user', 'add', 'owner');
  owner = { token: ok('token', 'create', 'owner') };
  room = await server.makeRoom(owner.token, { name: 'Hall' });
});
after(() => server.stop());

function hearthd(args, { folder = server.folder, input = '' } = {}) {
  return spawnSync(process.env.HEARTHD, [...args, '--data', folder], { encoding: 'utf8', timeout: 30_000, input });
}
function ok(...args) {
  const { status, stdout, stderr } = hearthd(args);
  assert.equal(status, 0, stderr);
  return stdout.trim();
}
function refused(args, options) {
  const { status, stdout, stderr } = hearthd(args, options);
  assert.ok(status > 0, stdout);
  assert.equal(stderr.trim().split('\n').length, 1, stderr);
  return stderr.trim().replace('hearthd: ', '');
}
const login = (username, password) => server.call('POST', '/api/login', { username, password });

test('an account with a password from stdin, and one with a password that was made', async () => {
  assert.equal(hearthd(['user', 'add', 'anna', '--role', 'admin', '--display-name', 'Anna A.'], { input: 'correct horse\n' }).status, 0);
  assert.deepEqual((await login('anna', 'correct horse')).body.user.displayName, 'Anna A.');
  const made = ok('user', 'add', 'ben').match(/^password: (.+)$/m)[1];
  assert.equal((await login('ben', made)).status, 200);
  assert.deepEqual(ok('user', 'list').split('\n').map((line) => line.split('\t').slice(0, 2).join()), ['anna,admin', 'ben,member', 'owner,owner']);
  assert.match(refused(['user', 'add', 'ANNA']), /^there is a user 'ANNA' already/);
  assert.match(refused(['user', 'add', 'a b']), /^a username has 1 to 32 letters/);
  assert.match(refused(['user', 'add', 'dan'], { input: 'short\n' }), /8 to 256 characters/);
  assert.match(refused(['user', 'add', 'dan', '--role', 'king']), /^role: expected one of owner/);
});

test('a new role and a new password hold at once', async () => {
  ok('user', 'role', 'anna', 'member');
  const { body: { token } } = await login('anna', 'correct horse');
  assert.equal((await server.call('POST', '/api/invites', undefined, token)).status, 403);
  ok('user', 'role', 'anna', 'owner');
  assert.equal((await server.call('POST', '/api/invites', undefined, token)).status, 200);
  assert.equal(hearthd(['user', 'password', 'anna'], { input: 'another horse\n' }).status, 0);
  assert.equal((await server.call('GET', '/api/me', undefined, token)).status, 401, 'signed out everywhere');
  assert.equal((await login('anna', 'correct horse')).status, 401);
  assert.equal((await login('anna', 'another horse')).status, 200);
  ok('user', 'role', 'anna', 'admin');
  assert.match(refused(['user', 'role', 'owner', 'member']), /^owner is the only owner/);
  assert.match(refused(['user', 'role', 'nobody', 'member']), /^there is no user 'nobody'/);
});

test('an invite lets in as many as it says, as what it says', async () => {
  const invite = ok('invite', '--role', 'guest', '--uses', '2', '--days', '1');
  const join = (username) => server.call('POST', '/api/register', { username, password: 'correct horse', invite });
  assert.equal((await join('gina')).body.user.role, 'guest');
  assert.equal((await join('gus')).status, 200);
  assert.equal((await join('greta')).body.error.code, 'invite_invalid');
  assert.match(refused(['invite', '--uses', '0']), /^--uses takes a whole number from 1/);
});

test('rooms are made and listed', async () => {
  const id = ok('room', 'add', 'Werkstatt', '--topic', 'Maschinen', '--by', 'anna').split('\t')[1];
  const secret = ok('room', 'add', 'Attic', '--private').split('\t')[1];
  const { body: { token } } = await login('anna', 'another horse');
  const mine = (await server.call('GET', '/api/rooms', undefined, token)).body;
  assert.deepEqual(mine.rooms.map((r) => [r.id, r.topic]), [[id, 'Maschinen']]);
  assert.ok(!mine.public.some((r) => r.id === secret));
  assert.ok(ok('room', 'list').includes(`Attic\tprivate\t${secret}\t1 members\t0 messages`));
  assert.match(refused(['room', 'add', 'werkstatt']), /^there is a public room 'werkstatt' already/);
  assert.match(refused(['room', 'add', 'x'.repeat(81)]), /1 to 80 characters/);
});

test('a revoked token closes its open sockets within a second, and no others', async () => {
  const bot = ok('token', 'create', 'ben');
  const [a, b, other] = [connect(server.url, bot), connect(server.url, bot), connect(server.url, owner.token)];
  await Promise.all([next(a, 'connect'), next(b, 'connect'), next(other, 'connect')]);
  const closed = Promise.all([next(a, 'disconnect'), next(b, 'disconnect')]);
  ok('token', 'revoke', 'ben');
  const revokedAt = Date.now();
  await closed;
  assert.ok(Date.now() - revokedAt < 1000, `${Date.now() - revokedAt} ms`);
  assert.equal((await ask(other, 'join:room', room.id)).room, room.id);
  for (const socket of [a, b, other]) socket.close();
  const again = connect(server.url, bot);
  assert.equal((await next(again, 'connect_error')).message, 'Invalid token');
  again.close();
});

test('whom the operator removes is missing to the others within a second, and what was theirs has an heir', async () => {
  ok('user', 'add', 'carl');
  ok('user', 'add', 'dora');
  const [carl, dora] = ['carl', 'dora'].map((name) => ({ name, token: ok('token', 'create', name) }));
  const den = await server.makeRoom(carl.token, { name: 'Den', private: true });
  carl.id = (await server.call('GET', '/api/me', undefined, carl.token)).body.user.id;
  dora.id = (await server.call('GET', '/api/me', undefined, dora.token)).body.user.id;
  assert.equal((await server.call('PUT', `/api/rooms/${den.id}/members/${dora.id}`, undefined, carl.token)).status, 200);
  const [c, d] = [connect(server.url, carl.token), connect(server.url, dora.token)];
  await Promise.all([next(c, 'connect'), next(d, 'connect')]);
  await ask(d, 'join:room', den.id);
  const told = Promise.all([next(d, 'member:removed'), next(d, 'member:changed'), next(c, 'disconnect'),
    new Promise((resolve) => d.on('presence:changed', (event) => event.userId === carl.id && event.status === 'offline' && resolve()))]);
  ok('user', 'remove', 'carl');
  const removedAt = Date.now();
  const [gone, heir] = await told;
  assert.ok(Date.now() - removedAt < 1500, `${Date.now() - removedAt} ms`);
  assert.deepEqual(gone, { roomId: den.id, userId: carl.id });
  assert.deepEqual([heir.member.userId, heir.member.role], [dora.id, 'owner']);
  for (const socket of [c, d]) socket.close();
});

test('a backup taken while messages flow is whole; restored, it has a new epoch', async () => {
  const speaker = connect(server.url, owner.token);
  const before = await ask(speaker, 'join:room', room.id);
  let isOver = false, acked = 0;
  const flow = (async () => {
    while (!isOver) acked = (await ask(speaker, 'message:send', { roomId: room.id, content: 'again and again' })).seq;
  })();
  while (acked < 50) await new Promise(setImmediate);
  const file = join(makeFolder(), 'hearth.backup');
  const ackedBefore = acked;
  const child = (await import('node:child_process')).spawn(process.env.HEARTHD, ['backup', file, '--data', server.folder]);
  assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 0);
  const ackedAfter = acked;
  isOver = true;
  await flow;
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.match(refused(['backup', file]), /exists; choose another name$/);
  assert.match(refused(['restore', file]), /^a hearthd runs on the data folder .*; stop it/);
  const { folder, port } = server;
  await server.kill('SIGTERM');
  speaker.close();

  const bytes = readFileSync(file);
  assert.match(ok('restore', file), /^restored .*\nthe old database is .*hearth\.db\.before-\d{8}-/);
  assert.deepEqual(readFileSync(file), bytes, 'the backup itself is untouched');
  assert.equal(readdirSync(folder).filter((name) => name.includes('.before-') && !/-(wal|shm)$/.test(name)).length, 1);
  assert.equal(ok('check'), 'sound');
  server = await startServer({ folder, port });
  const reader = connect(server.url, owner.token);
  const now = await ask(reader, 'join:room', room.id);
  assert.notEqual(now.epoch, before.epoch);
  assert.ok(now.lastSeq >= ackedBefore && now.lastSeq <= ackedAfter + 1, `${ackedBefore} ${now.lastSeq} ${ackedAfter}`);
  reader.close();
});

test('what is no backup is refused, and the database stays', async () => {
  const folder = makeFolder();
  assert.equal(hearthd(['user', 'add', 'anna'], { folder }).status, 0);
  const empty = join(folder, 'empty'), noise = join(folder, 'noise'), cut = join(folder, 'cut'), newer = join(folder, 'newer');
  writeFileSync(empty, '');
  writeFileSync(noise, 'x'.repeat(8192));
  const whole = join(folder, 'whole');
  assert.equal(hearthd(['backup', whole], { folder }).status, 0);
  writeFileSync(cut, readFileSync(whole).subarray(0, 40_960));
  writeFileSync(newer, raiseVersion(readFileSync(whole)));
  for (const [file, message] of [[empty, /is no backup of Hearth's$/], [noise, /is no backup of Hearth's$/], [cut, /cut cannot be restored: /],
    [newer, /newer cannot be restored: .*install a newer hearthd$/], [join(folder, 'none'), /^cannot read .*none: /]]) {
    assert.match(refused(['restore', file], { folder }), message);
  }
  assert.equal(hearthd(['user', 'list'], { folder }).stdout.split('\t')[0], 'anna');
  assert.deepEqual(readdirSync(folder).filter((name) => name.includes('incoming')), []);
});

// PRAGMA user_version is the big-endian number at 60 (sqlite.org/fileformat.html).
function raiseVersion(bytes) {
  const copy = Buffer.from(bytes);
  copy.writeUInt32BE(copy.readUInt32BE(60) + 1, 60);
  return copy;
}

test('an invite as a link carries the fingerprint of the certificate', () => {
  const fingerprint = server.lines.join('\n').match(/^certificate: (\S+)$/m)[1];
  const link = new URL(ok('invite', '--url', 'https://hearth.local:8484'));
  assert.equal(link.origin, 'https://hearth.local:8484');
  const said = new URLSearchParams(link.hash.slice(1));
  assert.match(said.get('invite'), /^[A-Z0-9-]{14}$/);
  assert.equal(said.get('sha256'), fingerprint);
  for (const url of ['hearth.local', 'ftp://h', 'https://'])
    assert.match(refused(['invite', '--url', url]), /^--url takes the address at which people reach this server/);
});

test('check finds what was broken', () => {
  const folder = makeFolder();
  assert.equal(hearthd(['user', 'add', 'anna'], { folder }).status, 0);
  assert.equal(hearthd(['check'], { folder }).stdout, 'sound\n');
  const file = join(folder, 'hearth.db');
  const bytes = readFileSync(file);
  bytes.fill(0x55, bytes.length - 4096 * 3, bytes.length - 4096 * 2);
  writeFileSync(file, bytes);
  const { status, stdout, stderr } = hearthd(['check'], { folder });
  assert.equal(status, 1);
  assert.match(stdout + stderr, /./);
});

test('a server that cannot start says why in one line', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'file'), '');
  const start = (data, ...args) => refused(args, { folder: data });
  assert.match(start(folder, '--listen', `127.0.0.1:${server.port}`), /^cannot listen on 127\.0\.0\.1:\d+: /);
  assert.match(start(server.folder, '--listen', '127.0.0.1:0'), /^a hearthd runs on the data folder /);
  assert.match(start(join(folder, 'file')), /^cannot (make|write to) the data folder .*--data$/);
  assert.match(start('/proc/self'), /^cannot write to the data folder \/proc\/self: .*--data$/);
  assert.match(refused(['user', 'list'], { folder: join(folder, 'none') }), /^there is no database in .*--data$/);
  assert.ok(!existsSync(join(folder, 'none')), 'a typing mistake makes no folder');
  const old = makeFolder();
  assert.equal(hearthd(['user', 'add', 'anna'], { folder: old }).status, 0);
  writeFileSync(join(old, 'hearth.db'), raiseVersion(readFileSync(join(old, 'hearth.db'))));
  assert.match(start(old, '--listen', '127.0.0.1:0'), /install a newer hearthd$/);
  assert.match(refused(['user', 'list'], { folder: old }), /install a newer hearthd$/);
});

test('a read-only data folder is named', (t) => {
  const folder = makeFolder();
  // Root ignores modes, but not a mount.
  const script = `mount --bind -o ro "$1" "$1" 2>/dev/null && mount -o remount,bind,ro "$1" && exec "$2" --data "$1" --listen 127.0.0.1:0`;
  const { status, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', folder, process.env.HEARTHD], { encoding: 'utf8', timeout: 10_000 });
  if (status !== 1 || !stderr.startsWith('hearthd')) return t.skip(`no mount here: ${stderr}`);
  assert.match(stderr, /^hearthd: cannot write to the data folder .*: Read-only file system; /);
});

test('a command that is none, or lacks a word, is one line; each has its help', () => {
  for (const [args, message] of [
    [['frob'], /^there is no command 'frob'. See --help\.$/],
    [['user'], /^user goes on with add, list, password, role, disable, enable, remove\. /], [['user', 'frob'], /^user goes on with /],
    [['user', 'add'], /^usage: hearthd user add USER /], [['user', 'add', 'a', 'b'], /^usage: /], [['token', 'revoke', 'nobody'], /^there is no user 'nobody'/],
    [['check', '--frob'], /frob.*--help/],
  ]) assert.match(refused(args), message);
  const help = execFileSync(process.env.HEARTHD, ['--help'], { encoding: 'utf8' });
  for (const [, name] of help.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)(?: [A-Z[]| {2,}|$)/gm))
    assert.match(execFileSync(process.env.HEARTHD, [...name.split(' '), '--help'], { encoding: 'utf8' }), new RegExp(`^hearthd ${name}`), name);
});
