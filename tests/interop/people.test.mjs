// Who runs the server: people, invites, sign-ins, the audit list; by REST and by the operator's commands.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';

let server, owner, admin, ben, cleo;
const operator = (...args) => execFileSync(process.env.HEARTHD, [...args, '--data', server.folder], { encoding: 'utf8', input: '' }).trim();
const as = (person) => (method, path, body) => server.call(method, `/api${path}`, body, person.token);
const login = async (username, password = 'correct horse', device) => server.call('POST', '/api/login', { username, password, device });
const who = (person) => `/users/${person.user.id}`;
async function last() {
  const { id, at, ...entry } = (await as(owner)('GET', '/audit?limit=1')).body.entries[0];
  assert.ok(id > 0 && at > 1.6e12);
  return entry;
}

before(async () => {
  server = await startServer();
  owner = await server.register('olga');
  admin = await server.register('adam');
  ben = await server.register('ben');
  cleo = await server.register('cleo');
  await as(owner)('PATCH', who(admin), { role: 'admin' });
});
after(() => server.stop());

test('people are listed, in pages, to who runs the server', async () => {
  const all = (await as(admin)('GET', '/users')).body;
  assert.deepEqual(all.users.map((u) => [u.username, u.role]), [['adam', 'admin'], ['ben', 'member'], ['cleo', 'member'], ['olga', 'owner']]);
  assert.ok(all.users.every((u) => u.createdAt > 1.6e12 && u.disabled === undefined) && !('next' in all));
  const page = (await as(admin)('GET', '/users?limit=3')).body;
  assert.equal(page.next, 'cleo');
  assert.deepEqual((await as(admin)('GET', `/users?after=${page.next}&limit=3`)).body.users.map((u) => u.username), ['olga']);
  for (const [method, path, body] of [['GET', '/users'], ['PATCH', who(cleo), { role: 'guest' }], ['DELETE', who(cleo)], ['GET', `${who(cleo)}/sessions`], ['GET', '/audit']]) {
    assert.equal((await as(ben)(method, path, body)).body.error.code, 'forbidden', path);
  }
});

test('nobody but an owner touches an owner, and one is always left', async () => {
  for (const [person, method, body] of [[admin, 'PATCH', { role: 'member' }], [admin, 'PATCH', { disabled: true }], [admin, 'DELETE'],
    [owner, 'PATCH', { role: 'admin' }], [owner, 'PATCH', { disabled: true }], [owner, 'DELETE']]) {
    const { status, body: { error } } = await as(person)(method, who(owner), body);
    assert.deepEqual([status, error.code], [403, 'forbidden'], error.message);
    assert.match(error.message, person === owner ? /only owner/ : /Only an owner/);
  }
  assert.equal((await as(admin)('DELETE', `${who(owner)}/sessions`)).body.error.code, 'forbidden');
  assert.equal((await as(admin)('PATCH', who(ben), { role: 'owner' })).body.error.code, 'forbidden');
  assert.match((await as(admin)('PATCH', who(ben), { role: 'king' })).body.error.message, /^body.role: /);
  assert.equal((await as(admin)('PATCH', '/users/nobody', { disabled: true })).body.error.code, 'not_found');
  assert.equal((await as(admin)('PATCH', who(ben), { role: 'guest' })).body.user.role, 'guest');
  assert.deepEqual(await last(), { userId: admin.user.id, username: 'adam', action: 'user.role', target: 'ben', detail: 'member → guest' });
  await as(admin)('PATCH', who(ben), { role: 'member' });
});

test('who is disabled is out at once, and looks like a wrong password from then on', async () => {
  const socket = connect(server.url, cleo.token, { reconnection: false });
  await next(socket, 'connect');
  const gone = next(socket, 'disconnect');
  assert.equal((await as(admin)('PATCH', who(cleo), { disabled: true })).body.user.disabled, true);
  await gone;
  assert.equal((await as(cleo)('GET', '/me')).status, 401);
  const [right, wrong] = [await login('cleo'), await login('cleo', 'wrong horse')];
  assert.deepEqual(right, wrong);
  assert.equal((await as(admin)('GET', '/users')).body.users.find((u) => u.username === 'cleo').disabled, true);
  assert.equal((await as(admin)('PATCH', who(cleo), { disabled: false })).body.user.disabled, undefined);
  cleo = (await login('cleo')).body;
  assert.ok(cleo.token);
});

test('who is removed leaves every room; what they wrote and their name stay', async () => {
  const dan = await server.register('dan');
  const room = await server.makeRoom(owner.token, { name: 'Left', members: [dan.user.id] });
  const direct = await server.makeRoom(owner.token, { direct: dan.user.id });
  await as(dan)('POST', `/rooms/${room.id}/messages`, { content: 'I was here' });
  const [watcher, socket] = [connect(server.url, owner.token), connect(server.url, dan.token, { reconnection: false })];
  await ask(watcher, 'join:room', room.id);
  await ask(socket, 'join:room', room.id);
  const told = next(watcher, 'member:removed'), gone = next(socket, 'disconnect');
  assert.deepEqual((await as(admin)('DELETE', who(dan))).body, {});
  assert.deepEqual(await told, { roomId: room.id, userId: dan.user.id });
  await gone;
  assert.equal((await as(owner)('GET', `/rooms/${room.id}/messages`)).body.messages[0].username, 'dan');
  assert.ok(!(await as(owner)('GET', '/users')).body.users.some((u) => u.username === 'dan'));
  for (const body of [{ name: 'X', members: [dan.user.id] }, { direct: dan.user.id }]) assert.equal((await as(owner)('POST', '/rooms', body)).body.error.code, 'not_found');
  assert.equal((await as(owner)('PUT', `/rooms/${room.id}/members/${dan.user.id}`)).body.error.code, 'not_found');
  assert.equal((await as(owner)('GET', `/rooms/${direct.id}`)).body.room.name, 'dan');
  assert.equal((await server.call('POST', '/api/register', { username: 'DAN', password: 'correct horse' })).body.error.code, 'name_taken');
  assert.equal((await login('dan')).body.error.code, 'bad_credentials');
  assert.equal((await as(admin)('DELETE', who(dan))).body.error.code, 'not_found');
  watcher.close();
});

test('sign-ins are listed and ended, their sockets with them', async () => {
  const phone = (await login('ben', undefined, 'Hearth on a phone')).body;
  assert.match((await login('ben', undefined, 'x'.repeat(129))).body.error.message, /^body.device: /);
  const list = async () => (await as(ben)('GET', '/sessions')).body.sessions;
  const socket = connect(server.url, phone.token, { reconnection: false });
  await next(socket, 'connect');
  const theirs = (await list()).find((s) => s.device === 'Hearth on a phone');
  assert.deepEqual([theirs.current, theirs.online], [false, true]);
  assert.ok(theirs.lastSeen >= theirs.createdAt && !JSON.stringify(theirs).includes(phone.token));
  assert.equal((await list()).filter((s) => s.current).length, 1);
  assert.deepEqual((await as(admin)('GET', `${who(ben)}/sessions`)).body.sessions.map((s) => s.id).sort(), (await list()).map((s) => s.id).sort());
  assert.equal((await as(cleo)('DELETE', `/sessions/${theirs.id}`)).body.error.code, 'not_found', 'not hers');
  const gone = next(socket, 'disconnect');
  const began = Date.now();
  assert.deepEqual((await as(ben)('DELETE', `/sessions/${theirs.id}`)).body, {});
  await gone;
  assert.ok(Date.now() - began < 1000);
  assert.equal((await as(phone)('GET', '/me')).status, 401);
  const [a, b] = [(await login('ben')).body, (await login('ben')).body];
  await as(a)('DELETE', '/sessions');
  assert.deepEqual([(await as(a)('GET', '/me')).status, (await as(b)('GET', '/me')).status, (await as(ben)('GET', '/me')).status], [200, 401, 401]);
  assert.deepEqual((await as(admin)('DELETE', `${who(ben)}/sessions`)).body, {});
  assert.equal((await as(a)('GET', '/me')).status, 401);
  assert.deepEqual([(await last()).action, (await last()).detail], ['session.revoked', 'ben']);
  ben = (await login('ben')).body;
});

test('a new password needs the old one and ends all other sign-ins', async () => {
  const other = (await login('cleo')).body;
  const wrong = await as(cleo)('POST', '/password', { current: 'wrong horse', password: 'another horse' });
  assert.deepEqual([wrong.status, wrong.body.error.code], [401, 'bad_credentials']);
  assert.equal((await as(cleo)('POST', '/password', { current: 'correct horse', password: 'short' })).body.error.code, 'weak_password');
  assert.match((await as(cleo)('POST', '/password', { current: 'correct horse' })).body.error.message, /^body.password: /);
  assert.deepEqual((await as(cleo)('POST', '/password', { current: 'correct horse', password: 'another horse' })).body, {});
  assert.deepEqual([(await as(cleo)('GET', '/me')).status, (await as(other)('GET', '/me')).status], [200, 401]);
  assert.equal((await login('cleo')).status, 401);
  assert.equal((await login('cleo', 'another horse')).status, 200);
  for (let i = 0; i < 6; i++) await as(cleo)('POST', '/password', { current: 'wrong horse', password: 'another horse' });
  assert.equal((await as(cleo)('POST', '/password', { current: 'another horse', password: 'third horses' })).body.error.code, 'rate_limited');
});

test('invites are listed without their codes, and revoked', async () => {
  const { invite, id } = (await as(admin)('POST', '/invites')).body;
  const { body } = await as(owner)('GET', '/invites');
  const listed = body.invites.find((i) => i.id === id);
  assert.deepEqual([listed.role, listed.usesLeft, listed.username, listed.createdBy], ['member', 1, 'adam', admin.user.id]);
  assert.ok(!JSON.stringify(body).includes(invite));
  assert.deepEqual((await as(ben)('GET', '/invites')).body, { invites: [] });
  assert.equal((await as(ben)('DELETE', `/invites/${id}`)).body.error.code, 'not_found');
  assert.deepEqual((await as(owner)('DELETE', `/invites/${id}`)).body, {});
  assert.deepEqual(await last(), { userId: owner.user.id, username: 'olga', action: 'invite.revoked', target: id });
  operator('invite');
  const line = operator('invite', 'list').split('\n')[0].split('\t');
  assert.deepEqual(line.slice(1, 3), ['member', '1 uses']);
  operator('invite', 'revoke', line[0]);
  assert.equal(operator('invite', 'list'), '');
});

test('the operator does the same, and is in the same list', async () => {
  operator('user', 'disable', 'ben');
  assert.deepEqual(await last(), { userId: '', username: '', action: 'user.disabled', target: 'ben' });
  assert.match(operator('user', 'list'), /^ben\tmember\t.*\tdisabled$/m);
  assert.equal((await as(ben)('GET', '/me')).status, 401);
  operator('user', 'enable', 'ben');
  operator('token', 'create', 'ben', '--name', 'a bot');
  assert.match(operator('token', 'list', 'ben'), /^\w+\t2\S+\t2\S+\ta bot$/);
  operator('user', 'remove', 'ben');
  assert.throws(() => operator('user', 'role', 'ben', 'admin'), /there is no user 'ben'/);
  assert.throws(() => operator('user', 'remove', 'olga'), /only owner/);
  const lines = operator('audit', '--last', '3').split('\n').map((line) => line.split('\t').slice(1));
  assert.deepEqual(lines.map(([by, action, target]) => [by, action, target]),
    [['(operator)', 'user.removed', 'ben'], ['(operator)', 'token.created', 'ben'], ['(operator)', 'user.enabled', 'ben']]);
});

test('public rooms are in the list, private ones and those of two are not', async () => {
  const open = await server.makeRoom(owner.token, { name: 'Public', members: [cleo.user.id] });
  assert.deepEqual([(await last()).action, (await last()).target], ['room.created', 'Public']);
  await server.makeRoom(owner.token, { name: 'Secret', private: true });
  await server.makeRoom(owner.token, { direct: cleo.user.id });
  assert.equal((await last()).target, 'Public');
  await as(owner)('PATCH', `/rooms/${open.id}`, { archived: true });
  await as(owner)('PATCH', `/rooms/${open.id}`, { archived: true });
  assert.deepEqual([(await last()).action, (await last()).target], ['room.archived', 'Public']);
  await as(owner)('PATCH', `/rooms/${open.id}`, { archived: false });
  assert.equal((await last()).action, 'room.reopened');
  await as(owner)('DELETE', `/rooms/${open.id}/members/${cleo.user.id}`);
  assert.deepEqual(await last(), { userId: owner.user.id, username: 'olga', action: 'room.removed_member', target: 'Public', detail: 'cleo' });
});
