// Who gets what of a private room: every path of /api/openapi.json and every event of `hearthd protocol`, for each kind of
// person. An outsider's answer must be the very one that a room gets that does not exist, and nothing may come to them while
// the room talks. A path or an event without a row fails.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';
import { furnish, recipes, request } from './paths.mjs';

const secret = 'heliotrope';
let server, team, rows, operations, outsiders, insiders, events;

before(async () => {
  server = await startServer({ args: ['--limits-messages-per-second', '0', '--limits-events-per-second', '0', '--limits-searches-per-second', '0',
    '--limits-typing-interval-ms', '0', '--limits-presence-grace-ms', '0', '--limits-search-burst', '0'] });
  team = await furnish(server, { secret });
  rows = recipes(team);
  const { json } = await request(server, 'GET', '/api/openapi.json');
  operations = Object.entries(json.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path, methods[method]['x-who']]));
  events = [...execFileSync(process.env.HEARTHD, ['protocol'], { encoding: 'utf8' }).matchAll(/^### `([^`]+)` \((.*)\)$/gm)].map(([, name, way]) => ({ name, way }));

  const [ex, guest, stranger, revoked, runner] = await Promise.all(['exeter', 'gus', 'stan', 'rex', 'rita'].map((name) => server.register(name)));
  await team.call(team.owner, 'PATCH', `/api/users/${guest.user.id}`, { role: 'guest' });
  await team.call(team.owner, 'PATCH', `/api/users/${runner.user.id}`, { role: 'admin' });
  for (const person of [ex, revoked]) await team.call(team.member, 'PUT', `${team.at}/members/${person.user.id}`);
  await team.call(team.member, 'POST', `${team.at}/messages`, { content: `@exeter @rex ${secret}` });
  await team.call(team.member, 'DELETE', `${team.at}/members/${ex.user.id}`);
  await team.call(revoked, 'POST', '/api/logout');
  // Those who run the server are outsiders of a private room, too.
  outsiders = { 'ex-member': ex, guest, stranger, 'server admin': runner, 'server owner': team.owner };
  insiders = { 'room owner': team.member, member: team.other };
  outsiders['no token'] = { token: undefined };
  outsiders['revoked token'] = revoked;
});
after(async () => { team.close(); await server.stop(); });

const isSignedIn = (who) => !['no token', 'revoked token'].includes(who);
// Ids of the same look that nothing has.
const nowhere = (text) => [team.room.id, team.message.id, team.file.id, team.upload.id].reduce((all, id) => all.replaceAll(id, `${id[0]}00000000000000000000`), text);
// What no outsider may be told, however.
function assertNoLeak(text, what) {
  for (const [name, part] of Object.entries({ text: secret, room: team.room.id, message: team.message.id, file: team.file.id })) assert.ok(!text.includes(part), `${what}: tells the ${name}: ${text.slice(0, 300)}`);
}

test('every path has a row', () => {
  assert.deepEqual(operations.map(([method, path]) => `${method} ${path}`).sort(), Object.keys(rows).sort());
});

test('paths: an outsider gets of the room what one that is not there gives', async () => {
  for (const [method, path] of operations) {
    const row = rows[`${method} ${path}`];
    const url = typeof row.path === 'string' ? row.path : (row.inRoom && row.path ? path.replace('{id}', path.includes('uploads') ? team.upload.id : team.room.id).replace('{userId}', team.other.user.id) : path);
    const body = row.raw ?? row.body;
    const elsewhere = body instanceof Uint8Array || body === undefined ? body : JSON.parse(nowhere(JSON.stringify(body)));
    for (const [who, person] of Object.entries(outsiders)) {
      const what = `${method} ${url} as ${who}`;
      if (row.inRoom) {
        const answer = await request(server, method, url, { token: person.token, body, headers: row.headers });
        const other = await request(server, method, nowhere(url), { token: person.token, body: elsewhere, headers: row.headers });
        assert.ok([401, 403, 404].includes(answer.status), `${what}: ${answer.status} ${answer.text}`);
        assert.deepEqual([answer.status, answer.text], [other.status, other.text], what);
        assertNoLeak(answer.text, what);
        if (!isSignedIn(who)) assert.equal(answer.status, 401, what);
      } else if (row.as !== 'fresh' && !row.last && typeof row.path !== 'function' && path !== '/api/register' && path !== '/api/login') {
        const answer = await request(server, method, url, { token: person.token, body, headers: row.headers });
        if (!isSignedIn(who) && row.as !== null) assert.equal(answer.status, 401, what);
        assertNoLeak(answer.text.replaceAll(encodeURIComponent(secret), ''), what);
      }
    }
  }
});

test('paths: who belongs to the room is answered', async () => {
  for (const [method, path] of operations) {
    const row = rows[`${method} ${path}`];
    if (!row.inRoom || method !== 'GET' || row.own) continue;
    for (const [who, person] of Object.entries(insiders)) {
      const answer = await request(server, method, row.path, { token: person.token });
      assert.equal(answer.status, 200, `${row.path} as ${who}: ${answer.text}`);
    }
  }
});

test('paths: an upload is its owner\'s alone, and what runs the server is for those who run it', async () => {
  for (const [method, path, who] of operations) {
    const row = rows[`${method} ${path}`];
    if (row.own && typeof row.path === 'string') assert.equal((await request(server, method, row.path, { token: team.other.token, body: row.raw, headers: row.headers })).status, 404, path);
    if (who !== 'admin') continue;
    for (const name of ['ex-member', 'guest', 'stranger']) {
      const url = path.replace('{id}', team.other.user.id);
      const answer = await request(server, method, url, { token: outsiders[name].token, body: row.body });
      assert.deepEqual([answer.status, answer.json.error.code], [403, 'forbidden'], `${method} ${url} as ${name}`);
    }
  }
});

test('no count and no search tells of it', async () => {
  for (const [who, person] of Object.entries(outsiders)) {
    if (!isSignedIn(who)) continue;
    const get = async (path) => (await request(server, 'GET', path, { token: person.token })).json;
    assert.deepEqual(await get(`/api/search?q=${secret}`), { messages: [] }, who);
    assert.deepEqual(await get(`/api/search?q=${secret}&from=mia`), await get(`/api/search?q=${secret}&from=nobody`), who);
    assert.deepEqual(await get(`/api/search?q=a&in=${team.room.id}`), await get('/api/search?q=a&in=r00000000000000000000'), who);
    assert.ok(!JSON.stringify(await get('/api/rooms')).includes(team.room.id), who);
    assert.deepEqual((await get('/api/notifications')).unread, 0, who);
    assert.deepEqual((await get(`/api/presence?users=${team.member.user.id},${team.other.user.id}`)).presence.filter((p) => p.userId !== person.user.id), [], who);
  }
});

// What each event from a client is called with; `own`: it is about nobody's room.
const calls = () => ({
  'join:room': [team.room.id], 'leave:room': [team.room.id], 'typing:start': [team.room.id], 'typing:stop': [team.room.id],
  'message:send': [{ roomId: team.room.id, content: 'x', panel: team.panel }], 'message:edit': [{ roomId: team.room.id, messageId: team.message.id, content: 'x' }],
  'message:delete': [{ roomId: team.room.id, messageId: team.message.id }], 'message:react': [{ roomId: team.room.id, messageId: team.message.id, emoji: '👍', on: true }],
  'message:pin': [{ roomId: team.room.id, messageId: team.message.id, on: true }], 'chat:read': [{ roomId: team.room.id, messageId: team.message.id }],
  'presence:update': ['busy'], 'presence:idle': [false], 'presence:get': [[team.member.user.id, team.other.user.id]],
  'notification:read': [{ roomId: team.room.id }], recover: [{ rooms: { [team.room.id]: '' }, since: 0, changes: [] }],
  subscribe: ['kiln'], unsubscribe: ['kiln'], publish: [{ channel: 'dashboard:x', data: 1 }],
});
// Channels are the team's, not a room's; guests have none (channels.test.mjs).
const harmless = ['presence:update', 'presence:idle', 'presence:get', 'subscribe', 'unsubscribe', 'publish'];

test('events: an outsider is refused as for a room that is not there', async () => {
  const ours = calls();
  assert.deepEqual(events.filter((e) => e.way !== 'server → client').map((e) => e.name).sort(), Object.keys(ours).sort(), 'an event without a row');
  for (const [who, person] of Object.entries(outsiders)) {
    const socket = connect(server.url, person.token, { reconnection: false });
    if (!isSignedIn(who)) {
      assert.match((await next(socket, 'connect_error')).message, /Authentication required|Invalid token/, who);
      continue;
    }
    await next(socket, 'connect');
    for (const [event, args] of Object.entries(ours)) {
      const answer = await socket.timeout(10_000).emitWithAck(event, ...args);
      const other = await socket.timeout(10_000).emitWithAck(event, ...JSON.parse(nowhere(JSON.stringify(args))));
      assert.deepEqual(answer, other, `${event} as ${who}`);
      assertNoLeak(JSON.stringify(answer), `${event} as ${who}`);
      if (event === 'presence:get') assert.deepEqual(answer.users, [], who);
      // To leave what one is not in, and to stop typing there, is done already.
      else if (![...harmless, 'leave:room', 'typing:stop', 'typing:start'].includes(event)) assert.equal(answer.error?.code, 'access_denied', `${event} as ${who}`);
    }
    socket.close();
  }
});

test('events: nothing of the room reaches an outsider, at no time, and all of it a member', async () => {
  const heardBy = {};
  const sockets = [];
  const listen = async (who, person) => {
    const socket = connect(server.url, person.token);
    sockets.push(socket);
    heardBy[who] = [];
    socket.onAny((event, data) => heardBy[who].push({ event, data }));
    await next(socket, 'connect');
    return socket;
  };
  const streams = [];
  for (const [who, person] of Object.entries(outsiders)) {
    if (!isSignedIn(who)) continue;
    const socket = await listen(who, person);
    await socket.timeout(10_000).emitWithAck('join:room', team.room.id);
    const abort = new AbortController();
    const stream = await fetch(`${server.url}/events/notifications`, { headers: { authorization: `Bearer ${person.token}` }, signal: abort.signal });
    const told = { who, text: '', abort };
    streams.push(told);
    (async () => { try { for await (const part of stream.body) told.text += Buffer.from(part); } catch { /* ended by us */ } })();
  }
  const member = await listen('member', team.other);
  await ask(member, 'join:room', team.room.id);
  // The room talks: everything that there is to hear.
  const speaker = connect(server.url, team.member.token);
  await ask(speaker, 'join:room', team.room.id);
  const late = await server.register('late');
  const { call, at } = team;
  await call(team.member, 'PUT', `${at}/members/${late.user.id}`);
  const comer = connect(server.url, late.token);
  await ask(comer, 'join:room', team.room.id);
  await ask(comer, 'leave:room', team.room.id);
  comer.close();
  const room = { roomId: team.room.id };
  const said = await ask(speaker, 'message:send', { ...room, content: `@otto @exeter @room @here ${secret}` });
  const one = { ...room, messageId: said.id };
  await ask(speaker, 'typing:start', team.room.id);
  await ask(speaker, 'typing:stop', team.room.id);
  await ask(speaker, 'message:edit', { ...one, content: `@otto @exeter ${secret} again` });
  await ask(speaker, 'message:react', { ...one, emoji: '👍', on: true });
  await ask(speaker, 'message:pin', { ...one, on: true });
  await ask(speaker, 'chat:read', one);
  await ask(speaker, 'presence:update', 'away');
  await ask(member, 'chat:read', one);
  await call(team.other, 'PUT', `${at}/notifications`, { level: 'all' });
  await call(team.member, 'PATCH', at, { topic: `${secret} anew` });
  await call(team.member, 'PATCH', `${at}/members/${late.user.id}`, { role: 'admin' });
  const another = await call(team.member, 'POST', '/api/rooms', { name: `Cellar ${secret}`, private: true, members: [team.other.user.id] });
  await call(team.member, 'DELETE', `/api/rooms/${another.room.id}/members/${team.other.user.id}`);
  await call(team.member, 'DELETE', `${at}/members/${late.user.id}`);
  await ask(speaker, 'message:delete', one);
  await ask(speaker, 'leave:room', team.room.id);
  await ask(speaker, 'join:room', team.room.id);
  // What is the team's, and no room's.
  const initial = next(member, 'channel:initial');
  await ask(member, 'subscribe', 'kiln');
  await initial;
  const update = next(member, 'channel:update');
  await ask(speaker, 'publish', { channel: 'kiln', data: 1 });
  await update;
  const changed = next(member, 'dashboard:changed');
  await call(team.member, 'PUT', '/api/dashboards', { name: 'Another', panels: [] });
  await changed;
  member.emit('message:edit', { ...one, content: 'x' }); // refused: the event `error`
  await next(member, 'error');
  speaker.close();
  const heard = new Set(heardBy.member.map((e) => e.event));
  heard.add('message:changed'); // which only several servers say (nodes.test.mjs), where they say the others
  assert.deepEqual(events.filter((e) => e.way !== 'client → server' && !heard.has(e.name)).map((e) => e.name), [], 'an event that no member heard: this test has no row for it');
  // What was sent before this ack has arrived.
  for (const socket of sockets) await socket.timeout(10_000).emitWithAck('presence:get', []);
  for (const [who, list] of Object.entries(heardBy)) {
    if (who === 'member') continue;
    assertNoLeak(JSON.stringify(list), who);
    const ownId = outsiders[who].user.id;
    // Dashboards are the team's; the server's guests have none.
    const ofOthers = list.filter((e) => !(e.event === 'presence:changed' && e.data.userId === ownId) && !(e.event === 'dashboard:changed' && who !== 'guest'));
    assert.deepEqual(ofOthers, [], `${who} heard something`);
  }
  for (const { who, text, abort } of streams) {
    assert.deepEqual([...text.matchAll(/^event: (.*)$/gm)].map((m) => m[1]), ['connected'], who);
    abort.abort();
  }
  for (const socket of sockets) socket.close();
});

test('who is shown out hears nothing from that moment, also on what is open', async () => {
  const leaver = await server.register('leaver');
  await team.call(team.member, 'PUT', `${team.at}/members/${leaver.user.id}`);
  const socket = connect(server.url, leaver.token);
  const heard = [];
  await ask(socket, 'join:room', team.room.id);
  const gone = next(socket, 'room:removed');
  const speaker = connect(server.url, team.member.token);
  await ask(speaker, 'join:room', team.room.id);
  await team.call(team.member, 'DELETE', `${team.at}/members/${leaver.user.id}`);
  await gone;
  socket.onAny((event, data) => heard.push({ event, data }));
  await ask(speaker, 'message:send', { roomId: team.room.id, content: `@leaver ${secret}` });
  await ask(speaker, 'typing:start', team.room.id);
  await ask(speaker, 'presence:update', 'busy');
  const recovered = await socket.timeout(10_000).emitWithAck('recover', { rooms: {}, since: 0 });
  assertNoLeak(JSON.stringify(recovered), 'recover');
  assert.deepEqual([recovered.notifications, recovered.presenceUpdates], [[], []]);
  assert.deepEqual(heard, []);
  socket.close();
  speaker.close();
});
