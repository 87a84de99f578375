// packaging/nginx/hearth.conf, a real nginx, and three servers behind it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, next } from './hearthd.mjs';
import { startNginx } from './nginx.mjs';
import { startTeam, until } from './team.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the servers' own certificate
let team, nginx, anna, room;
before(async () => {
  team = await startTeam(3, ['--trusted-proxies', '127.0.0.1']);
  nginx = await startNginx(team.servers.map(({ port }) => port), team.servers[0].folder);
  anna = await team.servers[0].register('anna');
  room = await team.servers[0].makeRoom(anna.token, { name: 'Hall' });
});
after(async () => { await nginx?.stop(); await team?.stop(); });

const authorization = () => ({ authorization: `Bearer ${anna.token}` });

for (const transports of [['polling'], ['websocket'], ['polling', 'websocket']]) {
  test(`a conversation by ${transports.join(', then ')}`, { timeout: 20_000 }, async () => {
    const sockets = Array.from({ length: 6 }, () => connect(nginx.url, anna.token, { transports, reconnection: false, rejectUnauthorized: false }));
    await Promise.all(sockets.map((socket) => next(socket, 'connect')));
    for (const socket of sockets) await ask(socket, 'join:room', room.id);
    if (transports.length === 2) await until(() => sockets.every((socket) => socket.io.engine.transport.name === 'websocket'));
    const heard = sockets.map((socket) => { const list = []; socket.on('message:new', (m) => list.push(m.seq)); return list; });
    const seqs = [];
    for (let n = 0; n < 5; n++) for (const socket of sockets) seqs.push((await ask(socket, 'message:send', { roomId: room.id, content: 'x' })).seq);
    await until(() => heard.every((list) => list.length === seqs.length));
    assert.ok(sockets.every((socket) => socket.connected));
    for (const list of heard) assert.deepEqual(list, seqs);
    sockets.forEach((socket) => socket.close());
  });
}

test('browsers of one address are spread over the servers, and each stays where it is', async () => {
  const sessions = async () => Promise.all(team.servers.map(async ({ url }) =>
    Number((await (await fetch(`${url}/metrics`)).text()).match(/^hearth_connections(?:{[^}]*})? (\d+)/m)[1])));
  for (let n = 0; n < 24; n++) {
    const page = await fetch(nginx.url);
    const cookie = page.headers.get('set-cookie').split(';')[0];
    await page.text();
    const at = `${nginx.url}/socket.io/?EIO=4&transport=polling`;
    const { sid } = JSON.parse((await (await fetch(at, { headers: { cookie } })).text()).slice(1));
    const answer = await fetch(`${at}&sid=${sid}`, { method: 'POST', headers: { cookie }, body: `40{"token":"${anna.token}"}` });
    assert.equal(answer.status, 200);
    assert.match(await (await fetch(`${at}&sid=${sid}`, { headers: { cookie } })).text(), /^40\{"sid"/);
  }
  const spread = await sessions();
  assert.ok(spread.filter((count) => count > 0).length >= 2, `all on one server: ${spread}`);
});

test('events come at once, and do not wait for more', async () => {
  const response = await fetch(`${nginx.url}/events/stream/kiln`, { headers: authorization() });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const has = async (what) => { while (!text.includes(what)) text += (await reader.read()).value; };
  await fetch(`${nginx.url}/api/channels/kiln`, { method: 'POST', headers: authorization(), body: '1' });
  await has('"data":1');
  await fetch(`${nginx.url}/api/channels/kiln`, { method: 'POST', headers: authorization(), body: '2' });
  await has('"data":2');
  await reader.cancel();
});

test('what is no stream is answered in words', async () => {
  const cases = [['/events/nothing', 404], ['/api/events/stream/kiln/1', 404], ['/events/stream/no%20name', 400], ['/events/stream', 400],
    ['/api/events/stream?channels=!', 400]];
  for (const [path, status] of cases) {
    const response = await fetch(nginx.url + path, { headers: authorization() });
    assert.equal(response.status, status, path);
    assert.ok((await response.json()).error, path);
  }
  assert.equal((await fetch(`${nginx.url}/events/notifications`)).status, 401);
});

test('a file of 25 MiB goes up, and down again', async () => {
  const bytes = Buffer.alloc(25 * 1024 * 1024, 'hearth');
  const sent = await fetch(`${nginx.url}/api/files?roomId=${room.id}&name=a.bin`, { method: 'POST', headers: authorization(), body: bytes });
  const { file } = await sent.json();
  assert.equal(file.size, bytes.length);
  const got = await fetch(`${nginx.url}/api/files/${file.id}`, { headers: authorization() });
  assert.ok(bytes.equals(Buffer.from(await got.arrayBuffer())));
});

test('who comes by nginx is not this machine, whatever they say', async () => {
  assert.equal((await fetch(`${nginx.url}/metrics`)).status, 404);
  const signIn = await fetch(`${nginx.url}/api/login`, { method: 'POST', body: JSON.stringify({ username: 'anna', password: 'correct horse' }) });
  assert.match(signIn.headers.get('set-cookie') ?? '', /; Secure/);
  // As nginx itself would say it.
  const direct = (path, headers) => fetch(team.servers[0].url + path, { headers });
  const from = (address, proto = 'https') => ({ 'x-forwarded-for': address, 'x-forwarded-proto': proto });
  assert.equal((await direct('/metrics', {})).status, 200);
  assert.equal((await direct('/metrics', from('192.0.2.7'))).status, 401);
  assert.equal((await direct('/metrics', from('127.0.0.1, 192.0.2.7'))).status, 401);
  assert.equal((await direct('/healthz', from('192.0.2.7'))).status, 200);
  assert.equal((await direct('/healthz', from('192.0.2.7', 'http'))).status, 403);
});
