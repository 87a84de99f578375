// What a program does to its sockets from the server's side, as the official client sees it: rooms, acks that the server
// asks for, volatile events, the middleware. The events are those of conformance/operations.h.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { io } from 'socket.io-client';
import { heard, leave, RawPeer, startConformance, test } from './conformance.mjs';

let server, url;
before(async () => {
  server = await startConformance('--ping-interval', '25000');
  url = server.url;
});
after(() => server.stop());

// Clients in a namespace's rooms; each notes what was said to it.
async function people(t, rooms, options = {}) {
  const all = [];
  for (const own of rooms) {
    const socket = io(url, { transports: ['websocket'], forceNew: true, ...options });
    t.after(() => leave(socket));
    await heard(socket, 'connect');
    socket.seen = [];
    socket.on('said', (...args) => socket.seen.push(...args));
    for (const room of own) await socket.emitWithAck('join', room);
    all.push(socket);
  }
  return all;
}
// All that was said before has arrived, too: events keep their order.
const settle = (all) => Promise.all(all.map((socket) => socket.emitWithAck('message-with-ack')));
let count = 0;
const fresh = (...names) => names.map((name) => `${name}${++count}`);

test('an event goes to each member of its rooms once, and to none of `except`', async (t) => {
  const [red, blue, grey] = fresh('red', 'blue', 'grey');
  const all = await people(t, [[red], [blue], [red, blue], [red, grey], []]);
  const [anna, , cleo] = all;
  await anna.emitWithAck('say', { rooms: [red] }, 'red');
  await anna.emitWithAck('say', { rooms: [red, blue] }, 'red or blue');
  await anna.emitWithAck('say', { rooms: [red, blue], except: [grey] }, 'not grey');
  await anna.emitWithAck('say', { rooms: [red, blue], except: [grey, anna.id] }, 'nor Anna');
  await anna.emitWithAck('say', { rooms: [cleo.id] }, 'Cleo');
  await anna.emitWithAck('say', { rooms: ['nobody'] }, 'nobody');
  await anna.emitWithAck('say', { rooms: ['nobody', blue] }, 'blue');
  await settle(all);
  assert.deepEqual(all.map(({ seen }) => seen), [
    ['red', 'red or blue', 'not grey'],
    ['red or blue', 'not grey', 'nor Anna', 'blue'],
    ['red', 'red or blue', 'not grey', 'nor Anna', 'Cleo', 'blue'],
    ['red', 'red or blue'],
    [],
  ]);
});

test('a room that was left is silent, and a namespace does not hear another one', async (t) => {
  const [red] = fresh('red');
  const all = await people(t, [[red], [red]]);
  const [anna, ben] = all;
  const custom = ben.io.socket('/custom');
  await heard(custom, 'connect');
  custom.on('said', (text) => ben.seen.push(`custom ${text}`));
  await custom.emitWithAck('join', red);
  await ben.emitWithAck('leave', red);
  await anna.emitWithAck('say', { rooms: [red] }, 'hello');
  await custom.emitWithAck('message-with-ack');
  await settle(all);
  assert.deepEqual(all.map(({ seen }) => seen), [['hello'], []]);
});

test('the server joins, takes out, counts and disconnects', async (t) => {
  const [red, blue] = fresh('red', 'blue');
  const all = await people(t, [[red], [red], []]);
  const [anna, ben, cleo] = all;
  const ids = (...sockets) => sockets.map(({ id }) => id).sort();
  const fetch = (...args) => new Promise((resolve) => cleo.emit('fetch', ...args, (...found) => resolve(found.sort())));
  assert.deepEqual(await fetch([red], []), ids(anna, ben));
  await cleo.emitWithAck('join-sockets', [red], blue);
  assert.deepEqual(await fetch([blue], []), ids(anna, ben));
  assert.deepEqual(await fetch([blue], [ben.id]), ids(anna));
  await cleo.emitWithAck('leave-sockets', [anna.id], blue);
  assert.deepEqual(await fetch([blue], []), ids(ben));
  const why = heard(ben, 'disconnect');
  await cleo.emitWithAck('disconnect-sockets', [blue]);
  assert.equal((await why)[0], 'io server disconnect');
  assert.deepEqual(await fetch([red], []), ids(anna));
});

test('who is disconnected from one namespace keeps the others, and may come again', async (t) => {
  const [anna] = await people(t, [[]]);
  const custom = anna.io.socket('/custom');
  await heard(custom, 'connect');
  const before = custom.id;
  const why = heard(custom, 'disconnect');
  custom.emit('kick');
  assert.equal((await why)[0], 'io server disconnect');
  await anna.emitWithAck('message-with-ack');
  custom.connect();
  await heard(custom, 'connect');
  assert.notEqual(custom.id, before);
});

for (const transports of [['websocket'], ['polling']]) {
  const way = transports[0];
  const ask = (socket, ...args) => new Promise((resolve) => socket.emit('ask', ...args, (...answer) => resolve(answer)));

  test(`the server asks, and gets the answer, text and binary: ${way}`, async (t) => {
    const [anna] = await people(t, [[]], { transports });
    anna.on('question', (text, bytes, answer) => answer(`${text}!`, Buffer.from(bytes).reverse()));
    const [isAnswered, text, bytes] = await ask(anna, 60_000, 'well', Buffer.from([1, 2, 3]));
    assert.deepEqual([isAnswered, text, Buffer.from(bytes)], [true, 'well!', Buffer.from([3, 2, 1])]);
  });

  test(`the server asks, and no answer comes in time; a late one is nobody's: ${way}`, async (t) => {
    const [anna] = await people(t, [[]], { transports });
    const answers = [];
    anna.on('question', (answer) => answers.push(answer));
    assert.deepEqual(await ask(anna, 20), [false]);
    answers[0]('late');
    assert.equal(await anna.emitWithAck('message-with-ack', 'on'), 'on');
  });

  test(`a client gives up on an ack by itself: ${way}`, async (t) => {
    const [anna] = await people(t, [[]], { transports });
    await assert.rejects(anna.timeout(20).emitWithAck('nobody listens'), /timed out/);
    assert.equal(await anna.emitWithAck('message-with-ack', 'on'), 'on');
  });
}

test('the server asks several: who answered, and how many did not', async (t) => {
  const [red] = fresh('red');
  const [anna, ben, cleo, dan] = await people(t, [[red], [red], [red], []]);
  const askAll = (...args) => new Promise((resolve) => dan.emit('ask-all', ...args, (answers, missing) => resolve([answers.sort(), missing])));
  for (const socket of [anna, ben]) socket.on('question', (text, answer) => answer(text, socket.id));
  cleo.on('question', () => {});
  dan.on('question', () => assert.fail('not in the room'));
  assert.deepEqual(await askAll(60_000, [anna.id, ben.id], 'well'), [[['well', anna.id], ['well', ben.id]].sort(), 0]);
  assert.deepEqual(await askAll(20, [cleo.id], 'well'), [[], 1], 'not in time');
  assert.deepEqual(await askAll(60_000, ['nobody'], 'well'), [[], 0]);
  // Who leaves without an answer is not waited for.
  const asked = heard(cleo, 'question');
  const answers = askAll(60_000, [red], 'well');
  await asked;
  cleo.close();
  assert.deepEqual(await answers, [[['well', anna.id], ['well', ben.id]].sort(), 1]);
});

test('a volatile event is for who can take it now, and has all of its attachments', async (t) => {
  const all = await people(t, [[], []]);
  const [anna, ben] = all;
  const bytes = [Buffer.from([1]), Buffer.from([2]), Buffer.alloc(1000, 3)];
  await anna.emitWithAck('say', { rooms: [ben.id], isVolatile: true }, ...bytes);
  await settle(all);
  assert.deepEqual(ben.seen.map((each) => Buffer.from(each)), bytes);
  // A polling peer between two polls cannot.
  const raw = await new RawPeer(url, '/socket.io/').open();
  await raw.post('40');
  const id = JSON.parse((await raw.pollText()).split('\x1e')[0].slice(2)).sid;
  await anna.emitWithAck('say', { rooms: [id], isVolatile: true }, 'lost');
  await anna.emitWithAck('say', { rooms: [id] }, 'kept');
  assert.equal(await raw.pollText(), '42["said","kept"]');
});

test('a volatile event over the bound of a held poll closes that peer, and nobody else', async (t) => {
  const [anna] = await people(t, [[]]);
  const raw = await new RawPeer(url, '/socket.io/').open();
  await raw.post('40');
  const id = JSON.parse((await raw.pollText()).split('\x1e')[0].slice(2)).sid;
  const large = Array.from({ length: 4 }, () => Buffer.alloc(900_000));
  // The poll may come after the event, which is lost then.
  let text = '';
  while (text !== '1') {
    const held = raw.pollText();
    const other = new Promise((resolve) => anna.emit('say', { rooms: [id], isVolatile: true }, ...large, resolve));
    await other;
    await anna.emitWithAck('say', { rooms: [id] }, 'between');
    text = await held;
    if (text !== '1') assert.equal(text, '42["said","between"]');
  }
  assert.equal((await raw.poll()).status, 400);
});

test('the middleware refuses in words and with data, and lets in who knows the word', async (t) => {
  const refused = io(`${url}/guarded`, { transports: ['websocket'], forceNew: true, auth: { token: 'please' } });
  t.after(() => leave(refused));
  const [error] = await heard(refused, 'connect_error');
  assert.equal(error.message, 'not by this word');
  assert.deepEqual(error.data, { retry: false });
  refused.auth = { token: 'sesame' };
  refused.connect();
  assert.deepEqual(await heard(refused, 'auth'), [{ token: 'sesame' }]);
});
