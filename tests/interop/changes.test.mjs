// What becomes of a message: edits, deletions, reactions, pins and replies, by events and by REST, and for whom it was away.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';

let server, owner, anna, ben, room, a, b;
before(async () => {
  server = await startServer({ args: ['--limits-messages-per-second', '0', '--limits-events-per-second', '0'] });
  owner = await server.register('owner');
  anna = await server.register('anna');
  ben = await server.register('ben');
  room = await server.makeRoom(anna.token, { name: 'Workshop', private: true, members: [ben.user.id, owner.user.id] });
  [a, b] = [await inRoom(anna), await inRoom(ben)];
});
after(async () => {
  a.close();
  b.close();
  await server.stop();
});

async function inRoom(person) {
  const socket = connect(server.url, person.token);
  await ask(socket, 'join:room', room.id);
  return socket;
}
let said = 0;
const say = (socket, more = {}) => ask(socket, 'message:send', { roomId: room.id, content: `text ${++said}`, ...more });
const change = (socket, event, messageId, more = {}) => ask(socket, `message:${event}`, { roomId: room.id, messageId, ...more });
const rest = (method, path, token, body) => server.call(method, `/api/rooms/${room.id}/${path}`, body, token);
const stored = async (id) => (await rest('GET', 'messages', anna.token)).body.messages.find((m) => m.id === id);
const refusal = (promise) => promise.then(() => assert.fail('it was not refused'), (error) => [error.code, error.message]);
// What both hear of the next change.
async function heard(event, act) {
  const both = [next(a, event), next(b, event)];
  const ack = await act();
  const [one, other] = await Promise.all(both);
  assert.deepEqual(one, other);
  assert.equal(one.changeSeq, ack.changeSeq);
  return [one, ack];
}

test('each change is acked with its number and heard by everybody', async () => {
  const { changeSeq: start } = await ask(a, 'join:room', room.id);
  const { id, seq } = await say(a);
  const place = { id, roomId: room.id, seq };
  const [updated, ack] = await heard('message:updated', () => change(a, 'edit', id, { content: 'better' }));
  assert.deepEqual(Object.keys(ack), ['ok', 'changeSeq']);
  assert.equal(ack.changeSeq, start + 1);
  assert.ok(Math.abs(updated.editedAt - Date.now()) < 10_000);
  assert.deepEqual(updated, { ...place, changeSeq: start + 1, content: 'better', editedAt: updated.editedAt });

  const [reacted] = await heard('message:reacted', () => change(b, 'react', id, { emoji: '❤️', on: true }));
  const reactions = [{ emoji: '❤️', userIds: [ben.user.id] }];
  assert.deepEqual(reacted, { ...place, changeSeq: start + 2, userId: ben.user.id, username: 'ben', emoji: '❤️', on: true, reactions });
  const [pinned] = await heard('message:pinned', () => change(b, 'pin', id, { on: true }));
  assert.deepEqual(pinned, { ...place, changeSeq: start + 3, userId: ben.user.id, on: true, pinnedAt: pinned.pinnedAt });
  assert.ok(pinned.pinnedAt > 0);
  const whole = await stored(id);
  assert.deepEqual(whole, { ...whole, content: 'better', editedAt: updated.editedAt, pinnedAt: pinned.pinnedAt, reactions, changeSeq: start + 3 });

  const [taken] = await heard('message:reacted', () => change(b, 'react', id, { emoji: '❤️', on: false }));
  assert.deepEqual([taken.on, taken.reactions], [false, []]);
  const [unpinned] = await heard('message:pinned', () => change(a, 'pin', id, { on: false }));
  assert.deepEqual([unpinned.on, unpinned.pinnedAt, unpinned.userId], [false, 0, anna.user.id]);
  const [deleted] = await heard('message:deleted', () => change(a, 'delete', id));
  assert.deepEqual(deleted, { ...place, changeSeq: start + 6, userId: anna.user.id });
  const tombstone = await stored(id);
  assert.deepEqual(Object.keys(tombstone).sort(), ['changeSeq', 'content', 'createdAt', 'deleted', 'id', 'roomId', 'seq', 'userId', 'username']);
  assert.deepEqual([tombstone.content, tombstone.deleted], ['', true]);
  assert.equal((await ask(a, 'join:room', room.id)).changeSeq, start + 6);
});

test('what is so already is acked, has no number of its own and is heard by nobody', async () => {
  const { id } = await say(a);
  await change(a, 'edit', id, { content: 'x' });
  await change(b, 'react', id, { emoji: '👍', on: true });
  const { changeSeq } = await change(b, 'pin', id, { on: true });
  const noise = [];
  for (const event of ['message:updated', 'message:reacted', 'message:pinned', 'message:deleted']) b.on(event, (e) => noise.push(e));
  for (const again of [() => change(a, 'edit', id, { content: 'x' }), () => change(b, 'react', id, { emoji: '👍', on: true }),
    () => change(a, 'react', id, { emoji: '👍', on: false }), () => change(a, 'pin', id, { on: true })])
    assert.equal((await again()).changeSeq, changeSeq);
  const [deleted] = await heard('message:deleted', () => change(a, 'delete', id));
  assert.equal((await change(a, 'delete', id)).changeSeq, changeSeq + 1);
  await heard('message:new', () => say(b).then(() => ({})));
  assert.deepEqual(noise, [deleted]);
  for (const event of ['message:updated', 'message:reacted', 'message:pinned', 'message:deleted']) b.removeAllListeners(event);
});

test('who may change what', async () => {
  const stranger = await server.register('stranger');
  const s = connect(server.url, stranger.token);
  const { id } = await say(a);
  const { id: gone } = await say(a);
  await change(a, 'delete', gone);
  const hall = await server.makeRoom(anna.token, { name: 'Hall' });
  const elsewhere = await ask(a, 'message:send', { roomId: hall.id, content: 'elsewhere' });
  const events = [['edit', { content: 'x' }], ['delete', {}], ['react', { emoji: 'x', on: true }], ['pin', { on: true }]];
  for (const [event, more] of events) {
    const denied = ['access_denied', 'Access denied'];
    assert.deepEqual(await refusal(change(s, event, id, more)), denied, event);
    assert.deepEqual(await refusal(ask(s, `message:${event}`, { roomId: 'r-none', messageId: id, ...more })), denied);
    assert.deepEqual(await refusal(ask(s, `message:${event}`, { roomId: hall.id, messageId: elsewhere.id, ...more })), denied, 'a public room that one is not in');
    assert.equal((await refusal(change(b, event, 'm-none', more)))[0], 'not_found');
    assert.equal((await refusal(change(b, event, elsewhere.id, more)))[0], 'not_found', 'a message of another room');
    if (event !== 'delete')
      assert.deepEqual(await refusal(change(a, event, gone, more)), ['not_found', 'This message was deleted']);
  }
  assert.deepEqual(await refusal(change(b, 'edit', id, { content: 'x' })), ['forbidden', 'Only who wrote it may edit it']);
  assert.equal((await refusal(change(b, 'delete', id)))[0], 'forbidden');
  assert.equal((await stored(id)).changeSeq, undefined, 'nothing of all that changed it');

  const o = await inRoom(owner);
  assert.equal((await refusal(change(o, 'edit', id, { content: 'x' })))[0], 'forbidden', 'words in the mouth of another');
  const [deleted] = await heard('message:deleted', () => change(o, 'delete', id));
  assert.equal(deleted.userId, owner.user.id);

  // A former member.
  await server.call('PUT', `/api/rooms/${room.id}/members/${stranger.user.id}`, undefined, anna.token);
  const own = await say(s);
  await server.call('DELETE', `/api/rooms/${room.id}/members/${stranger.user.id}`, undefined, owner.token);
  for (const [event, more] of events)
    assert.equal((await refusal(change(s, event, own.id, more)))[0], 'access_denied');
  for (const socket of [s, o]) socket.close();
});

test('a role that was taken away no longer deletes', async () => {
  const { spawnSync } = await import('node:child_process');
  const chief = await server.register('chief');
  const role = (name) => assert.equal(spawnSync(process.env.HEARTHD, ['user', 'role', 'chief', name, '--data', server.folder]).status, 0);
  role('admin');
  await server.call('PUT', `/api/rooms/${room.id}/members/${chief.user.id}`, undefined, anna.token);
  const c = connect(server.url, chief.token);
  await change(c, 'delete', (await say(a)).id);
  role('member');
  assert.equal((await refusal(change(c, 'delete', (await say(a)).id)))[0], 'forbidden');
  c.close();
});

test('a deleted message keeps its clientId', async () => {
  const sent = { roomId: room.id, content: 'once', clientId: 'c-once' };
  const ack = await ask(a, 'message:send', sent);
  await change(a, 'delete', ack.id);
  assert.deepEqual(await ask(a, 'message:send', sent), ack);
  assert.equal((await stored(ack.id)).content, '');
});

test('an answer names a message of its room', async () => {
  const { id } = await say(a);
  const heardAnswer = new Promise((resolve) => a.on('message:new', (m) => m.replyTo && resolve(m)));
  const answer = await say(b, { replyTo: id });
  assert.deepEqual(await heardAnswer, await stored(answer.id));
  assert.equal((await stored(answer.id)).replyTo, id);
  await change(a, 'delete', id);
  assert.ok(await say(b, { replyTo: id }), 'one may answer what was deleted');
  const byRest = await rest('POST', 'messages', ben.token, { content: 'by REST', replyTo: id });
  assert.equal((await stored(byRest.body.id)).replyTo, id);
  const hall = await server.makeRoom(anna.token, { name: 'Cellar' });
  const elsewhere = await ask(a, 'message:send', { roomId: hall.id, content: 'elsewhere' });
  for (const replyTo of ['m-none', elsewhere.id])
    assert.deepEqual(await refusal(say(b, { replyTo })), ['invalid_request', 'replyTo: is no message of this room']);
});

test('unread and mentions follow what became of a message', async () => {
  const seen = async () => (({ unread, mentions }) => [unread, mentions])((await server.call('GET', '/api/rooms', undefined, ben.token)).body.rooms.find((r) => r.id === room.id));
  const last = await say(b);
  await ask(b, 'chat:read', { roomId: room.id, messageId: last.id });
  assert.deepEqual(await seen(), [0, 0]);
  const one = await say(a), two = await say(a, { content: 'hello @ben' });
  assert.deepEqual(await seen(), [2, 1]);
  await change(a, 'edit', one.id, { content: 'and @ben again' });
  assert.deepEqual(await seen(), [2, 2]);
  await change(a, 'edit', two.id, { content: 'hello all' });
  assert.deepEqual(await seen(), [2, 1]);
  await change(a, 'delete', one.id);
  assert.deepEqual(await seen(), [1, 0]);
});

test('bad input is refused in words', async () => {
  const { id } = await say(a);
  const table = [
    ['edit', { content: '' }, /^content: expected/], ['edit', {}, /^content: is missing/], ['edit', { content: 'x'.repeat(16385) }, /^content: expected/],
    ['edit', { content: 7 }, /^content: expected/], ['edit', { content: 'x', colour: 1 }, /^colour: is not a field/],
    ['delete', { why: 'x' }, /^why: is not a field/], ['pin', { on: 1 }, /^on: expected true or false/], ['pin', {}, /^on: is missing/],
    ['react', { emoji: 'x' }, /^on: is missing/], ['react', { on: true }, /^emoji: is missing/], ['react', { emoji: '', on: true }, /^emoji: expected/],
    ['react', { emoji: 'x'.repeat(65), on: true }, /^emoji: expected/], ['react', { emoji: 7, on: true }, /^emoji: expected/],
    ...[' ', 'a b', 'a\u00a0', '\u200b', 'a\u202e', 'a\u2066', 'a\u200f', 'a\u0085', '\u200d', '\u2028'].map((emoji) => ['react', { emoji, on: true }, /^emoji: expected an emoji/]),
  ];
  for (const [event, more, message] of table) {
    const [code, text] = await refusal(change(a, event, id, more));
    assert.equal(code, 'invalid_request');
    assert.match(text, message);
  }
  for (const messageId of ['', 'x'.repeat(65), 5, null])
    assert.match((await refusal(change(a, 'delete', messageId)))[1], /^messageId: expected/);
  for (let i = 0; i < 20; i++) await change(i % 2 ? a : b, 'react', id, { emoji: `e${i}`, on: true });
  const [code, text] = await refusal(change(a, 'react', id, { emoji: 'e20', on: true }));
  assert.equal(code, 'too_many');
  assert.match(text, /At most 20 different emoji/);
});

test('changes count against the rate of messages', async () => {
  const slow = await startServer({ args: ['--limits-message-burst', '3', '--limits-messages-per-second', '0.001'] });
  const one = await slow.register('one');
  const { id: roomId } = await slow.makeRoom(one.token, { name: 'Hall' });
  const socket = connect(slow.url, one.token);
  const { id: messageId } = await ask(socket, 'message:send', { roomId, content: 'x' });
  await ask(socket, 'message:edit', { roomId, messageId, content: 'y' });
  await ask(socket, 'message:react', { roomId, messageId, emoji: 'x', on: true });
  for (const [event, body] of [['message:pin', { roomId, messageId, on: true }], ['message:delete', { roomId, messageId }], ['message:send', { roomId, content: 'x' }]])
    assert.equal((await refusal(ask(socket, event, body)))[0], 'rate_limited');
  socket.close();
  await slow.stop();
});

test('the same by REST', async () => {
  const { id } = (await rest('POST', 'messages', anna.token, { content: 'first' })).body;
  const path = `messages/${id}`;
  const heart = encodeURIComponent('❤️');
  const steps = [
    ['message:updated', 'PATCH', path, anna, { content: 'second' }], ['message:updated', 'PATCH', path, anna, { content: 'third' }],
    ['message:reacted', 'PUT', `${path}/reactions/${heart}`, ben], ['message:reacted', 'DELETE', `${path}/reactions/${heart}`, ben],
    ['message:pinned', 'PUT', `${path}/pin`, ben],
  ];
  for (const [event, method, where, person, body] of steps) {
    await heard(event, async () => {
      const answer = await rest(method, where, person.token, body);
      assert.equal(answer.status, 200);
      assert.deepEqual(Object.keys(answer.body), ['changeSeq']);
      return answer.body;
    });
  }
  const pins = (await rest('GET', 'pins', ben.token)).body.messages;
  assert.deepEqual(pins, [await stored(id)]);
  const { edits } = (await rest('GET', `${path}/edits`, ben.token)).body;
  assert.deepEqual(edits.map((e) => e.content), ['first', 'second']);
  assert.deepEqual((await rest('GET', `${path}/edits?after=${edits[0].changeSeq}`, ben.token)).body.edits, [edits[1]]);
  await heard('message:pinned', async () => (await rest('DELETE', `${path}/pin`, anna.token)).body);
  assert.deepEqual((await rest('GET', 'pins', ben.token)).body.messages, []);
  await heard('message:deleted', async () => (await rest('DELETE', path, anna.token)).body);
  assert.deepEqual((await rest('GET', `${path}/edits`, ben.token)).body.edits, []);
});

test('REST refuses with the fitting status', async () => {
  const stranger = await server.register('another');
  const { id } = await say(a);
  const { id: gone } = await say(a);
  await change(a, 'delete', gone);
  const table = [
    [401, 'DELETE', `messages/${id}`, undefined], [401, 'GET', 'pins', undefined], [401, 'GET', `messages/${id}/edits`, undefined],
    [403, 'GET', 'pins', stranger], [403, 'GET', `messages/${id}/edits`, stranger], [403, 'PUT', `messages/${id}/pin`, stranger],
    [403, 'PUT', `messages/${id}/reactions/x`, stranger], [403, 'DELETE', `messages/${id}`, stranger], [403, 'PATCH', `messages/${id}`, stranger, { content: 'x' }],
    [403, 'PATCH', `messages/${id}`, ben, { content: 'x' }], [403, 'DELETE', `messages/${id}`, ben],
    [404, 'PATCH', `messages/${gone}`, anna, { content: 'x' }], [404, 'PUT', `messages/${gone}/pin`, anna], [404, 'GET', 'messages/m-none/edits', anna],
    [404, 'DELETE', 'messages/', anna], [400, 'PATCH', `messages/${id}`, anna, {}], [400, 'PATCH', `messages/${id}`, anna, { content: '' }],
    [400, 'PUT', `messages/${id}/reactions/a%20b`, anna], [400, 'PUT', `messages/${id}/reactions/`, anna], [405, 'POST', `messages/${id}`, anna, {}],
  ];
  // A public room is anybody's to read, but not what its members took back.
  const open = await server.makeRoom(anna.token, { name: 'Open' });
  const there = await ask(a, 'message:send', { roomId: open.id, content: 'x' });
  const read = (path) => server.call('GET', `/api/rooms/${open.id}/${path}`, undefined, stranger.token);
  assert.deepEqual([(await read('pins')).status, (await read(`messages/${there.id}/edits`)).status], [200, 403]);
  for (const [status, method, path, person, body] of table) {
    const answer = await rest(method, path, person?.token, body);
    assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(answer.body)}`);
    assert.ok(answer.body.error.message);
  }
});

test('who was away is told what changed meanwhile, of the messages already seen', async () => {
  const first = await say(a), second = await say(a), third = await say(a);
  const { changeSeq } = await ask(b, 'join:room', room.id);
  b.close();
  await change(a, 'edit', second.id, { content: 'edited meanwhile' });
  await change(a, 'delete', first.id);
  const fourth = await say(a);
  await change(a, 'edit', fourth.id, { content: 'new and edited' });
  b = await inRoom(ben);
  const known = { rooms: { [room.id]: third.id }, since: 0 };
  const ack = await ask(b, 'recover', { ...known, changes: [{ roomId: room.id, changeSeq }] });
  assert.deepEqual(ack.changed.map((m) => [m.id, m.content, m.deleted]), [[second.id, 'edited meanwhile', undefined], [first.id, '', true]]);
  assert.deepEqual(ack.messages.map((m) => [m.id, m.content]), [[fourth.id, 'new and edited']]);
  assert.deepEqual(ack.changes, [{ roomId: room.id, changeSeq: changeSeq + 3 }]);
  assert.equal(ack.more, false);
  assert.ok(!JSON.stringify(ack).includes('text'), 'no text from before');

  // By time: what changed later than the last change of the answer before.
  const editedAt = ack.changed[0].editedAt;
  await new Promise((resolve) => setTimeout(resolve, 2));
  await change(a, 'pin', third.id, { on: true });
  const pinnedAt = (await stored(third.id)).pinnedAt;
  const byTime = async (since, more = {}) => (await ask(b, 'recover', { rooms: { [room.id]: fourth.id }, since, ...more })).changed.map((m) => m.id);
  for (const more of [{}, { changes: [] }]) {
    assert.deepEqual(await byTime(pinnedAt - 1, more), [third.id]);
    assert.deepEqual(await byTime(pinnedAt, more), []);
    assert.equal((await byTime(editedAt - 1, more)).at(-1), third.id);
  }
  const [code, text] = await refusal(ask(b, 'recover', { ...known, changes: [{ roomId: 'r-none', changeSeq: 1 }] }));
  assert.deepEqual([code, text], ['invalid_request', 'changes[0].roomId: is not one of `rooms`']);
});

test('changes come in parts of a hundred, counted with the messages; who does not know of them gets on all the same', async () => {
  const crowd = await server.makeRoom(anna.token, { name: 'Crowd', members: [ben.user.id] });
  const send = (content) => ask(a, 'message:send', { roomId: crowd.id, content });
  const old = [];
  for (let i = 0; i < 130; i++) old.push(await send(`old ${i}`));
  const { changeSeq } = await ask(b, 'join:room', crowd.id);
  for (const { id } of old) await ask(a, 'message:react', { roomId: crowd.id, messageId: id, emoji: '👍', on: true });
  for (let i = 0; i < 90; i++) await send(`new ${i}`);

  let seen = old.at(-1).id, changes = [{ roomId: crowd.id, changeSeq }], calls = 0;
  const messages = [], changed = [];
  for (let more = true; more; calls++) {
    const ack = await ask(b, 'recover', { rooms: { [crowd.id]: seen }, since: 0, changes });
    assert.ok(ack.messages.length + ack.changed.length <= 100);
    messages.push(...ack.messages);
    changed.push(...ack.changed);
    seen = ack.messages.at(-1)?.id ?? seen;
    ({ more, changes } = ack);
  }
  assert.equal(calls, 3);
  assert.deepEqual(messages.map((m) => m.seq), Array.from({ length: 90 }, (_, i) => 131 + i));
  assert.deepEqual(changed.map((m) => m.seq), Array.from({ length: 130 }, (_, i) => 1 + i));
  assert.ok(changed.every((m) => m.reactions[0].userIds[0] === anna.user.id));

  const unaware = [];
  seen = old.at(-1).id;
  for (let more = true, left = 5; more; left--) {
    assert.ok(left > 0, 'it asks for ever');
    const ack = await ask(b, 'recover', { rooms: { [crowd.id]: seen }, since: 1 });
    assert.ok(ack.messages.length + ack.changed.length <= 100);
    unaware.push(...ack.messages);
    seen = ack.messages.at(-1)?.id ?? seen;
    more = ack.more;
  }
  assert.equal(unaware.length, 90);
});

test('long messages come in parts that a socket takes', async () => {
  const essay = await server.makeRoom(anna.token, { name: 'Essays', members: [ben.user.id] });
  for (let i = 0; i < 100; i++) await ask(a, 'message:send', { roomId: essay.id, content: '"'.repeat(16_384) });
  const closed = [];
  b.on('disconnect', (why) => closed.push(why));
  const seqs = [];
  for (let more = true; more;) {
    const ack = await ask(b, 'recover', { rooms: { [essay.id]: String(seqs.length) }, since: 0 });
    seqs.push(...ack.messages.map((m) => m.seq));
    more = ack.more;
  }
  assert.deepEqual(seqs, Array.from({ length: 100 }, (_, i) => i + 1));
  assert.deepEqual(closed, []);
});
