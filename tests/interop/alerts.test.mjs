// Rules that speak in a room.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTeam } from './channeltools.mjs';
import { ask, connect, makeFolder, next, refusal, startServer } from './hearthd.mjs';

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

test('what is no matter of an alert changes nothing of it', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Yard', members: [ben.user.id] });
  const olga = await server.register('olga');
  const hers = await server.makeRoom(olga.token, { name: 'Hers' });
  const [a, b, o] = [anna, ben, olga].map(({ token }) => connect(server.url, token));
  for (const socket of [a, b]) await ask(socket, 'join:room', room.id);
  const heard = (mark) => new Promise((resolve) => {
    const hear = (m) => { if (m.content.startsWith(mark)) { b.off('message:updated', hear); resolve(m); } };
    b.on('message:updated', hear);
  });
  await post('pump', { bar: 1 });
  const said = next(b, 'message:new');
  const rule = { name: 'Pump', roomId: room.id, channel: 'pump', field: 'bar', condition: 'below', value: 2, clearAt: 3 };
  const { id } = (await rest('PUT', '/api/alerts', rule)).body.alert;
  const first = await said; // what is there already counts, too
  assert.match(first.content, /is 1, below 2/);
  const state = async () => {
    const { phase, acknowledgedBy } = (await rest('GET', '/api/alerts')).body.alerts.find((alert) => alert.id === id);
    return [phase, acknowledgedBy];
  };
  const react = (socket, emoji, on = true, messageId = first.id) => ask(socket, 'message:react', { roomId: room.id, messageId, emoji, on });

  assert.equal(await refusal(react(o, '✅')), 'access_denied');
  await react(b, '👍');
  assert.deepEqual(await state(), ['firing', undefined], 'neither a stranger nor another sign');
  assert.equal((await rest('PUT', '/api/alerts', { ...rule, id, roomId: hers.id }, olga.token)).status, 403);
  await react(b, '✅');
  await react(a, '✅');
  await react(b, '✅', false);
  await post('pump', { psi: 9 });
  await post('other', { bar: 9 });
  assert.deepEqual(await state(), ['firing', 'ben'], 'who was the first, by no other value');

  let over = heard('✅');
  await post('pump', { bar: 3 });
  assert.equal((await over).id, first.id);
  assert.deepEqual(await state(), ['quiet', undefined]);
  const again = next(b, 'message:new');
  await post('pump', { bar: 1.5 });
  const second = await again;
  assert.notEqual(second.id, first.id);
  assert.doesNotMatch(second.content, /taken it on/);
  await react(b, '✅');
  assert.deepEqual(await state(), ['firing', undefined], 'that was the one before');
  over = heard('✅');
  assert.equal((await rest('DELETE', `/api/alerts/${id}`)).status, 200);
  assert.equal((await over).id, second.id, 'a rule that is gone does not burn');
  assert.equal((await rest('PUT', '/api/alerts', { ...rule, channel: 'calm', clearAt: rule.value })).status, 201);
  for (const socket of [a, b, o]) socket.close();
});

test('absence counts from the start of the server, and it is said how long it lasted', async () => {
  const folder = makeFolder();
  let own = await startServer({ folder });
  const { token } = await own.register('mira');
  const room = await own.makeRoom(token, { name: 'Watch' });
  const put = (channel, forMs) => own.call('PUT', '/api/alerts', { name: channel, roomId: room.id, channel, condition: 'absent', forMs }, token);
  await put('quiet', 3_600_000);
  await own.kill('SIGKILL');
  own = await startServer({ folder });
  const socket = connect(own.url, token);
  await ask(socket, 'join:room', room.id);
  const said = async (channel, forMs) => {
    const message = new Promise((resolve) => socket.on('message:new', (m) => m.content.includes(`**${channel}**`) && resolve(m)));
    await put(channel, forMs);
    return message;
  };
  await said('soon', 1);
  await said('late', 1_000);
  const { messages } = (await own.call('GET', `/api/rooms/${room.id}/messages`, undefined, token)).body;
  assert.deepEqual(messages.map((m) => m.content.split('\n')), [['🔥 **soon**', '`soon` value: no value for 0 s'], ['🔥 **late**', '`late` value: no value for 1 s']]);
  const over = next(socket, 'message:updated');
  await own.post('soon', 1, token);
  assert.match((await over).content, /^✅ \*\*soon\*\*, over after [1-9]\d* s\n`soon` value is 1$/);
  socket.close();
  await own.stop();
});
