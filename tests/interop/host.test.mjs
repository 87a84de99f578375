// What the host decides at the door: who may come, what a refusal says, which headers an answer has.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { ask, RawPeer, startConformance, test } from './conformance.mjs';

const path = '/engine.io/';
const other = 'http://elsewhere.example';
const servers = {};
before(async () => {
  servers.open = await startConformance('--mode', 'engine', '--cookie', 'io');
  servers.listed = await startConformance('--mode', 'engine', '--origins', 'http://one.example,http://two.example');
  servers.own = await startConformance('--mode', 'engine', '--origins', '');
});
after(() => { for (const server of Object.values(servers)) server.stop(); });
const peer = (name = 'open') => new RawPeer(servers[name].url, path);

// Of the reference: https://socket.io/docs/v4/server-instance/#connection_error has the codes.
const refusals = [
  ['no transport', 'EIO=4', {}, 400, 0, 'Transport unknown'],
  ['an unknown transport', 'EIO=4&transport=pigeon', {}, 400, 0, 'Transport unknown'],
  ['an unknown session', 'EIO=4&transport=polling&sid=nobody', {}, 400, 1, 'Session ID unknown'],
  ['an unknown session, by POST', 'EIO=4&transport=polling&sid=nobody', { method: 'POST', body: '4a' }, 400, 1, 'Session ID unknown'],
  ['a handshake by POST', 'EIO=4&transport=polling', { method: 'POST' }, 400, 2, 'Bad handshake method'],
  ['a handshake by PUT', 'EIO=4&transport=polling', { method: 'PUT' }, 400, 2, 'Bad handshake method'],
  ['a WebSocket without an upgrade', 'EIO=4&transport=websocket', {}, 400, 3, 'Bad request'],
  ['PUT in a session', 'EIO=4&transport=polling&sid=SID', { method: 'PUT', body: '4a' }, 400, 3, 'Bad request'],
  ['a WebSocket in a session, without an upgrade', 'EIO=4&transport=websocket&sid=SID', {}, 400, 3, 'Bad request'],
  ['the host\'s rule', 'EIO=4&transport=polling&refuse=full%20house', {}, 403, 4, 'full house'],
  ['no version', 'transport=polling', {}, 400, 5, 'Unsupported protocol version'],
  ['an older version', 'EIO=3&transport=polling', {}, 400, 5, 'Unsupported protocol version'],
  ['no version in a session', 'transport=polling&sid=SID', {}, 400, 5, 'Unsupported protocol version'],
  ['an upgrade for polling', 'EIO=4&transport=polling', { isUpgrade: true }, 400, 3, 'Bad request'],
  ['an upgrade without a transport', 'EIO=4', { isUpgrade: true }, 400, 0, 'Transport unknown'],
  ['an upgrade of an unknown session', 'EIO=4&transport=websocket&sid=nobody', { isUpgrade: true }, 400, 1, 'Session ID unknown'],
  ['an upgrade without a version', 'transport=websocket', { isUpgrade: true }, 400, 5, 'Unsupported protocol version'],
  ['an upgrade of an older version', 'EIO=3&transport=websocket', { isUpgrade: true }, 400, 5, 'Unsupported protocol version'],
  ['an upgrade of a session without a version', 'transport=websocket&sid=SID', { isUpgrade: true }, 400, 5, 'Unsupported protocol version'],
  ['an upgrade, by the host\'s rule', 'EIO=4&transport=websocket&refuse=full%20house', { isUpgrade: true }, 403, 4, 'full house'],
];
for (const [what, query, options, status, code, message] of refusals) {
  test(`refused with ${status}, code ${code}: ${what}`, async () => {
    const raw = await peer().open();
    const answer = await ask(`${raw.base}?${query.replace('SID', raw.handshake.sid)}`, { ...options, headers: { origin: other } });
    assert.deepEqual([answer.status, JSON.parse(answer.body)], [status, { code, message }]);
    assert.match(answer.headers['content-type'], /^application\/json/);
    assert.equal(answer.headers['access-control-allow-origin'], other, 'so that the page may read why');
  });
}

for (const isUpgrade of [false, true]) {
  const how = isUpgrade ? 'WebSocket' : 'polling';
  const query = `EIO=4&transport=${how.toLowerCase()}`;
  for (const [server, origin, isIn] of [
    ['open', other, true], ['open', undefined, true], ['listed', 'http://two.example', true], ['listed', undefined, true],
    ['listed', other, false], ['listed', 'https://two.example', false], ['listed', 'http://two.example.evil', false],
    ['listed', 'null', false], ['own', 'OWN', true], ['own', other, false],
  ]) {
    test(`a page of ${origin} at a server of ${server} origins, by ${how}: ${isIn ? 'comes in' : 'is refused'}`, async () => {
      const from = origin === 'OWN' ? servers.own.url : origin;
      const answer = await ask(`${servers[server].url}${path}?${query}`, { isUpgrade, headers: from ? { origin: from } : {} });
      assert.equal(answer.status, isIn ? (isUpgrade ? 101 : 200) : 403);
      assert.equal(answer.headers['access-control-allow-origin'], isIn ? from : undefined);
      assert.equal(answer.headers['access-control-allow-credentials'], isIn && from ? 'true' : undefined);
      // Else a cache gives one page's answer to another.
      if (isIn && from) assert.match(answer.headers.vary, /origin/i);
      if (!isIn) assert.equal(JSON.parse(answer.body).code, 4);
    });
  }
}

test('a preflight is answered for a page that may come, and for no other', async () => {
  const preflight = (name, origin) => peer(name).request('EIO=4&transport=polling', { method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
  const yes = await preflight('listed', 'http://one.example');
  assert.equal(yes.status, 204);
  assert.equal(yes.headers.get('access-control-allow-origin'), 'http://one.example');
  assert.equal(yes.headers.get('access-control-allow-credentials'), 'true');
  assert.match(yes.headers.get('access-control-allow-methods'), /\bPOST\b/);
  assert.match(yes.headers.get('access-control-allow-headers'), /\bcontent-type\b/);
  const no = await preflight('listed', other);
  assert.equal(no.status, 403);
  assert.equal(no.headers.get('access-control-allow-origin'), null);
});

test('every answer of a session has the headers of CORS', async () => {
  const raw = await peer('listed').open();
  const headers = { origin: 'http://one.example' };
  await raw.post('4a');
  for (const answer of [await raw.poll({ headers }), await raw.post('4a', headers)]) {
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('access-control-allow-origin'), headers.origin);
    assert.equal(answer.headers.get('access-control-allow-credentials'), 'true');
  }
});

test('the handshake alone sets the cookie, and the host tells its answers apart', async () => {
  const first = await ask(`${servers.open.url}${path}?EIO=4&transport=polling`);
  const { sid } = JSON.parse(first.body.slice(1));
  const session = `${servers.open.url}${path}?EIO=4&transport=polling&sid=${sid}`;
  const posted = await ask(session, { method: 'POST', body: '4a' });
  const polled = await ask(session);
  const upgraded = await ask(session.replace('polling', 'websocket'), { isUpgrade: true });
  const direct = await ask(`${servers.open.url}${path}?EIO=4&transport=websocket`, { isUpgrade: true });
  const all = [first, posted, polled, upgraded, direct];
  assert.deepEqual(all.map(({ status }) => status), [200, 200, 200, 101, 101]);
  assert.deepEqual(all.map(({ headers }) => headers['x-conformance']), ['first', 'later', 'later', 'later', 'first']);
  assert.deepEqual(all.map(({ headers }) => !!headers['set-cookie']), [true, false, false, false, true]);
  assert.deepEqual(first.headers['set-cookie'], [`io=${sid}; Path=/; HttpOnly; SameSite=Lax`]);
  const none = await ask(`${servers.listed.url}${path}?EIO=4&transport=polling`);
  assert.equal(none.headers['set-cookie'], undefined);
});
