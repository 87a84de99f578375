// A server among others ends and comes back while people poll by nginx: each of its own is moved once, in the wave, and stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, connect, next } from './hearthd.mjs';
import { startNginx } from './nginx.mjs';
import { startTeam, until } from './team.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

test('who polls is moved once by a restart', { timeout: 60_000 }, async (t) => {
  const team = await startTeam(3, ['--trusted-proxies', '127.0.0.1', '--limits-unauthenticated-per-address', '0']);
  t.after(() => team.stop());
  const nginx = await startNginx(team.servers.map(({ port }) => port), team.servers[0].folder);
  t.after(() => nginx.stop());
  const anna = await team.servers[0].register('anna');
  const room = await team.servers[0].makeRoom(anna.token, { name: 'Hall' });
  // As many browsers, each with the cookie by which nginx tells it from others.
  const people = Array.from({ length: 24 }, (_, i) => {
    const cookie = `hearth=${i}`;
    const socket = connect(nginx.url, anna.token, { transports: ['polling'], extraHeaders: { cookie }, rejectUnauthorized: false, reconnectionDelay: 50, reconnectionDelayMax: 500 });
    const person = { cookie, socket, left: [] };
    socket.on('disconnect', (why) => person.left.push(why));
    return person;
  });
  t.after(() => people.forEach(({ socket }) => socket.close()));
  await Promise.all(people.map(({ socket }) => next(socket, 'connect')));
  const say = ({ socket, cookie }, n) => ask(socket, 'message:send', { roomId: room.id, content: 'x', clientId: `${cookie}${n}` });
  await Promise.all(people.map(({ socket }) => ask(socket, 'join:room', room.id)));

  const sessions = async () => Number((await (await fetch(`${team.servers[0].url}/metrics`)).text()).match(/^hearth_connections(?:{[^}]*})? (\d+)/m)[1]);
  const those = await sessions();
  assert.ok(those > 0 && those < people.length, `${those} of ${people.length} on one server`);
  assert.equal(await team.servers[0].kill('SIGTERM'), 0);
  const moved = () => people.filter(({ left }) => left.length > 0);
  await until(() => moved().length === those && people.every(({ socket }) => socket.connected));
  await team.restart(0);
  // Until nginx brings it who comes anew with the cookie of one of its own.
  while (await sessions() === 0) await (await fetch(`${nginx.url}/socket.io/?EIO=4&transport=polling`, { headers: { cookie: moved()[0].cookie } })).text();
  for (let n = 0; n < 3; n++) await Promise.all(people.map((person) => say(person, n)));
  // Told so by the server; an error would be a poll that was cut off, or refused.
  assert.deepEqual(people.flatMap(({ left }) => left), Array(those).fill('transport close'));
});
