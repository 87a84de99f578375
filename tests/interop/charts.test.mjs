// Charts in the conversation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panelOf, startTeam } from './channeltools.mjs';
import { ask, connect, next, refusal, startServer } from './hearthd.mjs';

const { server, anna, ben, rest, post } = await startTeam();

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

test('what one says in a room keeps its order, charts among it', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Order' });
  const a = connect(server.url, anna.token);
  await ask(a, 'join:room', room.id);
  await post('kiln', 21.5);
  const panels = [panelOf(['kiln', 'value']), undefined, { ...panelOf(['kiln', 'value']), rangeMs: 30 * 86_400_000 }, undefined, panelOf(['kiln', 'value'])];
  const sent = panels.map((panel, i) => ask(a, 'message:send', { roomId: room.id, content: String(i), ...(panel && { panel }) }));
  const refused = ask(a, 'message:send', { roomId: room.id, content: 'x', panel: { ...panelOf(['kiln', 'value']), kind: 'log' } });
  sent.push(ask(a, 'message:send', { roomId: room.id, content: '5' }));
  assert.equal(await refusal(refused), 'invalid_request');
  assert.deepEqual((await Promise.all(sent)).map((ack) => ack.seq), [1, 2, 3, 4, 5, 6]);
  a.close();
});

test('who may not read channels may not show them', async () => {
  const guest = await server.register('gerd');
  await rest('PATCH', `/api/users/${guest.user.id}`, { role: 'guest' });
  const room = await server.makeRoom(anna.token, { name: 'Guests', members: [guest.user.id] });
  await post('secret', 42);
  const g = connect(server.url, guest.token);
  await ask(g, 'join:room', room.id);
  assert.equal(await refusal(ask(g, 'message:send', { roomId: room.id, content: 'x', panel: panelOf(['secret', 'value']) })), 'access_denied');
  assert.equal((await rest('POST', `/api/rooms/${room.id}/messages`, { content: 'x', panel: panelOf(['secret', 'value']) }, guest.token)).status, 403);
  // Nor does a guest learn how large a channel is: nothing is read before the gate was asked.
  const fields = Array.from({ length: 32 }, (_, i) => `field-${i}`.padEnd(60, '…'));
  const data = Object.fromEntries(fields.map((field) => [field, 0.1234567890123]));
  for (let i = 0; i < 4; i++) assert.equal((await post('secret', { points: Array(5).fill({ data }) })).status, 201);
  const tooMuch = { content: 'x', panel: panelOf(...fields.map((field) => ['secret', field])) };
  assert.equal((await rest('POST', `/api/rooms/${room.id}/messages`, tooMuch)).body.error.code, 'too_large');
  assert.equal(await refusal(ask(g, 'message:send', { roomId: room.id, ...tooMuch })), 'access_denied');
  assert.deepEqual((await rest('GET', `/api/rooms/${room.id}/messages`)).body.messages, []);
  const heard = next(g, 'message:new');
  await rest('POST', `/api/rooms/${room.id}/messages`, { content: '', panel: panelOf(['secret', 'value']) });
  assert.equal((await heard).content, 'Kiln: 42 °C', 'what somebody shows is seen');
  g.close();
});
