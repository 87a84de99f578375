// GET /api/search against a real hearthd: what is found, by whom, in which order, and what is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, startServer } from './hearthd.mjs';

let server, anna, ben, stranger, rooms = {};
before(async () => {
  server = await startServer({ args: ['--limits-messages-per-second', '0', '--limits-events-per-second', '0', '--limits-searches-per-second', '0'] });
  [anna, ben, stranger] = [await server.register('anna'), await server.register('Ben'), await server.register('stranger')];
  for (const [name, more] of [['Open House', {}], ['Secret', { private: true, members: [ben.user.id] }], ['Workshop', { members: [ben.user.id] }]])
    rooms[name] = await server.makeRoom(anna.token, { name, ...more });
});
after(() => server.stop());

const search = (person, params) => server.call('GET', `/api/search?${new URLSearchParams(typeof params === 'string' ? { q: params } : params)}`, undefined, person?.token);
const found = async (person, params) => {
  const { status, body } = await search(person, params);
  assert.equal(status, 200, JSON.stringify(body));
  return body.messages.map((m) => m.content);
};
const say = async (person, room, content) => (await server.call('POST', `/api/rooms/${rooms[room].id}/messages`, { content }, person.token)).body;
const messagePath = (room, id) => `/api/rooms/${rooms[room].id}/messages/${id}`;

test('every word, as it stands, in any case, within words', async () => {
  const texts = ['Hello World', 'say hello, 100% sure_thing', '100 percent, sureXthing', '上海天气不错', '海上', 'STRASSE und Größe', '5" pipe',
    'rock AND roll OR NEAR', 'an "exact phrase" here', 'phrase, exact', 'ÉTÉ en été', 'x*y ^z -w', '🎉', 'ё'];
  for (const text of texts) await say(anna, 'Workshop', text);
  const table = [
    ['hello', [1, 0]], ['HELLO world', [0]], ['ell orl', [0]], ['hello missing', []], ['100%', [1]], ['%', [1]], ['sure_', [1]], ['_', [1]],
    ['*', [11]], ['x*y', [11]], ['x*', [11]], ['^z -w', [11]], ['上海', [3]], ['海', [4, 3]], ['上海天气', [3]], ['strasse', [5]], ['straße', [5]], ['GRÖSSE', [5]],
    ['"', [8, 6]], ['5"', [6]], ['rock AND roll', [7]], ['AND', [7]],
    ['NEAR', [7]], ['rock NEAR(roll)', []], ['"exact phrase"', [8]], ['exact phrase', [9, 8]], ['exact*', []], ['été', [10]], ['e\u0301te\u0301', [10]], ['🎉', [12]], ['Ё', [13]],
    ['"World Hello"', []], ['w', [11, 0]], ['content:hello', []], ["'; DROP TABLE messages; --", []],
  ];
  for (const [q, expected] of table) assert.deepEqual(await found(anna, q), expected.map((i) => texts[i]), q);
  assert.equal((await search(anna, 'a\u0000b')).status, 400, 'nobody can have said that');
});

test('a found message is told as history tells it', async () => {
  const { id } = await say(ben, 'Workshop', 'whole heron');
  await server.call('PUT', `${messagePath('Workshop', id)}/reactions/x`, undefined, anna.token);
  const { body } = await search(ben, 'HERON');
  const history = (await server.call('GET', `/api/rooms/${rooms.Workshop.id}/messages`, undefined, ben.token)).body.messages;
  assert.deepEqual(body, { messages: [history.at(-1)] });
  assert.equal(body.messages[0].reactions.length, 1);
});

test('from, in, has, before and after, as words and as parameters', async () => {
  const kite = async (person, room, text) => (await say(person, room, text)).createdAt;
  await kite(anna, 'Workshop', 'kite one');
  await kite(ben, 'Workshop', 'kite two https://example.org');
  await kite(anna, 'Open House', 'kite three');
  await new Promise((resolve) => setTimeout(resolve, 3));
  const at = await kite(ben, 'Secret', 'kite four HTTP://X');
  const all = ['kite four HTTP://X', 'kite three', 'kite two https://example.org', 'kite one'];
  const today = new Date(at).toISOString().slice(0, 10);
  const tomorrow = new Date(at + 86_400_000).toISOString().slice(0, 10);
  const table = [
    ['kite', {}, [0, 1, 2, 3]], ['from:ben', { from: 'ben' }, [0, 2]], ['from:@BEN', { from: '@BEN' }, [0, 2]], ['from:nobody', { from: 'nobody' }, []], ['from:stranger', { from: 'stranger' }, []],
    ['in:workshop', { in: 'Workshop' }, [2, 3]], ['in:#Workshop', { in: '#workshop' }, [2, 3]], ['in:"open house"', { in: 'Open House' }, [1]], [`in:${rooms.Secret.id}`, { in: rooms.Secret.id }, [0]], ['in:none', { in: 'none' }, []],
    ['has:link', { has: 'link' }, [0, 2]], ['has:LINK from:anna', { has: 'LINK', from: 'anna' }, []],
    [`after:${at}`, { after: at }, [0]], [`before:${at}`, { before: at }, [1, 2, 3]], [`after:${at + 1}`, { after: at + 1 }, []],
    [`after:${today}`, { after: today }, [0, 1, 2, 3]], [`before:${today}`, { before: today }, []], [`before:${tomorrow}`, { before: tomorrow }, [0, 1, 2, 3]], [`after:${tomorrow}`, { after: tomorrow }, []],
  ];
  for (const [words, params, expected] of table) {
    assert.deepEqual(await found(anna, `kite ${words}`), expected.map((i) => all[i]), words);
    assert.deepEqual(await found(anna, { q: 'kite', ...params }), expected.map((i) => all[i]), JSON.stringify(params));
  }
  assert.deepEqual((await found(anna, 'in:workshop from:ben')).slice(0, 1), [all[2]], 'without any word');
  assert.deepEqual(await found(anna, '"kite four"'), [all[0]]);
});

test('only where one may enter, as it is now', async () => {
  await say(anna, 'Secret', 'the osprey is private');
  await say(anna, 'Open House', 'the osprey is public');
  const both = ['the osprey is public', 'the osprey is private'];
  assert.deepEqual(await found(ben, 'osprey'), both);
  assert.deepEqual(await found(stranger, 'osprey'), both.slice(0, 1));
  // A room that one may not enter is answered as one that there is not.
  for (const q of ['osprey in:Secret', `osprey in:${rooms.Secret.id}`, 'osprey in:nowhere', 'osprey in:r-none', 'osprey from:nobody'])
    assert.deepEqual(await search(stranger, q), { status: 200, body: { messages: [] } }, q);
  // A cursor into it opens nothing.
  const { id } = await say(anna, 'Secret', 'osprey, later');
  assert.deepEqual(await found(stranger, { q: 'osprey', cursor: id }), both.slice(0, 1));

  const member = `/api/rooms/${rooms.Secret.id}/members/${ben.user.id}`;
  assert.equal((await server.call('DELETE', member, undefined, anna.token)).status, 200);
  assert.deepEqual(await found(ben, 'osprey'), both.slice(0, 1));
  assert.deepEqual(await found(ben, 'osprey in:Secret'), []);
  assert.equal((await server.call('PUT', member, undefined, anna.token)).status, 200);
  assert.deepEqual(await found(ben, 'osprey in:Secret'), ['osprey, later', both[1]]);

  const direct = await server.makeRoom(anna.token, { direct: stranger.user.id });
  await server.call('POST', `/api/rooms/${direct.id}/messages`, { content: 'osprey between us' }, anna.token);
  assert.deepEqual(await found(stranger, 'osprey in:anna'), ['osprey between us']);
  assert.deepEqual(await found(anna, 'osprey in:stranger'), ['osprey between us']);
  assert.deepEqual(await found(ben, 'osprey between'), []);
});

test('the deleted not at all, the edited by what it says now', async () => {
  const { id } = await say(anna, 'Workshop', 'first wording of the lynx');
  const other = await say(anna, 'Workshop', 'another lynx');
  await server.call('PATCH', messagePath('Workshop', id), { content: 'second wording of the lynx' }, anna.token);
  assert.deepEqual(await found(anna, 'lynx'), ['another lynx', 'second wording of the lynx']);
  assert.deepEqual(await found(anna, 'first wording'), []);
  assert.deepEqual(await found(anna, '"second wording"'), ['second wording of the lynx']);
  await server.call('DELETE', messagePath('Workshop', other.id), undefined, anna.token);
  assert.deepEqual(await found(anna, 'lynx'), ['second wording of the lynx']);
  await server.call('DELETE', messagePath('Workshop', id), undefined, anna.token);
  assert.deepEqual(await found(anna, 'lynx'), []);
});

test('pages, the newest first, each message once', async () => {
  const socket = connect(server.url, anna.token);
  const expected = [];
  for (let i = 1; i <= 250; i++) {
    const room = ['Workshop', 'Open House', 'Secret'][i % 3];
    await ask(socket, 'message:send', { roomId: rooms[room].id, content: i % 2 ? `page ${i} puffin` : 'filler' });
    if (i % 2) expected.unshift(`page ${i} puffin`);
  }
  socket.close();
  for (const limit of [undefined, 1, 7, 25, 100]) {
    const got = [];
    let next;
    do {
      const { status, body } = await search(anna, { q: 'PUFFIN', ...(limit && { limit }), ...(next && { cursor: next }) });
      assert.equal(status, 200);
      assert.ok(body.messages.length <= (limit ?? 100));
      got.push(...body.messages.map((m) => m.content));
      next = body.next;
      if (next) assert.equal(body.messages.length, limit ?? 100);
    } while (next);
    assert.deepEqual(got, expected, `limit ${limit}`);
  }
});

test('what it does not understand it says, and what to do', async () => {
  const table = [
    [{}, 'q: expected words to search for'], [{ q: '' }, 'q: expected words to search for'], [{ q: '  ' }, 'q: expected words to search for'],
    [{ q: 'has:file' }, 'has: expected has:link'], [{ q: 'x', has: 'image' }, 'has: expected has:link'],
    [{ q: 'x from:' }, 'from: expected a name right after it, such as from:anna'], [{ q: 'x', from: '' }, 'from: expected a name right after it, such as from:anna'],
    [{ q: 'in:a', in: 'b' }, 'in: is there twice; give it once'],
    [{ q: 'before:soon' }, 'before: expected a day such as 2026-11-25, or milliseconds since 1970'], [{ q: 'x', after: '2026-13-01' }, 'after: expected a day such as 2026-11-25, or milliseconds since 1970'],
    [{ q: 'x'.repeat(513) }, 'q: expected at most 512 characters; leave words out'],
    [{ q: 'a b c d e f g h i j k l m n o p q' }, 'q: expected at most 16 words; leave some out'],
    ...['0', '101', '-1', 'many', ''].map((limit) => [{ q: 'x', limit }, 'limit: expected a whole number from 1 to 100']),
    [{ q: 'x', cursor: 'nonsense' }, 'cursor: expected `next` of the page before, as it came'],
  ];
  for (const [params, message] of table)
    assert.deepEqual(await search(anna, params), { status: 400, body: { error: { code: 'invalid_request', message } } }, JSON.stringify(params));
  assert.equal((await search(undefined, 'x')).status, 401);
  assert.equal((await search({ token: 'nonsense' }, 'x')).status, 401);
  assert.equal((await server.call('POST', '/api/search?q=x', {}, anna.token)).status, 405);
});

test('too many in a row are refused for a moment, and counted', async () => {
  const slow = await startServer({ args: ['--limits-search-burst', '3', '--limits-searches-per-second', '0.001', '--limits-page-size', '5'] });
  const one = await slow.register('one');
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await slow.call('GET', '/api/search?q=x', undefined, one.token)).status);
  assert.deepEqual(statuses, [200, 200, 200, 429]);
  const metrics = await (await fetch(`${slow.url}/metrics`)).text();
  assert.match(metrics, /^hearth_searches_total 3$/m);
  assert.match(metrics, /^hearth_searches_rate_limited_total 1$/m);
  await slow.stop();
});

test('a restart finds the same, and the database is sound', async () => {
  const folder = server.folder;
  const before = await found(anna, 'hello');
  await server.kill('SIGTERM');
  server = await startServer({ folder });
  assert.deepEqual(await found(anna, 'hello'), before);
});
