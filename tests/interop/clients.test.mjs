// npm's socket.io-client and engine.io-client, each by every transport: a table of ways, and what holds by each of them.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Socket as EngineClient } from 'engine.io-client';
import { io } from 'socket.io-client';
import { heard, leave, startConformance, test } from './conformance.mjs';

const quiet = ['--ping-interval', '25000'];
let server, engine, beating;
before(async () => {
  server = await startConformance(...quiet);
  engine = await startConformance('--mode', 'engine', ...quiet);
  beating = await startConformance('--ping-interval', '30', '--ping-timeout', '60000');
});
after(() => { for (const each of [server, engine, beating]) each.stop(); });

const bytes = Buffer.from([0, 1, 254, 255]);
const ways = [
  ['websocket', { transports: ['websocket'] }],
  ['polling', { transports: ['polling'] }],
  ['upgrade', { transports: ['polling', 'websocket'] }],
];
for (const [way, { transports }] of ways) {
  const last = transports.at(-1);
  const upgraded = async (client) => { if (client.transport.name !== last) await heard(client, 'upgrade'); };
  const open = (t, url, options = {}) => {
    const socket = io(url, { transports, forceNew: true, reconnectionDelay: 10, reconnectionDelayMax: 50, ...options });
    t.after(() => leave(socket));
    return socket;
  };

  test(`socket.io-client by ${way}: the transport, and CONNECT's payload`, async (t) => {
    const socket = open(t, server.url, { auth: { token: 'x' } });
    assert.deepEqual(await heard(socket, 'auth'), [{ token: 'x' }]);
    await upgraded(socket.io.engine);
    assert.equal(socket.io.engine.transport.name, last);
  });

  test(`socket.io-client by ${way}: text and binary, in order, also over the upgrade`, async (t) => {
    const socket = open(t, server.url);
    const sent = Array.from({ length: 200 }, (_, i) => (i % 3 ? [i, 'wörld 👋'] : [i, bytes, { deep: [bytes] }]));
    const seen = [];
    const all = new Promise((resolve) => socket.on('message-back', (...args) => { if (seen.push(args) === sent.length) resolve(); }));
    for (const args of sent.slice(0, 100)) socket.emit('message', ...args);
    await heard(socket, 'message-back');
    for (const args of sent.slice(100)) socket.emit('message', ...args);
    await all;
    assert.deepEqual(seen, sent);
  });

  test(`socket.io-client by ${way}: acks both ways`, async (t) => {
    const socket = open(t, server.url);
    const answer = await new Promise((resolve) => socket.emit('message-with-ack', 1, bytes, (...args) => resolve(args)));
    assert.deepEqual([answer[0], Buffer.from(answer[1])], [1, bytes]);
    socket.on('question', (it, reply) => reply('yes', Buffer.from(it)));
    const asked = await new Promise((resolve) => socket.emit('ask', 60_000, bytes, (...args) => resolve(args)));
    assert.deepEqual([asked[0], asked[1], Buffer.from(asked[2])], [true, 'yes', bytes]);
  });

  test(`socket.io-client by ${way}: namespaces on one connection`, async (t) => {
    const socket = open(t, server.url);
    const custom = socket.io.socket('/custom');
    const unknown = socket.io.socket('/random');
    const guarded = socket.io.socket('/guarded');
    const [[absent], [refused]] = await Promise.all([heard(unknown, 'connect_error'), heard(guarded, 'connect_error'), heard(custom, 'connect')]);
    assert.equal(absent.message, 'Invalid namespace');
    assert.deepEqual([refused.message, refused.data], ['not by this word', { retry: false }]);
    socket.disconnect();
    assert.equal(await custom.emitWithAck('message-with-ack', 'still here'), 'still here');
    custom.disconnect();
  });

  test(`socket.io-client by ${way}: heartbeats keep it`, async (t) => {
    const socket = open(t, beating.url);
    socket.on('disconnect', (why) => assert.fail(why));
    await heard(socket, 'connect');
    for (let i = 0; i < 5; i++) await heard(socket.io, 'ping');
    assert.equal(await socket.emitWithAck('message-with-ack', 'on'), 'on');
    socket.off('disconnect');
  });

  test(`socket.io-client by ${way}: it comes back when the server was killed and is there again`, async (t) => {
    let own = await startConformance(...quiet);
    t.after(() => own.stop());
    const socket = open(t, own.url);
    const custom = socket.io.socket('/custom');
    await Promise.all([heard(socket, 'connect'), heard(custom, 'connect')]);
    await upgraded(socket.io.engine);
    const before = custom.id;
    const lost = heard(custom, 'disconnect');
    await own.kill();
    assert.match((await lost)[0], /^transport (close|error)$/);
    socket.emit('message', 'said meanwhile', bytes); // the client keeps it
    const back = Promise.all([heard(socket, 'message-back'), heard(custom, 'connect')]);
    own = await startConformance(...quiet, '--port', new URL(own.url).port);
    const [[text, data]] = await back;
    assert.deepEqual([text, Buffer.from(data)], ['said meanwhile', bytes]);
    assert.notEqual(custom.id, before);
    assert.ok(!custom.recovered);
  });

  test(`engine.io-client by ${way}: text and binary, in order, also over the upgrade`, async (t) => {
    const client = new EngineClient(engine.url, { transports, path: '/engine.io/' });
    t.after(() => client.close());
    client.binaryType = 'arraybuffer';
    const sent = Array.from({ length: 200 }, (_, i) => (i % 5 ? `message ${i} wörld 👋` : new Uint8Array([i, 0, 255])));
    const seen = [];
    const all = new Promise((resolve) => client.on('message', (data) => { if (seen.push(data) === sent.length) resolve(); }));
    await heard(client, 'open');
    for (const data of sent.slice(0, 100)) client.send(data);
    await upgraded(client);
    assert.equal(client.transport.name, last);
    for (const data of sent.slice(100)) client.send(data);
    await all;
    assert.deepEqual(seen.map((data) => (typeof data === 'string' ? data : [...new Uint8Array(data)])), sent.map((data) => (typeof data === 'string' ? data : [...data])));
  });

  test(`engine.io-client by ${way}: messages as large as a payload may be`, async (t) => {
    const client = new EngineClient(engine.url, { transports, path: '/engine.io/' });
    t.after(() => client.close());
    await heard(client, 'open');
    // Several at once, which the client has to put into payloads of at most maxPayload; all of them wait for a poll in
    // less than the send queue's 1 MiB.
    const sent = Array.from({ length: 5 }, (_, i) => String(i).padEnd(205_000, 'x'));
    const seen = [];
    const all = new Promise((resolve, reject) => {
      client.on('message', (text) => { if (seen.push([text[0], text.length]) === sent.length) resolve(); });
      client.on('close', (reason) => reject(new Error(`closed: ${reason}`)));
    });
    for (const text of sent) client.send(text);
    await all;
    assert.deepEqual(seen, sent.map((text) => [text[0], text.length]));
  });

  test(`engine.io-client by ${way}: a server that ends, and one that is not there`, async (t) => {
    const own = await startConformance('--mode', 'engine', ...quiet);
    const client = new EngineClient(own.url, { transports, path: '/engine.io/' });
    t.after(() => client.close());
    await heard(client, 'open');
    await upgraded(client);
    const closed = heard(client, 'close');
    await own.kill();
    assert.match((await closed)[0], /^transport (close|error)$/);
    const again = new EngineClient(own.url, { transports, path: '/engine.io/' });
    assert.ok((await heard(again, 'error'))[0] instanceof Error);
  });
}
