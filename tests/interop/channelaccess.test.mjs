// Who hears channels, and who no longer does: the gate holds for what is open, too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStream, startTeam, stream } from './channeltools.mjs';
import { ask, connect, next, refusal } from './hearthd.mjs';

const { server, ben, rest, post } = await startTeam({ args: ['--socketio-recovery-ms', '60000'] });
const put = (channel, value) => rest('POST', `/api/channels/${channel}`, { data: value });
const setRole = (person, role) => rest('PATCH', `/api/users/${person.user.id}`, { role });
const ended = (stream) => assert.rejects(stream.until(() => false), /the stream ended/);
// What a person's token and one of their channel tokens hear: streams by name and by pattern.
async function streamsOf(person, channel) {
  const { body } = await rest('POST', '/api/channel-tokens', { name: 'wall', read: [`${channel}*`] }, person.token);
  const streams = await Promise.all([person.token, body.token].flatMap((token) =>
    [`/events/stream/${channel}`, `/events/stream?channels=${channel}*`].map((path) => readStream(server.url + path, token))));
  await put(channel, 'heard');
  for (const stream of streams) await stream.until((events) => events.at(-1)?.data === 'heard');
  return streams;
}

test('who becomes a guest hears no channel any more, and a member does again', async () => {
  const b = connect(server.url, ben.token);
  const heard = [];
  for (const event of ['channel:update', 'dashboard:changed']) b.on(event, (data) => heard.push(data.data ?? event));
  await ask(b, 'subscribe', 'pump');
  const streams = await streamsOf(ben, 'pump');
  assert.deepEqual(heard, ['heard']);

  await setRole(ben, 'guest');
  await Promise.all(streams.map(ended));
  await put('pump', 'secret');
  await rest('PUT', '/api/dashboards', { name: 'secret', panels: [] });
  assert.equal(await refusal(ask(b, 'subscribe', 'pump')), 'access_denied');
  assert.equal(await refusal(ask(b, 'publish', { channel: 'pump', data: 1 })), 'access_denied');
  assert.deepEqual(heard, ['heard']);

  await setRole(ben, 'member');
  while (await ask(b, 'subscribe', 'pump').then(() => false, (error) => error.code === 'access_denied')) await new Promise((resolve) => setTimeout(resolve, 50));
  await put('pump', 'again');
  await rest('PUT', '/api/dashboards', { name: 'again', panels: [] });
  await ask(b, 'presence:get', []);
  assert.deepEqual(heard, ['heard', 'again', 'dashboard:changed']);
  b.close();
});

for (const [what, change] of [
  ['was disabled', (id) => rest('PATCH', `/api/users/${id}`, { disabled: true })],
  ['was removed', (id) => rest('DELETE', `/api/users/${id}`)],
]) {
  test(`the channel tokens of who ${what} hear nothing any more`, async () => {
    const person = await server.register(what.replace(' ', '-'));
    const streams = await streamsOf(person, 'oven');
    await rest('POST', '/api/logout', undefined, person.token); // no sign-in is left to be ended
    await Promise.all(streams.splice(0, 2).map(ended));
    await change(person.user.id);
    await Promise.all(streams.map(ended));
  });
}

test('who comes back for what was missed does not get what is no longer theirs', async () => {
  const carl = await server.register('carl');
  const c = connect(server.url, carl.token, { reconnection: false });
  const heard = [];
  for (const event of ['channel:update', 'dashboard:changed', 'room:added']) c.on(event, (data) => heard.push(data.data ?? event));
  await next(c, 'connect');
  await ask(c, 'subscribe', 'kiln');
  c.io.engine.close();
  await setRole(carl, 'guest');
  await rest('POST', '/api/rooms', { name: 'Guests', members: [carl.user.id] });
  await put('kiln', 'secret');
  await rest('PUT', '/api/dashboards', { name: 'secret', panels: [] });
  c.connect();
  await next(c, 'connect');
  assert.equal(c.recovered, true);
  await put('kiln', 'later');
  await rest('PUT', '/api/dashboards', { name: 'later', panels: [] });
  await ask(c, 'presence:get', []);
  assert.deepEqual(heard, ['room:added'], 'that they are in a room now');
  c.close();
});

test('who may not publish any more is refused at the write, before any socket has heard of it', async () => {
  const dora = await server.register('dora');
  const d = connect(server.url, dora.token);
  for (let i = 0; i < 5; i++) {
    await setRole(dora, 'member');
    while (await ask(d, 'publish', { channel: 'mine', data: 'hers' }).then(() => false, () => true)) await new Promise((resolve) => setTimeout(resolve, 50));
    await setRole(dora, 'guest');
    assert.equal(await refusal(ask(d, 'publish', { channel: 'mine', data: 'late' })), 'access_denied');
    assert.equal((await rest('DELETE', '/api/channels/mine', undefined, dora.token)).status, 403);
  }
  const { history } = (await rest('GET', '/api/channels/mine')).body;
  assert.ok(history.every((value) => value.data === 'hers'));
  d.close();
});

test('tokens for some channels', async () => {
  const ina = await server.register('ina');
  await post('oven', 1);
  const made = await rest('POST', '/api/channel-tokens', { name: 'the kilns', publish: ['kiln:*'], read: ['oven'] }, ina.token);
  assert.equal(made.status, 201);
  const { token, id } = made.body;
  assert.equal((await post('kiln:1', 5, token)).status, 201);
  assert.equal((await post('oven', 5, token)).status, 403);
  assert.match((await post('oven', 5, token)).body.error.message, /This token is not for the channel oven/);
  assert.equal((await rest('GET', '/api/channels/oven', undefined, token)).status, 200);
  assert.equal((await rest('GET', '/api/channels/kiln:1', undefined, token)).status, 403);
  assert.equal((await rest('GET', '/api/me', undefined, token)).status, 401, 'and nothing else');
  assert.equal((await rest('GET', '/api/rooms', undefined, token)).status, 401);
  assert.deepEqual((await rest('GET', '/api/channels', undefined, token)).body.channels.map((c) => c.channel), ['oven']);
  const s = stream(server.url + '/events/stream?channels=*', token);
  await s.until(() => s.heard.length === 1);
  assert.equal(s.heard[0].channel, 'oven');
  const ended = new Promise((resolve) => s.source.addEventListener('error', resolve, { once: true }));
  assert.equal((await rest('DELETE', `/api/channel-tokens/${id}`, undefined, (await server.register('cleo')).token)).status, 404, 'not another member');
  assert.equal((await rest('DELETE', `/api/channel-tokens/${id}`, undefined, ina.token)).status, 200);
  await ended;
  s.source.close();
  assert.equal((await post('kiln:1', 5, token)).status, 401);
  for (const body of [{ name: 'x' }, { name: 'x', read: ['a/b'] }, { read: ['a'] }, { name: 'x', publish: [''] }])
    assert.equal((await rest('POST', '/api/channel-tokens', body)).status, 400, JSON.stringify(body));
});
