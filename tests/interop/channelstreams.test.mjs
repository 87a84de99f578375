// Channels as Server-Sent Events, and what is more than is queued for a reader at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStream, startTeam, stream, wideServer } from './channeltools.mjs';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';

const { server, anna, ben, rest, post } = await startTeam();

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
  const s = stream(server.url + '/events/stream?channels=r1,r2,deep:*', anna.token);
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
  const resumed = stream(server.url + `/events/stream?channels=r1,r2,deep:*&lastEventId=${last}`, anna.token);
  await resumed.until(() => resumed.heard.length === 2);
  await post('r2', 7);
  await resumed.until(() => resumed.heard.length === 3);
  assert.deepEqual(resumed.heard.map((e) => e.type + e.data), ['update5', 'update6', 'update7']);
  resumed.source.close();
});

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
  const s = stream(server.url + `${path}?ticket=${ticket}`);
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

test('what a restarted server has not read again is not passed over', async () => {
  const folder = makeFolder();
  const first = await startServer({ folder });
  const { token } = await first.register('anna');
  const put = async (at, data) => (await first.call('POST', '/api/channels/well', { at, data }, token)).body.id;
  const known = await put(Date.now() - 3 * 3_600_000, 1);
  await put(Date.now() - 2 * 3_600_000, 2);
  await put(Date.now(), 3);
  await first.kill('SIGTERM');
  const again = await startServer({ folder });
  const reader = await readStream(`${again.url}/events/stream/well`, token, { lastEventId: known });
  const [event] = await reader.until((events) => events.length > 0);
  assert.equal(event.type, 'initial', 'the value of two hours ago is missing here');
  await reader.end();
  await again.stop();
});
