// The names of the figures are the list that is in the repository, and Prometheus' own checker finds nothing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { ask, connect, refusal, startServer } from './hearthd.mjs';

let server, text;
before(async () => {
  server = await startServer();
  const { token } = await server.register('anna');
  const room = await server.makeRoom(token, { name: 'Hall' });
  const socket = connect(server.url, token);
  await ask(socket, 'join:room', room.id);
  await ask(socket, 'message:send', { roomId: room.id, content: 'hello' });
  // Somebody who breaks a rule of Socket.IO, and somebody who makes up a code.
  for (const last of [(ws) => ws.send('4x'), (ws) => ws.close(3210)]) {
    const ws = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    await new Promise((resolve) => ws.once('message', resolve));
    const closed = new Promise((resolve) => ws.once('close', resolve));
    last(ws);
    await closed;
  }
  socket.close();
  text = await (await fetch(`${server.url}/metrics`)).text();
});
after(() => server.stop());

test('the golden list of names', () => {
  const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`).sort();
  const golden = readFileSync(new URL('../server/metricnames.txt', import.meta.url), 'utf8').trim().split('\n');
  assert.deepEqual(names, golden, 'a name that others rely on has gone, or a new one is not in the list');
});

test('promtool finds nothing', () => {
  const check = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  assert.equal(check.status, 0, check.stdout + check.stderr);
  assert.equal((check.stdout + check.stderr).trim(), '');
});

test('without observing there are no histograms, and all else', async () => {
  const quiet = await startServer({ args: ['--metrics', 'off'] });
  const told = await (await fetch(`${quiet.url}/metrics`)).text();
  const names = (from) => [...from.matchAll(/^# TYPE (\S+) (?!histogram)/gm)].map(([, name]) => name);
  assert.deepEqual(names(told), names(text));
  assert.doesNotMatch(told, / histogram$/m);
  assert.match(told, /^hearth_loop_busy_seconds_total\{loop="0"\} 0$/m);
  await quiet.stop();
});

test('each limit of channels that somebody meets is counted by its name', async () => {
  const limits = { alerts: 1, dashboards: 1, hooks_per_room: 1, topics_per_stream: 1, panel_bytes: 1024, chart_bytes: 16384, channels_per_socket: 1 };
  const small = await startServer({ args: Object.entries(limits).flatMap(([name, n]) => [`--limits-${name.replaceAll('_', '-')}`, String(n)]) });
  try {
    const { token } = await small.register('anna');
    const room = await small.makeRoom(token, { name: 'Hall' });
    const call = async (method, path, body) => (await small.call(method, path, body, token)).status;
    const panel = { id: 'p', title: 'x', kind: 'line', series: [{ channel: 'kiln', field: '' }], text: 'x'.repeat(1024), x: 0, y: 0, w: 4, h: 3 };
    const meet = {
      alerts: () => call('PUT', '/api/alerts', { name: 'x', roomId: room.id, channel: 'kiln', condition: 'above', value: 1 }),
      dashboards: () => call('PUT', '/api/dashboards', { name: 'x', panels: [] }),
      hooks_per_room: () => call('POST', `/api/rooms/${room.id}/hooks`, {}),
    };
    for (const [name, act] of Object.entries(meet)) assert.deepEqual([await act(), await act()], [201, 429], name);
    assert.equal(await call('GET', '/events/stream?channels=a,b'), 429);
    assert.equal(await call('POST', `/api/rooms/${room.id}/messages`, { content: 'x', panel }), 413);
    const fields = Array.from({ length: 32 }, (_, i) => `kiln-${i}`.padEnd(60, '…'));
    const data = Object.fromEntries(fields.map((field, i) => [field, 0.123456789 + i]));
    for (let i = 0; i < 20; i += 5) {
      const points = Array.from({ length: 5 }, (_, k) => ({ at: Date.now() - 1000 * (i + k), data }));
      assert.equal((await small.post('kilns', { points }, token)).status, 201);
    }
    const wide = { id: 'p', title: 'x', kind: 'line', series: [{ channel: 'kilns', field: '' }], x: 0, y: 0, w: 4, h: 3 };
    assert.equal(await call('POST', `/api/rooms/${room.id}/messages`, { content: 'x', panel: wide }), 413);
    const socket = connect(small.url, token);
    await ask(socket, 'subscribe', 'a');
    assert.equal(await refusal(ask(socket, 'subscribe', 'b')), 'too_many');
    socket.close();
    const told = await (await fetch(`${small.url}/metrics`)).text();
    for (const name of Object.keys(limits)) assert.match(told, new RegExp(`^hearth_limit_refusals_total\\{limit="${name}"\\} 1$`, 'm'));
    assert.match(told, /^hearth_limit_refusals_total\{limit="fields_per_channel"\} 0$/m);
  } finally {
    await small.stop();
  }
});

test('what is queued for peers is none once they have it', async () => {
  // Ends, as a test does, in its time-out. A frame may be under way in the very turn of the answer.
  while (!/^hearth_send_queue_bytes\{loop="0"\} 0$/m.test(await (await fetch(`${server.url}/metrics`)).text())) await new Promise(setImmediate);
});

test('what happened is counted', () => {
  assert.match(text, /^hearth_messages_total 1$/m);
  assert.match(text, /^hearth_storage_commits_total [1-9]/m);
  assert.match(text, /^hearth_message_commit_seconds_count 1$/m);
  assert.match(text, /^hearth_message_flush_seconds_count 1$/m);
  assert.match(text, /^hearth_closes_total\{code="4005"\} 1$/m);
  assert.match(text, /^hearth_closes_total\{code="other"\} 1$/m);
  assert.match(text, /^hearth_drops_total\{reason="volatile"\} 0$/m);
  assert.match(text, /^hearth_loop_turns_total\{loop="0"\} [1-9]/m);
  assert.match(text, /^hearth_loop_busy_seconds_total\{loop="0"\} 0\.\d*[1-9]/m);
  assert.match(text, /^hearth_loop_streams\{loop="0"\} [1-9]/m);
  assert.match(text, /^process_resident_memory_bytes [1-9]/m);
});
