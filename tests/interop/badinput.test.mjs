// A hostile peer gets a clear refusal or a close with its own code, while a second client notices nothing.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';

let server, anna, room, bystander, bystanderErrors;
before(async () => {
  server = await startServer();
  anna = await server.register('anna');
  room = await server.makeRoom(anna.token, { name: 'Hall' });
  bystander = connect(server.url, anna.token);
  bystanderErrors = [];
  bystander.on('disconnect', (why) => bystanderErrors.push(why));
  bystander.on('error', (error) => bystanderErrors.push(error));
  await ask(bystander, 'join:room', room.id);
});
after(async () => {
  assert.deepEqual(bystanderErrors, [], 'the bystander noticed something');
  bystander.close();
  await server.stop();
});

const open = async () => {
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  await once(ws, 'message');
  return ws;
};
const closeCode = async (ws) => (await once(ws, 'close'))[0];
const signedIn = async () => {
  const ws = await open();
  ws.send(`40{"token":"${anna.token}"}`);
  await once(ws, 'message');
  return ws;
};

for (const [what, text, code] of [
  ['an unknown Engine.IO type', '9', 4004], ['an empty frame', '', 4004], ['a ping, which is the server\'s to send', '2', 4004],
  ['not JSON', '42[nonsense', 4005], ['an event without a name', '42[]', 4005], ['a reserved name', '42["connect"]', 4005],
  ['450-', '450-', 4005], ['459999999-', '459999999-', 4005], ['a lone surrogate', '42["x","\\ud800"]', 4005],
  ['NUL', '42["x","\\u0000"]', 4005], ['a key twice', '42["x",{"a":1,"a":2}]', 4005],
  ['a thousand levels', `42["x",${'['.repeat(1000)}${']'.repeat(1000)}]`, 4005],
]) {
  test(`closed with its code: ${what}`, async () => {
    const ws = await signedIn();
    ws.send(text);
    assert.equal(await closeCode(ws), code);
  });
}

test('an event before CONNECT is closed', async () => {
  const ws = await open();
  ws.send('42["join:room","r"]');
  assert.equal(await closeCode(ws), 4005);
});

test('a frame of 10 MB is closed with 1009', async () => {
  const ws = await signedIn();
  ws.on('error', () => {});
  ws.send('42["x","' + 'y'.repeat(10_000_000) + '"]');
  assert.ok([1009, 1006].includes(await closeCode(ws)));
});

test('a message in too many fragments is closed', async () => {
  const ws = await signedIn();
  ws.on('error', () => {});
  const closed = closeCode(ws);
  for (let i = 0; i < 5000 && ws.readyState === WebSocket.OPEN; i++) ws.send('4', { fin: false });
  assert.ok([1009, 1006].includes(await closed));
});

for (const [what, event, body, message] of [
  ['a wrong type', 'message:send', { roomId: 5, content: 'x' }, /^roomId: expected text/],
  ['a missing field', 'message:send', { content: 'x' }, /^roomId: is missing/],
  ['an unknown field', 'message:send', { roomId: 'r', content: 'x', colour: 1 }, /^colour: is not a field/],
  ['empty content', 'message:send', { roomId: 'r', content: '' }, /^content: expected/],
  ['content over 16 KiB', 'message:send', { roomId: 'r', content: 'x'.repeat(16385) }, /^content: expected/],
  ['an unknown status', 'presence:update', 'sleeping', /^status: expected one of online/],
  ['an unknown event', 'make:coffee', {}, /no such event/],
]) {
  test(`refused in words: ${what}`, async () => {
    const socket = connect(server.url, anna.token);
    const answer = await socket.timeout(5000).emitWithAck(event, body);
    assert.equal(answer.ok, false);
    assert.match(answer.error.message, message);
    const error = next(socket, 'error');
    socket.emit(event, body);
    assert.match((await error).message, message);
    socket.close();
  });
}

test('a flood of events is refused in words, then closed with its code', async () => {
  const ben = await server.register('ben');
  const ws = await open();
  ws.send(`40{"token":"${ben.token}"}`);
  await once(ws, 'message');
  const texts = [];
  ws.on('message', (data) => texts.push(String(data)));
  for (let i = 0; i < 3000; i++) ws.send('42["presence:update","busy"]');
  assert.equal(await closeCode(ws), 4006);
  assert.ok(texts.some((text) => text.includes('rate_limited')), texts.at(-1));
});

test('too many connections of one address that do not say who they are', async () => {
  const strangers = [];
  for (let i = 0; i < 64; i++) strangers.push(await open());
  const last = new WebSocket(strangers[0].url);
  assert.equal(await closeCode(last), 4007);
  const closed = closeCode(strangers[0]);
  strangers[0].close();
  await closed;
  strangers.push(await open());
  for (const ws of strangers) ws.terminate();
});

test('a connection that leaves its namespace is a stranger again', async () => {
  const ws = await signedIn();
  ws.send('41');
  ws.send('42["typing:start","r"]');
  assert.equal(await closeCode(ws), 4005);
});

test('one connection more than a person may have gets its own code', async () => {
  const cleo = await server.register('cleo');
  const devices = [];
  for (let i = 0; i < 20; i++) {
    devices.push(connect(server.url, cleo.token));
    await next(devices[i], 'connect');
  }
  const ws = await open();
  ws.send(`40{"token":"${cleo.token}"}`);
  assert.equal(await closeCode(ws), 4501);
  for (const device of devices) device.close();
});

async function raw(text) {
  const socket = createConnection(server.port, '127.0.0.1');
  socket.write(text);
  let answer = '';
  socket.on('data', (data) => { answer += data; });
  socket.on('error', () => {});
  await once(socket, 'close');
  return answer.split('\r\n')[0];
}
for (const [what, text, status] of [
  ['CL with TE', 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc', 400],
  ['chunked, identity', 'POST /api/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n', 400],
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a head of 20 KB', `GET / HTTP/1.1\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 413],
  ['an unknown path', 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
  ['an unknown method', 'PATCH /api/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405],
  ['an unfinished head', 'GET / HTTP/1.1\r\nHost:', 408],
  ['an unknown transport', 'GET /socket.io/?EIO=4&transport=pigeon HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 400],
  ['another origin', 'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nOrigin: http://evil\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 403],
]) {
  test(`HTTP ${status}: ${what}`, async () => assert.match(await raw(text), new RegExp(`^HTTP/1.1 ${status} `)));
}

test('a connection that is kept alive and not used again ends without a word', async () => {
  const socket = createConnection(server.port, '127.0.0.1');
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  let answers = '';
  socket.on('data', (data) => { answers += data; });
  await once(socket, 'close');
  assert.deepEqual(answers.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200']);
});

for (const way of ['plain', 'tls']) {
  test(`peers that ask for a WebSocket and reset the connection before the answer: ${way}`, async () => {
    const script = new URL('reset.py', import.meta.url).pathname;
    const [code] = await once(spawn('python3', [script, String(server.port), way, '300'], { stdio: 'inherit' }), 'exit');
    assert.equal(code, 0, 'the server is gone');
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  });
}

test('guessing a password is slowed down, in words that a person can use', async () => {
  const guess = () => server.call('POST', '/api/login', { username: 'anna', password: 'a guess' });
  let answer = await guess();
  for (let i = 0; i < 12 && answer.status === 401; i++) answer = await guess();
  assert.equal(answer.status, 429);
  assert.equal(answer.body.error.code, 'rate_limited');
  assert.match(answer.body.error.message, /try again in ([1-9]\d? s|\d{1,3} ms)$/);
});

test('what was refused is counted', async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  assert.match(text, /^hearth_requests_refused_total [1-9]/m);
  assert.match(text, /^hearth_upgrades_refused_total [1-9]/m);
  assert.match(text, /^hearth_strangers_refused_total 1$/m);
  assert.match(text, /^hearth_events_rate_limited_total [1-9]/m);
});

function run(...args) {
  const result = spawnSync(process.env.HEARTHD, args, { encoding: 'utf8', timeout: 10_000 });
  assert.equal(result.stderr.trim().split('\n').length, 1, result.stderr);
  assert.notEqual(result.status, 0);
  return result.stderr;
}
test('a bad start is one clear line', () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'file'), '');
  assert.match(run('--data', join(folder, 'file', 'below')), /cannot make the data folder/);
  assert.match(run('--nonsense'), /nonsense.*--help/i);
  assert.match(run('--data', folder, '--listen', 'nowhere'), /--listen takes ADDRESS:PORT/);
  assert.match(run('--data', folder, '--registration', 'maybe'), /--registration takes/);
  assert.match(run('--data', folder, '--listen', `127.0.0.1:${server.port}`), /cannot listen on/);
  assert.match(run('brew'), /no command 'brew'/);
});
