// Rules that speak in a room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTeam } from './channeltools.mjs';
import { ask, connect, next, startServer } from './hearthd.mjs';

const { server, anna, ben, rest, post } = await startTeam();

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
