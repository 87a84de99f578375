// Webhooks: what they take, and who may publish by one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTeam } from './channeltools.mjs';
import { ask, connect, next } from './hearthd.mjs';

const { server, anna, ben, rest } = await startTeam();

test('hooks: messages and values', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Builds', members: [ben.user.id] });
  const b = connect(server.url, ben.token);
  await ask(b, 'join:room', room.id);
  const made = await rest('POST', `/api/rooms/${room.id}/hooks`, { name: 'Grafana' });
  assert.equal(made.status, 201);
  const { token, url, id, userId } = made.body.hook;
  const members = async () => (await ask(b, 'join:room', room.id)).members.map((member) => member.username);
  assert.deepEqual(await members(), ['anna', 'ben'], 'who speaks for a hook is no person');
  assert.deepEqual((await rest('GET', `/api/rooms/${room.id}/members`)).body.members.map((member) => member.username), ['anna', 'ben']);
  assert.equal(url, `${server.url}/hooks/${token}`);
  const call = (body, type = 'application/json') => fetch(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': type } });
  const said = async (body, type) => {
    const heard = next(b, 'message:new');
    const answer = await call(body, type);
    assert.equal(answer.status, 200);
    const message = await heard;
    assert.equal(message.userId, userId);
    return [message.content, await answer.text()];
  };
  assert.equal((await said({ content: 'built' }))[0], 'built');
  assert.deepEqual(await said({ text: '*ok* <https://ci.example|log>' }), ['**ok** [log](https://ci.example)', 'ok']);
  assert.deepEqual(await said(`payload=${encodeURIComponent('{"text":"a b"}')}`, 'application/x-www-form-urlencoded'), ['a b', 'ok']);
  assert.match((await said({ status: 'firing', title: '[FIRING:1]', alerts: [{ status: 'firing', labels: { alertname: 'Hot' } }] }))[0], /🔥 \*\*Hot\*\*/);
  assert.match((await said({ heartbeat: { status: 0, msg: 'timeout' }, monitor: { name: 'Shop' }, msg: 'x' }))[0], /Shop\*\* is down/);
  assert.equal((await call({ channel: 'hooked', data: 5 })).status, 200);
  assert.equal((await rest('GET', '/api/channels/hooked')).body.data, 5);
  assert.equal((await call({ nothing: 1 })).status, 400);
  assert.equal((await call('{')).status, 400);
  assert.equal((await fetch(`${server.url}/hooks/wrong`, { method: 'POST', body: '{"text":"x"}' })).status, 404);
  assert.equal((await rest('POST', '/api/login', { username: made.body.hook.name, password: '' })).status, 400);

  const carl = await server.register('dora');
  for (const [method, path] of [['GET', ''], ['POST', ''], ['DELETE', `/${id}`]])
    assert.equal((await rest(method, `/api/rooms/${room.id}/hooks${path}`, undefined, carl.token)).status, 403, `${method} by a stranger`);
  assert.deepEqual((await rest('GET', `/api/rooms/${room.id}/hooks`)).body.hooks.map((hook) => [hook.name, hook.token]), [['Grafana', undefined]]);
  assert.equal((await rest('DELETE', `/api/rooms/${room.id}/hooks/${id}`)).status, 200);
  assert.equal((await call({ content: 'late' })).status, 404);
  assert.equal((await rest('PATCH', `/api/users/${userId}`, { disabled: true })).status, 404, 'nor is its account left');
  b.close();
});

test('a hook publishes what its maker may publish now', async () => {
  const maker = await server.register('mira');
  const room = await server.makeRoom(maker.token, { name: 'Mira' });
  const { hook } = (await rest('POST', `/api/rooms/${room.id}/hooks`, {}, maker.token)).body;
  const call = async (body) => (await fetch(hook.url, { method: 'POST', body: JSON.stringify(body) })).status;
  const make = (change) => rest('PATCH', `/api/users/${maker.user.id}`, change);
  assert.equal(await call({ channel: 'mira', data: 1 }), 200);
  assert.equal(await call({ channel: 'dashboard:metrics', data: 1 }), 403);
  await make({ role: 'guest' });
  assert.equal(await call({ channel: 'mira', data: 2 }), 403, 'of a guest');
  await make({ role: 'member' });
  assert.equal(await call({ channel: 'mira', data: 3 }), 200);
  await make({ disabled: true });
  assert.equal(await call({ channel: 'mira', data: 4 }), 403, 'of who is disabled');
  await make({ disabled: false });
  assert.equal(await call({ channel: 'mira', data: 5 }), 200);
  await rest('DELETE', `/api/users/${maker.user.id}`);
  assert.equal(await call({ channel: 'mira', data: 6 }), 403, 'of who was removed');
  assert.deepEqual((await rest('GET', '/api/channels/mira')).body.history.map((value) => value.data), [1, 3, 5]);
});
