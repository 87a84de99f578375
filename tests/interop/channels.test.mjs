// Channels: values in by REST, lines, sockets and hooks; out by REST, Socket.IO and Server-Sent Events.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EventSource } from 'eventsource';
import { readStream } from './channelstreams.mjs';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';

let server, anna, ben, guest;
before(async () => {
  server = await startServer();
  anna = await server.register('anna');
  ben = await server.register('ben');
});
after(() => server.stop());

const rest = (method, path, body, token = anna.token) => server.call(method, path, body, token);
const post = (channel, body, token = anna.token) => fetch(`${server.url}/api/channels/${encodeURIComponent(channel)}`, {
  method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { authorization: `Bearer ${token}` },
}).then(async (response) => ({ status: response.status, body: await response.json() }));
const refusal = (promise) => promise.then(() => assert.fail('it was not refused'), (error) => error.code);

// A stream as npm's EventSource reads it.
function stream(path, token, at = server.url) {
  const heard = [];
  const source = new EventSource(at + path, { fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) } }) });
  for (const type of ['initial', 'update'])
    source.addEventListener(type, (e) => { heard.push({ type, id: e.lastEventId, ...JSON.parse(e.data) }); source.dispatchEvent(new Event('heard')); });
  const until = async (condition) => { while (!condition()) await new Promise((resolve) => source.addEventListener('heard', resolve, { once: true })); };
  return { source, heard, until, values: () => heard.filter((e) => e.type === 'update').map((e) => e.data) };
}

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

test('Server-Sent Events as the seed writes them', async () => {
  await post('oven', 1);
  const response = await fetch(`${server.url}/events/stream/oven`, { headers: { authorization: `Bearer ${anna.token}` } });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  assert.equal(response.headers.get('cache-control'), 'no-cache');
  assert.equal(response.headers.get('x-accel-buffering'), 'no');
  assert.equal(response.headers.get('connection'), 'keep-alive');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/event: initial\n/.test(text) || !text.endsWith('\n\n')) text += (await reader.read()).value;
  assert.match(text, /retry: 3000\n\n/);
  assert.deepEqual(JSON.parse(text.match(/data: (.*)\n/)[1]).data, 1);
  await reader.cancel();
  const login = await fetch(`${server.url}/api/login`, { method: 'POST', body: JSON.stringify({ username: 'anna', password: 'correct horse' }) });
  const cookie = login.headers.get('set-cookie');
  assert.match(cookie, /^hearth=[\w-]{43}; Path=\/events; HttpOnly; SameSite=Strict$/);
  const byCookie = await fetch(`${server.url}/events/stream/oven`, { headers: { cookie: cookie.split(';')[0] } });
  assert.equal(byCookie.status, 200, 'what a browser sends by itself');
  await byCookie.body.cancel();
  for (const path of ['/api/channels', '/api/channels/oven', '/api/dashboards', '/api/me', '/eventsother'])
    assert.notEqual((await fetch(server.url + path, { headers: { cookie: cookie.split(';')[0] } })).status, 200, `${path} by the streams' cookie`);
  for (const token of [undefined, 'wrong']) {
    const refused = await fetch(`${server.url}/events/stream/oven`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
    assert.equal(refused.status, 401);
    await refused.body.cancel();
  }
});

test('a stream resumes without loss, several channels on one', async () => {
  await post('r1', '"a"');
  const s = stream('/events/stream?channels=r1,r2,deep:*', anna.token);
  await s.until(() => s.heard.length >= 2);
  assert.deepEqual(s.heard.map((e) => [e.type, e.channel, e.data]), [['initial', 'r1', 'a'], ['initial', 'r2', null]]);
  await post('r2', 1);
  await post('deep:er', 2);
  await post('elsewhere', 3);
  await post('r1', 4);
  await s.until(() => s.values().length === 3);
  assert.deepEqual(s.values(), [1, 2, 4]);
  const last = s.heard.at(-1).id;
  s.source.close();
  await post('r1', 5);
  await post('deep:er', 6);
  const resumed = stream(`/events/stream?channels=r1,r2,deep:*&lastEventId=${last}`, anna.token);
  await resumed.until(() => resumed.heard.length === 2);
  await post('r2', 7);
  await resumed.until(() => resumed.heard.length === 3);
  assert.deepEqual(resumed.heard.map((e) => e.type + e.data), ['update5', 'update6', 'update7']);
  resumed.source.close();
});

// 30 channels of 300 values of a kilobyte: 9 MB. `last`: the highest id, the lowest is 9,000 below.
async function wideServer() {
  const own = await startServer({ args: ['--limits-channel-value-burst', '1000000'] });
  const { token } = await own.register('anna');
  const put = async (channel, points) => {
    const { status, body } = await own.call('POST', `/api/channels/${channel}`, { points: points.map((data) => ({ data })) }, token);
    assert.equal(status, 201, JSON.stringify(body));
    return Number(body.id);
  };
  const names = Array.from({ length: 30 }, (_, i) => `wide:${String(i).padStart(2, '0')}`);
  const last = Math.max(...await Promise.all(names.flatMap((name) => Array.from({ length: 6 }, () => put(name, Array(50).fill('x'.repeat(1000)))))));
  return { own, token, put, names, last };
}

test('a stream of more than is queued for a reader comes in portions, and loses nothing', async () => {
  const { own, token, put, names, last } = await wideServer();
  try {
    const first = last - names.length * 300;

    // Every channel begins, once; what comes meanwhile comes after.
    const all = await readStream(own.url + '/events/stream?channels=wide:*', token);
    await all.until((events) => events.length >= 1);
    const late = [];
    for (const name of [...names].reverse()) late.push(await put(name, ['late']));
    late.push(await put('wide:new', ['new']));
    await all.until((events) => events.at(-1)?.channel === 'wide:new');
    const initial = all.events.filter((event) => event.type === 'initial');
    assert.deepEqual(initial.map((event) => event.channel), names);
    assert.ok(initial.every((event) => event.history.length > 200));
    assert.deepEqual(initial.filter((event) => event.id).map((event) => event.channel), [names.at(-1)], 'a position once all have begun');
    const had = new Set(initial.flatMap((event) => event.history.map((value) => value.id)));
    const updates = all.events.filter((event) => event.type === 'update').map((event) => event.id);
    assert.deepEqual([...had, ...updates].map(Number).filter((id) => late.includes(id)).sort((a, b) => a - b), late, 'each once');
    assert.deepEqual(updates.map(Number), updates.map(Number).sort((a, b) => a - b));
    await all.end();

    // 9,000 values, 9 MB, of 30 channels in their order; and those that come meanwhile.
    const resumed = await readStream(own.url + '/events/stream?channels=wide:*', token, { lastEventId: String(first) });
    await resumed.until((events) => events.length >= 1);
    const latest = await put('wide:00', ['latest']);
    await resumed.until((events) => events.at(-1)?.id === String(latest));
    assert.deepEqual(resumed.events.map((event) => event.type + event.id), Array.from({ length: latest - first }, (_, i) => `update${first + 1 + i}`));
    await resumed.end();

    // Whoever leaves in between goes on there.
    const half = await readStream(own.url + '/events/stream?channels=wide:*', token, { lastEventId: String(first) });
    await half.until((events) => events.length >= 1000);
    await half.end();
    const rest = await readStream(own.url + '/events/stream?channels=wide:*', token, { lastEventId: half.events.at(-1).id });
    await rest.until((events) => events.at(-1)?.id === String(latest));
    assert.equal(half.events.length + rest.events.length, latest - first);
    await rest.end();
  } finally {
    await own.stop();
  }
});

for (const transport of ['websocket', 'polling']) {
  test(`subscriptions to more than is queued for a socket all begin, in their order (${transport})`, async () => {
    const { own, token, put, names } = await wideServer();
    try {
      const socket = connect(own.url, token, { transports: [transport], reconnection: false });
      const begun = [], late = [], ends = [];
      socket.on('disconnect', (reason) => ends.push(reason));
      socket.on('channel:initial', (event) => { begun.push(event.channel); assert.ok(event.history.length > 200); assert.equal(event.history.at(-1).data === 'late', late.includes(event.channel)); });
      socket.on('channel:update', (event) => { assert.ok(begun.includes(event.channel)); late.push(event.channel); });
      await next(socket, 'connect');
      const left = ask(socket, 'subscribe', names[29]);
      const all = [...names, names[3]].map((name) => ask(socket, 'subscribe', name));
      await ask(socket, 'unsubscribe', names[28]);
      await Promise.all([left, ...all]);
      await put(names[0], ['late']);
      if (!late.includes(names[0])) await next(socket, 'channel:update');
      // Who asks again hears the beginning again, but nothing twice that is still to begin.
      assert.deepEqual(begun, [names[29], ...names.slice(0, 28), names[29]]);
      assert.deepEqual(ends, []);
      socket.close();
    } finally {
      await own.stop();
    }
  });
}

test('tickets, and 204 once the channel is gone', async () => {
  await post('gone', 1);
  const path = '/events/stream/gone';
  const { ticket } = (await rest('POST', '/api/tickets', { path })).body;
  const s = stream(`${path}?ticket=${ticket}`);
  await s.until(() => s.heard.length === 1);
  const { id } = s.heard[0];
  const closed = new Promise((resolve) => s.source.addEventListener('error', resolve, { once: true }));
  assert.equal((await rest('DELETE', '/api/channels/gone', undefined, ben.token)).status, 403);
  assert.equal((await rest('DELETE', '/api/channels/gone')).status, 200);
  await closed;
  s.source.close();
  const after = await fetch(server.url + path, { headers: { authorization: `Bearer ${anna.token}`, 'last-event-id': id } });
  assert.equal(after.status, 204);
  assert.equal((await rest('DELETE', '/api/channels/gone')).status, 404);
});

test('tokens for some channels', async () => {
  const made = await rest('POST', '/api/channel-tokens', { name: 'the kilns', publish: ['kiln:*'], read: ['oven'] }, ben.token);
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
  const s = stream('/events/stream?channels=*', token);
  await s.until(() => s.heard.length === 1);
  assert.equal(s.heard[0].channel, 'oven');
  const ended = new Promise((resolve) => s.source.addEventListener('error', resolve, { once: true }));
  assert.equal((await rest('DELETE', `/api/channel-tokens/${id}`, undefined, (await server.register('carl')).token)).status, 404, 'not another member');
  assert.equal((await rest('DELETE', `/api/channel-tokens/${id}`, undefined, ben.token)).status, 200);
  await ended;
  s.source.close();
  assert.equal((await post('kiln:1', 5, token)).status, 401);
  for (const body of [{ name: 'x' }, { name: 'x', read: ['a/b'] }, { read: ['a'] }, { name: 'x', publish: [''] }])
    assert.equal((await rest('POST', '/api/channel-tokens', body)).status, 400, JSON.stringify(body));
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
  const s = stream(`/events/stream/kept?lastEventId=${ids[47]}`, token, own.url);
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

const panelOf = (...series) => ({ id: 'p', title: 'Kiln', kind: 'line', series: series.map(([channel, field]) => ({ channel, field })), unit: '°C', x: 0, y: 0, w: 4, h: 3 });

test('a chart in the conversation, as it was then', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Talk', members: [ben.user.id] });
  const [a, b] = [connect(server.url, anna.token), connect(server.url, ben.token)];
  await ask(b, 'join:room', room.id);
  const say = async (message) => {
    const heard = next(b, 'message:new');
    const ack = await ask(a, 'message:send', { roomId: room.id, content: '', ...message });
    const said = await heard;
    assert.equal(said.id, ack.id);
    return said;
  };
  const now = Date.now();
  await post('oven:1', { points: Array.from({ length: 700 }, (_, i) => ({ at: now - 700_000 + i * 1000, data: { temp: i === 333 ? 999.5 : i % 7, state: 'ok', fan: true } })) });
  const panel = panelOf(['oven:1', 'temp'], ['oven:1', ''], ['nothing', 'x']);
  const message = await say({ panel, clientId: 'chart-1' });
  assert.equal(message.content, 'Kiln: temp 6 °C, fan 1 °C, temp 6 °C');
  const { chart } = message;
  assert.deepEqual(chart.panel, panel);
  assert.deepEqual(chart.series.map((s) => [s.channel, s.field, s.label]), [['oven:1', 'temp', 'temp'], ['oven:1', 'fan', 'fan'], ['oven:1', 'temp', 'temp'], ['nothing', 'x', 'x']]);
  const { points } = chart.series[0];
  assert.ok(points.length <= 300 && points.length > 250, `${points.length}`);
  assert.deepEqual(points.at(-1), [now - 1000, 6], 'the newest');
  assert.ok(points.some(([at, value]) => at === now - 700_000 + 333_000 && value === 999.5), 'what stood out');
  assert.deepEqual(points.map(([at]) => at), points.map(([at]) => at).sort((x, y) => x - y));
  assert.deepEqual(chart.series[3].points, []);
  assert.equal(chart.until, message.createdAt);
  assert.equal(chart.from, chart.until - 3_600_000);
  assert.ok(JSON.stringify(chart).length <= 32 * 1024);

  // It is what it was, whatever comes after, and whoever asks.
  await post('oven:1', { temp: 5000 });
  const again = await ask(a, 'message:send', { roomId: room.id, content: '', panel, clientId: 'chart-1' });
  assert.equal(again.id, message.id);
  await ask(a, 'message:edit', { roomId: room.id, messageId: message.id, content: 'look at 333' });
  const history = async () => (await rest('GET', `/api/rooms/${room.id}/messages`, undefined, ben.token)).body.messages;
  const [stored] = await history();
  assert.deepEqual([stored.content, stored.chart], ['look at 333', chart]);
  const recovered = await ask(b, 'recover', { rooms: { [room.id]: '0' }, since: 0 });
  assert.deepEqual(recovered.messages.map((m) => m.chart), [chart]);
  const { id } = (await rest('POST', `/api/rooms/${room.id}/messages`, { content: 'mine', panel: { ...panel, series: [{ channel: 'oven:1', field: 'temp', label: 'the oven' }], rangeMs: 60_000 } })).body;
  const posted = (await history()).find((m) => m.id === id);
  assert.deepEqual([posted.content, posted.chart.series[0].label, posted.chart.series[0].points.at(-1)[1]], ['mine', 'the oven', 5000]);
  assert.equal((await say({ content: 'two words', panel: panelOf(['nothing', 'x']) })).content, 'two words');
  assert.equal((await say({ panel: { ...panelOf(['nothing', 'x']), title: '' } })).content, 'nothing: no value yet');

  for (const [change, code] of [[{ kind: 'log' }, 'invalid_request'], [{ kind: 'text' }, 'invalid_request'], [{ series: [] }, 'invalid_request'], [{ series: [{ channel: 'a/b', field: '' }] }, 'invalid_request'],
    [{ text: 'x'.repeat(9000) }, 'too_large'], [{ more: 1 }, 'invalid_request'], [{ min: 'low' }, 'invalid_request']])
    assert.equal(await refusal(ask(a, 'message:send', { roomId: room.id, content: 'x', panel: { ...panel, ...change } })), code, JSON.stringify(change).slice(0, 60));
  assert.equal(await refusal(ask(a, 'message:send', { roomId: room.id, content: '' })), 'invalid_request');

  const deleted = next(b, 'message:deleted');
  await ask(a, 'message:delete', { roomId: room.id, messageId: message.id });
  await deleted;
  assert.equal((await history()).find((m) => m.id === message.id).chart, undefined);
  a.close();
  b.close();
});

test('a chart of many lines is bounded, one of a month goes back that far', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Long' });
  const now = Date.now();
  const many = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`field-${i}`, 0.1234567890123]));
  for (let from = 0; from < 400; from += 50)
    assert.equal((await post('wide', { points: Array.from({ length: 50 }, (_, i) => ({ at: now - 400_000 + (from + i) * 1000, data: many })) })).status, 201);
  const send = async (panel) => {
    const { body } = await rest('POST', `/api/rooms/${room.id}/messages`, { content: '', panel });
    return (await rest('GET', `/api/rooms/${room.id}/messages`)).body.messages.find((m) => m.id === body.id)?.chart ?? body.error;
  };
  const wide = await send(panelOf(['wide', '']));
  assert.equal(wide.series.length, 32);
  assert.ok(wide.series.every((s) => s.points.length >= 14 && s.points.at(-1)[0] === now - 1000));
  assert.ok(JSON.stringify(wide).length <= 32 * 1024);
  assert.equal((await send(panelOf(...Array.from({ length: 32 }, (_, i) => ['wide', `field-${i}`.padEnd(84, '…')])))).code, 'too_large');

  const hour = 3_600_000;
  await post('old', { points: Array.from({ length: 200 }, (_, i) => ({ at: now - (200 - i) * hour, data: i })) });
  // Until the server has put them into its minutes, which it does now and then.
  const kept = async () => (await rest('GET', `/api/channels/old?from=${now - 300 * hour}&points=300`)).body.series[0]?.points.length ?? 0;
  while (await kept() < 200) await new Promise((resolve) => setTimeout(resolve, 250));
  const long = await send({ ...panelOf(['old', 'value']), rangeMs: 100 * hour });
  const { points } = long.series[0];
  assert.ok(points.length > 90 && points.length <= 101, `${points.length}`);
  assert.ok(points[0][0] >= now - 101 * hour);
  assert.deepEqual([points[0][1], points.at(-1)[1]], [200 - points.length, 199]);

  // More charts than one frame may hold: they come one answer after the other, and nobody is cut.
  for (let i = 0; i < 34; i++) await send(panelOf(['wide', '']));
  const a = connect(server.url, anna.token);
  a.on('disconnect', (why) => assert.fail(why));
  const known = { [room.id]: '0' };
  let seen = 0, answers = 0;
  for (let more = true; more; answers++) {
    const answer = await ask(a, 'recover', { rooms: known, since: 0 });
    assert.ok(answer.messages.every((m) => m.chart));
    seen += answer.messages.length;
    known[room.id] = answer.messages.at(-1).id;
    ({ more } = answer);
  }
  assert.equal(seen, 36);
  assert.ok(answers > 1, `${answers}`);
  a.removeAllListeners('disconnect');
  a.close();
});

test('charts are counted as what they are where one is told what was missed', async () => {
  const own = await startServer({ args: ['--limits-send-queue-bytes', '65536'] });
  try {
    const { token } = await own.register('anna');
    const room = await own.makeRoom(token, { name: 'Charts' });
    const panel = { ...panelOf(['nothing', 'x']), text: 'x'.repeat(7_500) };
    for (let i = 0; i < 10; i++) assert.equal((await own.call('POST', `/api/rooms/${room.id}/messages`, { content: `${i}`, panel }, token)).status, 201);
    const socket = connect(own.url, token, { reconnection: false });
    const known = { [room.id]: '0' }, seen = [];
    for (let more = true; more;) {
      const answer = await ask(socket, 'recover', { rooms: known, since: 0 });
      assert.ok(JSON.stringify(answer).length < 40_000);
      seen.push(...answer.messages.map((m) => m.content));
      known[room.id] = answer.messages.at(-1).id;
      ({ more } = answer);
    }
    assert.deepEqual(seen, Array.from({ length: 10 }, (_, i) => `${i}`));
    socket.close();
  } finally {
    await own.stop();
  }
});

test('who may not read channels may not show them', async () => {
  guest ??= await server.register('gerd');
  await rest('PATCH', `/api/users/${guest.user.id}`, { role: 'guest' });
  const room = await server.makeRoom(anna.token, { name: 'Guests', members: [guest.user.id] });
  await post('secret', 42);
  const g = connect(server.url, guest.token);
  await ask(g, 'join:room', room.id);
  assert.equal(await refusal(ask(g, 'message:send', { roomId: room.id, content: 'x', panel: panelOf(['secret', 'value']) })), 'access_denied');
  assert.equal((await rest('POST', `/api/rooms/${room.id}/messages`, { content: 'x', panel: panelOf(['secret', 'value']) }, guest.token)).status, 403);
  const tooMany = panelOf(...Array.from({ length: 32 }, (_, i) => ['secret', `field-${i}`.padEnd(84, '…')]));
  assert.equal(await refusal(ask(g, 'message:send', { roomId: room.id, content: 'x', panel: tooMany })), 'access_denied', 'before anything is read');
  assert.deepEqual((await rest('GET', `/api/rooms/${room.id}/messages`)).body.messages, []);
  const heard = next(g, 'message:new');
  await rest('POST', `/api/rooms/${room.id}/messages`, { content: '', panel: panelOf(['secret', 'value']) });
  assert.equal((await heard).content, 'Kiln: 42 °C', 'what somebody shows is seen');
  g.close();
});

test('an alert speaks once, is taken on, and recovers in the same message', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Watch', members: [ben.user.id] });
  const b = connect(server.url, ben.token);
  await ask(b, 'join:room', room.id);
  const rule = { name: 'Kiln too hot', roomId: room.id, channel: 'hot', field: 'temp', condition: 'above', value: 900, clearAt: 850 };
  const made = await rest('PUT', '/api/alerts', rule);
  assert.equal(made.status, 201);
  const { id } = made.body.alert;
  for (const temp of [700, 800]) await post('hot', { temp });
  const [said, notified] = [next(b, 'message:new'), next(b, 'notification')];
  await post('hot', { temp: 905 });
  const message = await said;
  const { type, messageId } = await notified;
  assert.deepEqual([type, messageId], ['alert', message.id], 'also for who hears of mentions only');
  assert.match(message.content, /^🔥 \*\*Kiln too hot\*\*\n`hot` temp is 905, above 900\n`[▁-█]+`$/);
  assert.equal(message.username, 'alerts');
  assert.deepEqual((await ask(b, 'join:room', room.id)).members.map((member) => member.username), ['anna', 'ben']);
  assert.deepEqual(message.chart.series.map((s) => s.points.map(([, value]) => value)), [[700, 800, 905]]);
  assert.deepEqual([message.chart.panel.title, message.chart.panel.thresholds], ['Kiln too hot', [{ value: 900, level: 'critical' }]]);
  const taken = next(b, 'message:updated');
  await ask(b, 'message:react', { roomId: room.id, messageId: message.id, emoji: '✅', on: true });
  assert.match((await taken).content, /\nben has taken it on$/);
  b.on('message:new', (m) => assert.fail(`a second message: ${m.content}`));
  await post('hot', { temp: 950 });
  await post('hot', { temp: 870 }); // between the lines: it goes on
  assert.equal((await rest('GET', '/api/alerts')).body.alerts.find((a) => a.id === id).phase, 'firing');
  const over = next(b, 'message:updated');
  await post('hot', { temp: 850 });
  const update = await over;
  assert.equal(update.id, message.id);
  assert.match(update.content, /^✅ \*\*Kiln too hot\*\*, over after \d+ s\n`hot` temp is 850; the worst was 950/);
  assert.deepEqual((await rest('GET', `/api/rooms/${room.id}/messages`)).body.messages.map((m) => m.chart), [message.chart], 'the chart stays that of the fire');

  const stranger = await server.register('emil');
  assert.deepEqual((await rest('GET', '/api/alerts', undefined, stranger.token)).body.alerts, []);
  assert.equal((await rest('PUT', '/api/alerts', { ...rule, id }, stranger.token)).status, 403);
  const private_ = await server.makeRoom(anna.token, { name: 'Attic', private: true });
  assert.equal((await rest('PUT', '/api/alerts', { ...rule, roomId: private_.id }, stranger.token)).status, 403);
  assert.equal((await rest('DELETE', `/api/alerts/${id}`, undefined, stranger.token)).status, 404);
  for (const bad of [{ value: undefined }, { clearAt: 950 }, { channel: 'a/b' }, { condition: 'odd' }, { value: 'x' }, { condition: 'absent' }])
    assert.equal((await rest('PUT', '/api/alerts', { ...rule, ...bad })).status, 400, JSON.stringify(bad));
  assert.equal((await rest('DELETE', `/api/alerts/${id}`)).status, 200);
  b.close();
});

test('alerts that come all at once are all said, and notify by one\'s level', async () => {
  const slow = await startServer({ args: ['--limits-message-burst', '1', '--limits-messages-per-second', '2'] });
  const [mira, jo] = [await slow.register('mira'), await slow.register('jo')];
  await slow.register('alerts'); // somebody may be called so
  const room = await slow.makeRoom(mira.token, { name: 'Watch', members: [jo.user.id] });
  assert.equal((await slow.call('PUT', `/api/rooms/${room.id}/notifications`, { level: 'none' }, jo.token)).status, 200);
  const socket = connect(slow.url, jo.token);
  await ask(socket, 'join:room', room.id);
  socket.on('notification', (n) => assert.fail(`nobody asked for ${n.type}`));
  const names = ['first', 'second', 'third'];
  for (const name of names)
    await slow.call('PUT', '/api/alerts', { name, roomId: room.id, channel: 'hot', field: 'value', condition: 'above', value: 1 }, mira.token);
  const heard = (event, mark) => new Promise((resolve) => {
    const titles = new Set();
    socket.on(event, (m) => m.content.startsWith(mark) && titles.add(m.content.split('**')[1]).size === names.length && resolve([...titles].sort()));
  });
  const [fired, over] = [heard('message:new', '🔥'), heard('message:updated', '✅')];
  await slow.call('POST', '/api/channels/hot', 2, mira.token);
  assert.deepEqual(await fired, [...names].sort());
  await slow.call('POST', '/api/channels/hot', 0, mira.token);
  assert.deepEqual(await over, [...names].sort(), 'nor does one burn for ever');
  const { notifications } = (await slow.call('GET', '/api/notifications', undefined, mira.token)).body;
  const alarms = notifications.filter((n) => n.type === 'alert');
  assert.deepEqual([alarms.length, new Set(alarms.map((n) => n.username)).size], [names.length, 1]);
  assert.match(alarms[0].username, /^alerts-/);
  socket.close();
  await slow.stop();
});

test('dashboards: made, changed, not overwritten, seen by a token for their channels', async () => {
  const socket = connect(server.url, ben.token);
  await next(socket, 'connect');
  const panel = { id: 'p1', title: 'Kiln', kind: 'line', series: [{ channel: 'kiln', field: 'temp' }], thresholds: [{ value: 900.5, level: 'critical' }], x: 0, y: 0, w: 6, h: 3 };
  const heard = next(socket, 'dashboard:changed');
  const made = await rest('PUT', '/api/dashboards', { name: 'Workshop', panels: [panel] });
  assert.equal(made.status, 201);
  const { dashboard } = made.body;
  assert.deepEqual(await heard, { id: dashboard.id, version: 1 });
  assert.deepEqual(dashboard.panels, [panel]);
  const changed = await rest('PUT', '/api/dashboards', { id: dashboard.id, name: 'Workshop 2', panels: [], version: 1 }, ben.token);
  assert.equal(changed.body.dashboard.version, 2);
  const late = await rest('PUT', '/api/dashboards', { id: dashboard.id, name: 'Mine', panels: [panel], version: 1 });
  assert.deepEqual([late.status, late.body.error.code], [409, 'conflict']);
  await rest('PUT', '/api/dashboards', { id: dashboard.id, name: 'Workshop', panels: [panel] });
  const { token } = (await rest('POST', '/api/channel-tokens', { name: 'wall', read: ['kiln'] })).body;
  assert.deepEqual((await rest('GET', '/api/dashboards', undefined, token)).body.dashboards.map((d) => d.name), ['Workshop']);
  const other = (await rest('POST', '/api/channel-tokens', { name: 'wall', read: ['oven'] })).body;
  assert.deepEqual((await rest('GET', '/api/dashboards', undefined, other.token)).body.dashboards, []);
  assert.equal((await rest('GET', `/api/dashboards/${dashboard.id}`, undefined, other.token)).status, 404);
  assert.equal((await rest('PUT', '/api/dashboards', { name: 'x', panels: [] }, token)).status, 401);
  for (const bad of [{ x: 8 }, { kind: 'pie' }, { w: 13 }, { series: [{}] }, { thresholds: [{ value: 'x', level: 'warning' }] }])
    assert.equal((await rest('PUT', '/api/dashboards', { name: 'x', panels: [{ ...panel, ...bad }] })).status, 400, JSON.stringify(bad));
  assert.equal((await rest('PUT', '/api/dashboards', { name: 'x', panels: [panel, panel] })).status, 400);
  assert.equal((await rest('DELETE', `/api/dashboards/${dashboard.id}`)).status, 200);
  assert.equal((await rest('GET', `/api/dashboards/${dashboard.id}`)).status, 404);
  socket.close();
});
