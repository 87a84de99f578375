// `hearthd --demo`: a team with a past, whose people are here, type and talk.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { launch } from './ending.mjs';
import { ask, connect, makeFolder, next } from './hearthd.mjs';

let demo;
before(async () => { demo = await startDemo(makeFolder()); });
after(() => demo.stop());

async function startDemo(folder) {
  const child = launch(process.env.HEARTHD, ['--demo', '--data', folder, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const match = line.match(/^listening on (http:\/\/127\.0\.0\.1:\d+)$/);
    if (!match) continue;
    const { token, user } = JSON.parse(readFileSync(join(folder, 'demo-ticket.json')));
    const get = async (path) => (await fetch(match[1] + path, { headers: { authorization: `Bearer ${token}` } })).json();
    const stop = async () => { child.kill('SIGTERM'); return (await once(child, 'exit'))[0]; };
    return { url: match[1], folder, lines, token, user, get, stop };
  }
  throw new Error('the demo ended before it listened');
}

test('it says how to sign in, and the ticket is nobody else\'s to read', async () => {
  assert.ok(demo.lines.includes('demo: sign in as you / hearth demo'));
  assert.equal(statSync(join(demo.folder, 'demo-ticket.json')).mode & 0o777, 0o600);
  const body = JSON.stringify({ username: 'you', password: 'hearth demo' });
  const login = await (await fetch(`${demo.url}/api/login`, { method: 'POST', body })).json();
  assert.deepEqual(login.user, demo.user);
  assert.deepEqual((await demo.get('/api/me')).user, demo.user);
});

test('there is a past of several days, in rooms that wait to be read', async () => {
  const { rooms } = await demo.get('/api/rooms');
  assert.equal(rooms.length, 7);
  assert.equal(rooms.filter((room) => room.directUserId).length, 1);
  assert.ok(rooms.some((room) => room.name.length > 40), 'a long name');
  assert.ok(rooms.filter((room) => room.unread > 0).length >= 4);
  assert.ok(rooms.filter((room) => room.mentions > 0).length >= 2);
  const messages = (await Promise.all(rooms.map((room) => demo.get(`/api/rooms/${room.id}/messages`)))).flatMap((page) => page.messages);
  assert.ok(messages.length >= 40, `${messages.length}`);
  assert.ok(new Set(messages.map((m) => new Date(m.createdAt).toDateString())).size >= 4, 'day breaks');
  for (const { messages: page } of await Promise.all(rooms.map((room) => demo.get(`/api/rooms/${room.id}/messages`)))) {
    const times = page.map((m) => m.createdAt);
    assert.deepEqual(times, [...times].sort((a, b) => a - b));
    assert.ok(times.at(-1) <= Date.now());
  }
  for (const part of [/```/, /^> /m, /\*\*/, /^- /m, /^1\. /m, /\p{Extended_Pictographic}/u, /@you/])
    assert.ok(messages.some((m) => part.test(m.content)), `${part}`);
});

test('its people are here, type before they speak, and answer', async () => {
  const you = connect(demo.url, demo.token);
  const { rooms } = await demo.get('/api/rooms');
  const states = await Promise.all(rooms.map((room) => ask(you, 'join:room', room.id)));
  const statuses = Object.fromEntries(states.flatMap((state) => state.members).map((m) => [m.username, m.status]));
  delete statuses.alerts; // an account by which alerts speak, not a person
  assert.deepEqual(statuses, { you: 'online', anna: 'online', ben: 'online', cleo: 'online', dimitri: 'busy', emma: 'away', frieda: 'offline' });
  const heard = [];
  you.on('typing:user', (e) => e.typing && heard.push(`${e.username} types in ${e.roomId}`));
  const message = await new Promise((resolve) => you.on('message:new', (m) => m.username !== 'you' && heard.includes(`${m.username} types in ${m.roomId}`) && resolve(m)));
  assert.ok(Math.abs(Date.now() - message.createdAt) < 5000);
  const direct = rooms.find((room) => room.directUserId);
  const answered = new Promise((resolve) => you.on('message:new', (m) => m.roomId === direct.id && m.username === 'anna' && resolve()));
  await ask(you, 'message:send', { roomId: direct.id, content: 'Are you there?' });
  await answered;
  you.close();
});

test('values move, and there are dashboards and alerts', async () => {
  const you = connect(demo.url, demo.token);
  for (const channel of ['machine', 'kiln', 'tank']) {
    const moved = new Promise((resolve) => you.on('channel:update', (e) => e.channel === channel && resolve(e.data)));
    await ask(you, 'subscribe', channel);
    const data = await moved;
    if (channel === 'machine') for (const key of ['cpu', 'memory', 'load', 'networkIn', 'disk']) assert.equal(typeof data[key], 'number', key);
  }
  you.close();
  assert.deepEqual((await demo.get('/api/dashboards')).dashboards.map((d) => d.name), ['This machine', 'Workshop']);
  assert.equal((await demo.get('/api/alerts')).alerts.length, 2);
});

test('a demo is found again in its folder, and does not talk into anybody\'s own', async () => {
  const folder = makeFolder();
  const first = await startDemo(folder);
  const count = (await first.get('/api/rooms')).rooms.length;
  assert.equal(await first.stop(), 0);
  const again = await startDemo(folder);
  assert.equal((await again.get('/api/rooms')).rooms.length, count);
  const you = connect(again.url, again.token);
  assert.ok(await next(you, 'presence:changed'));
  you.close();
  await again.stop();

  const own = makeFolder();
  spawnSync(process.env.HEARTHD, ['user', 'add', 'anna', '--data', own], { input: '' });
  const { status, stderr } = spawnSync(process.env.HEARTHD, ['--demo', '--data', own, '--listen', '127.0.0.1:0'], { encoding: 'utf8', timeout: 10_000 });
  assert.equal(status, 1);
  assert.match(stderr, /^hearthd: the data folder .* holds a server of your own; choose another for --demo/);
  assert.ok(!existsSync(join(own, 'demo-ticket.json')));
});
