// Channels: values in by REST, lines and sockets; out by REST and Socket.IO. Streams, charts, hooks, alerts and
// dashboards have files of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTeam, stream } from './channeltools.mjs';
import { ask, connect, makeFolder, next, refusal, startServer } from './hearthd.mjs';

const { server, anna, ben, rest, post } = await startTeam();

test('one curl to the first chart', async () => {
  assert.equal((await rest('GET', '/api/channels/kiln')).status, 404);
  const first = await post('kiln', { temp: 20.5, state: 'cold' });
  assert.equal(first.status, 201);
  assert.match(first.body.id, /^\d+$/);
  await post('kiln', { data: 7 });
  await post('kiln', { points: [{ at: first.body.at - 5000, data: 1 }, { data: [1, 2] }] });
  const { body } = await rest('GET', '/api/channels/kiln');
  assert.equal(body.channel, 'kiln');
  assert.deepEqual(body.data, [1, 2]);
  assert.deepEqual(body.history.map((value) => value.data), [1, { state: 'cold', temp: 20.5 }, 7, [1, 2]], 'in the order of their times');
  assert.equal(body.history[1].at, first.body.at);
  const list = (await rest('GET', '/api/channels')).body.channels;
  assert.deepEqual(list.filter((c) => c.channel === 'kiln').map((c) => c.data), [[1, 2]]);
  assert.ok(list.some((c) => c.channel === 'dashboard:metrics'));
});

test('InfluxDB lines are values', async () => {
  const now = Date.now();
  assert.equal((await post('cpu', `cpu,host=a usage=12.5,load=3i ${now - 1000}000000\ncpu,host=b usage=1 ${now - 1000}000000`)).status, 201);
  const { body } = await rest('GET', '/api/channels/cpu');
  assert.deepEqual(body.data, { 'a.load': 3, 'a.usage': 12.5, 'b.usage': 1 });
  assert.equal(body.history[0].at, now - 1000);
  const bad = await post('cpu', 'cpu usage=1\ncpu usage=NaN');
  assert.equal(bad.status, 400);
  assert.match(bad.body.error.message, /^line 2: expected a finite number/);
});

test('Socket.IO: subscribe, publish, unsubscribe', async () => {
  const [a, b] = [connect(server.url, anna.token), connect(server.url, ben.token)];
  const initial = next(a, 'channel:initial');
  assert.deepEqual(await ask(a, 'subscribe', 'pump'), { ok: true });
  assert.deepEqual(await initial, { channel: 'pump', data: null, history: [] });
  const update = next(a, 'channel:update');
  const { id, at } = await ask(b, 'publish', { channel: 'pump', data: { on: true } });
  assert.deepEqual(await update, { channel: 'pump', id, at, data: { on: true } });
  const again = next(b, 'channel:initial');
  await ask(b, 'subscribe', 'pump');
  assert.deepEqual(await again, { channel: 'pump', data: { on: true }, history: [{ id, at, data: { on: true } }] });
  await ask(a, 'unsubscribe', 'pump');
  a.on('channel:update', () => assert.fail('after unsubscribe'));
  const bens = next(b, 'channel:update');
  await ask(a, 'publish', { channel: 'pump', data: 2 });
  assert.equal((await bens).data, 2);
  for (const name of ['a/b', '', 'x'.repeat(101), 'a\nb', 'a b']) assert.equal(await refusal(ask(a, 'subscribe', name)), 'invalid_request', JSON.stringify(name));
  assert.equal(await refusal(ask(a, 'publish', { channel: 'dashboard:metrics', data: 1 })), 'access_denied');
  assert.equal(await refusal(ask(a, 'publish', { channel: 'pump', data: 1, at: 5 })), 'invalid_request');
  a.close();
  b.close();
});

test('bad input is refused, and nothing changes', async () => {
  await post('calm', 1);
  const now = Date.now();
  const cases = [
    ['calm', 'NaN', 400], ['calm', '-Infinity', 400], ['calm', '1e999', 400], ['calm', '{"a":1', 400], ['calm', '', 400],
    ['calm', '{"a":1,"a":2}', 400], ['calm', '"\\u0000"', 400], ['calm', '['.repeat(100) + ']'.repeat(100), 400],
    ['calm', { data: 1, at: now + 3_600_000 }, 400], ['calm', { data: 1, at: 5 }, 400], ['calm', { points: [] }, 400],
    ['calm', { points: Array.from({ length: 1001 }, () => ({ data: 1 })) }, 400], ['calm', JSON.stringify('x'.repeat(70_000)), 413],
    ['a/b', 1, 404], ['a*', 1, 400], ['x'.repeat(101), 1, 400], ['a\u0007', 1, 400], ['x'.repeat(9_000), 1, 413], ['dashboard:mine', 1, 403],
  ];
  for (const [channel, body, status] of cases) {
    const answer = await fetch(`${server.url}/api/channels/${channel.includes('/') ? channel : encodeURIComponent(channel)}`,
      { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { authorization: `Bearer ${anna.token}` } });
    assert.equal(answer.status, status, `${channel.slice(0, 20)} ${JSON.stringify(body).slice(0, 60)}: ${await answer.text()}`);
  }
  assert.equal((await rest('GET', '/api/channels/calm')).body.history.length, 1);
  for (const query of ['points=0', 'points=x', 'from=-1', 'to=x']) assert.equal((await rest('GET', `/api/channels/calm?${query}`)).status, 400, query);
});

test('a person has a bounded number of channels', async () => {
  const small = await startServer({ args: ['--limits-channels-per-user', '3', '--limits-channel-values-per-second', '1', '--limits-channel-value-burst', '20'] });
  try {
    const { token } = await small.register('anna');
    const put = (channel) => small.call('POST', `/api/channels/${channel}`, 1, token);
    for (const name of ['a', 'b', 'c']) assert.equal((await put(name)).status, 201);
    const refused = await put('d');
    assert.equal(refused.status, 429);
    assert.match(refused.body.error.message, /At most 3 channels of one person/);
    assert.equal((await put('a')).status, 201, 'those that are there go on');
    let last;
    for (let i = 0; i < 30; i++) last = await put('a');
    assert.equal(last.body.error.code, 'rate_limited');
  } finally {
    await small.stop();
  }
});

test('what was acknowledged is there after kill -9, and a stream goes on', async () => {
  const folder = makeFolder();
  let own = await startServer({ folder });
  const { token } = await own.register('anna');
  const put = (value) => own.call('POST', '/api/channels/kept', value, token);
  const ids = [];
  for (let i = 0; i < 50; i++) ids.push((await put(i)).body.id);
  await own.kill('SIGKILL');
  own = await startServer({ folder });
  const { body } = await own.call('GET', '/api/channels/kept', undefined, token);
  assert.deepEqual(body.history.map((value) => value.data), [...Array(50).keys()]);
  assert.deepEqual(body.history.map((value) => value.id), ids);
  const s = stream(own.url + `/events/stream/kept?lastEventId=${ids[47]}`, token);
  await put(50);
  await s.until(() => s.heard.length === 3);
  assert.deepEqual(s.values(), [48, 49, 50]);
  s.source.close();
  await own.stop();
});

test('the server tells of itself', async () => {
  const socket = connect(server.url, anna.token);
  const initial = next(socket, 'channel:initial');
  await ask(socket, 'subscribe', 'dashboard:metrics');
  const { data } = await initial;
  for (const key of ['connections', 'messages', 'cpu', 'memoryBytes']) assert.equal(typeof data[key], 'number', key);
  let update;
  do update = await next(socket, 'channel:update'); while (update.data.connections < 1); // it was measured before
  socket.close();
});
