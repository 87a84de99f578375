// A server among others ends: who hears it by Server-Sent Events is moved away bit by bit, and misses nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventSource } from 'eventsource';
import { readStream } from './channeltools.mjs';
import { connect, startServer } from './hearthd.mjs';
import { startNginx } from './nginx.mjs';
import { startTeam, until } from './team.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

const size = 60;
const waveMs = 2_500;

// A client of a stream: of this server first, then, as soon as it has ended, of any. What it heard is `kept`, by id.
class Reader {
  heard = [];
  ends = []; // of each stream: when, whether as a whole, and for how long it is to wait
  constructor(url, later, path, token, isKept) {
    Object.assign(this, { url, later, path, token, isKept });
    this.over = new AbortController();
    this.running = this.run();
  }
  async run() {
    for (let url = this.url; !this.over.signal.aborted; url = this.later) await this.listen(url + this.path).catch((error) => { if (!this.over.signal.aborted) throw new Error(`${url}: ${error.cause ?? error}`); });
  }
  async listen(url) {
    const headers = { authorization: `Bearer ${this.token}`, ...(this.last && { 'last-event-id': this.last }) };
    const response = await fetch(url, { headers, signal: this.over.signal });
    assert.equal(response.status, 200, `${url}: ${response.status}`);
    this.isOpen = true;
    let text = '', retry;
    const reader = this.reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const ended = (isWhole) => { this.isOpen = false; this.ends.push({ at: Date.now(), isWhole: isWhole && text === '', retry }); };
    try {
      for (let piece; (piece = (await reader.read()).value) !== undefined;) {
        const blocks = (text += piece).split('\n\n');
        text = blocks.pop();
        for (const block of blocks) {
          const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
          if (fields.retry) retry = Number(fields.retry);
          if (fields.id) this.last = fields.id;
          if (this.isKept(fields.event)) this.heard.push(JSON.parse(fields.data));
        }
      }
    } catch (error) {
      ended(false);
      throw error;
    }
    ended(true);
  }
  async close() {
    this.over.abort();
    this.reader?.cancel().catch(() => {}); // Node 18 does not end by an abort what is being read
    await this.running;
  }
}

// No more than half of them within any tenth of the wave: all at once is what must not be. How even it is beyond that
// wave_test.cpp looks at; here this process's own pauses are in the times.
function assertEven(what, times) {
  const atOnce = times.map((from) => times.filter((at) => at >= from && at < from + waveMs / 10).length);
  assert.ok(Math.max(...atOnce) <= times.length / 2, `${what}: not evenly: ${times.sort((a, b) => a - b)}`);
}

test('streams end in the wave, and go on elsewhere without a gap', { timeout: 90_000 }, async (t) => {
  const team = await startTeam(3, ['--trusted-proxies', '127.0.0.1', '--limits-event-streams-per-user', '0', '--limits-channel-values-per-second', '0']);
  const all = [];
  // Before what they come back to.
  t.after(() => Promise.all(all.map((each) => each.close())));
  t.after(() => team.stop());
  const nginx = await startNginx(team.servers.map(({ port }) => port), team.servers[0].folder);
  t.after(() => nginx.stop());
  const [first, second] = team.servers;
  const anna = await first.register('anna'), ben = await first.register('ben');
  const room = await first.makeRoom(anna.token, { name: 'Hall', private: true, members: [ben.user.id] });
  assert.equal((await second.post('kiln', 0, anna.token)).status, 201);

  const values = Array.from({ length: size }, () => new Reader(first.url, nginx.url, '/events/stream/kiln', anna.token, (event) => event === 'update'));
  const mentions = Array.from({ length: size }, () => new Reader(first.url, nginx.url, '/events/notifications', ben.token, (event) => event === 'notification'));
  const readers = [...values, ...mentions];
  // As browsers do it: they wait, and give up for ever on a refusal.
  const browsers = Array.from({ length: 9 }, () => {
    const source = new EventSource(`${nginx.url}/api/events/stream/kiln`, { fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${anna.token}` } }) });
    const heard = [];
    source.addEventListener('update', ({ data }) => heard.push(JSON.parse(data)));
    return { source, heard, close: () => source.close() };
  });
  const sockets = Array.from({ length: size }, () => {
    const socket = connect(first.url, anna.token, { reconnection: false });
    socket.on('disconnect', () => { socket.leftAt = Date.now(); });
    return socket;
  });
  all.push(...readers, ...browsers, ...sockets);
  await until(() => readers.every((reader) => reader.isOpen) && browsers.every(({ source }) => source.readyState === EventSource.OPEN) && sockets.every(({ connected }) => connected));

  let isOver = false, said = 0, told = 0;
  const again = async (act) => { while (!isOver) { await act(); await new Promise((resolve) => { setTimeout(resolve, 10); }); } };
  const publishing = again(async () => { assert.equal((await second.post('kiln', said + 1, anna.token)).status, 201); said++; });
  const telling = again(async () => {
    const message = { content: `@ben ${told + 1}`, clientId: `m${told + 1}` };
    assert.equal((await second.call('POST', `/api/rooms/${room.id}/messages`, message, anna.token)).status, 201);
    told++;
  });
  await until(() => readers.every((reader) => reader.heard.length >= 20));

  const ticket = async () => (await second.call('POST', '/api/tickets', { path: '/events/notifications' }, ben.token)).body.ticket;
  const one = await ticket();
  const began = Date.now(), ended = first.kill('SIGTERM');
  await until(async () => (await fetch(`${first.url}/readyz`)).status === 503);
  for (const path of ['/events/stream/kiln', '/events/stream?channels=kiln', '/events/notifications', '/api/events/notifications'])
    assert.equal((await fetch(first.url + path, { headers: { authorization: `Bearer ${anna.token}` } })).status, 404, `${path} begins at a server that ends`);
  assert.equal((await fetch(`${first.url}/events/notifications?ticket=${one}`)).status, 404);
  const byTicket = await fetch(`${second.url}/events/notifications?ticket=${one}`);
  assert.equal(byTicket.status, 200, 'a ticket that sent nobody in is still good');
  await byTicket.body.cancel();
  assert.equal(await ended, 0);
  const took = Date.now() - began;
  assert.ok(took < 5_000, `it took ${took} ms to end`);
  const saidThen = said, toldThen = told;
  await until(() => readers.every((reader) => reader.isOpen && reader.heard.length > 0));
  // Those who waited, too.
  await until(() => browsers.every(({ heard }) => heard.at(-1)?.data > saidThen));
  await until(() => told > toldThen + 20);
  isOver = true;
  await Promise.all([publishing, telling]);
  await until(() => values.every(({ heard }) => heard.at(-1).data >= said) && mentions.every(({ heard }) => heard.at(-1).content === `@ben ${told}`));
  await until(() => browsers.every(({ heard }) => heard.at(-1).data >= said));

  assertEven('sockets', sockets.map(({ leftAt }) => leftAt - began));
  for (const [what, some] of Object.entries({ values, mentions })) {
    const ends = some.map((reader) => reader.ends[0]);
    assert.ok(some.every((reader) => reader.ends.length === 1), `${what}: each is moved once, by the server that ends: ${some.map((reader) => reader.ends.length)}`);
    assert.ok(ends.every(({ isWhole }) => isWhole), `${what}: a stream was cut`);
    assertEven(what, ends.map(({ at }) => at - began));
    const waits = new Set(ends.map(({ retry }) => retry));
    assert.ok([...waits].every((ms) => ms >= 3_000 && ms < 6_000) && waits.size > size / 2, `${what}: all come back at once: ${[...waits]}`);
  }
  const whole = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  for (const { heard } of [...values, ...browsers]) assert.deepEqual(heard.map(({ data }) => data), whole(heard[0].data, said));
  for (const { heard } of mentions) assert.deepEqual(heard.map(({ content }) => content), whole(1, told).map((n) => `@ben ${n}`));
});

test('who comes back sooner than what they heard elsewhere hears it once', { timeout: 60_000 }, async (t) => {
  const team = await startTeam(2);
  t.after(() => team.stop());
  const [first, second] = team.servers;
  const { token } = await first.register('anna');
  const post = async (value) => Number((await first.post('kiln', value, token)).body.id);
  const one = await post(1);
  const known = async () => (await second.call('GET', '/api/channels/kiln', undefined, token)).body;
  await until(async () => JSON.stringify(await known()).includes(`"${one}"`));

  team.redis.child.kill('SIGSTOP');
  const two = await post(2);
  const ahead = await readStream(`${second.url}/events/stream/kiln`, token, { lastEventId: two });
  team.redis.child.kill('SIGCONT');
  const three = await post(3);
  await ahead.until((events) => events.at(-1)?.data === 3);
  assert.deepEqual(ahead.events.map(({ type, data }) => [type, data]), [['update', 3]]);
  await ahead.end();

  // A position that nobody has given, as of a database before its restore.
  const other = await readStream(`${second.url}/events/stream/kiln`, token, { lastEventId: three + 1_000 });
  await other.until((events) => events.length > 0);
  await post(4);
  await other.until((events) => events.at(-1).data === 4);
  assert.deepEqual(other.events.map(({ type, data }) => [type, data]), [['initial', 3], ['update', 4]]);
  await other.end();
});

// A team of one server, behind nginx.
async function oneBehindNginx(t) {
  const team = await startTeam(1, ['--trusted-proxies', '127.0.0.1']);
  t.after(() => team.stop());
  const [server] = team.servers;
  const nginx = await startNginx([server.port], server.folder);
  t.after(() => nginx.stop());
  const { token } = await server.register('anna');
  const headers = { authorization: `Bearer ${token}` };
  return { team, server, nginx, token, headers };
}

test('where nobody is there, a stream is cut off: told 502, EventSource would not try again', { timeout: 30_000 }, async (t) => {
  const server = await startServer({ args: ['--trusted-proxies', '127.0.0.1'] });
  const nginx = await startNginx([server.port], server.folder);
  t.after(() => nginx.stop());
  await server.stop();
  assert.equal((await fetch(`${nginx.url}/api/me`)).status, 502);
  for (const path of ['/events/stream/kiln', '/api/events/notifications']) await assert.rejects(fetch(nginx.url + path), `${path} is answered`);
});

test('where every server ends, a stream is cut off: told 404, EventSource would not try again', { timeout: 30_000 }, async (t) => {
  const { server, nginx, token, headers } = await oneBehindNginx(t);
  // While they are moved away, it answers.
  const sockets = Array.from({ length: size }, () => connect(server.url, token, { reconnection: false }));
  t.after(() => sockets.forEach((socket) => socket.close()));
  await until(() => sockets.every(({ connected }) => connected));
  const ended = server.kill('SIGTERM');
  await until(async () => (await fetch(`${server.url}/readyz`)).status === 503);
  for (const path of ['/events/stream/kiln', '/api/events/stream?channels=kiln', '/events/notifications']) {
    assert.equal((await fetch(server.url + path, { headers })).status, 404);
    await assert.rejects(fetch(nginx.url + path, { headers }), `${path} is answered`);
  }
  assert.ok(sockets.some(({ connected }) => connected), 'it has ended before it was asked');
  await ended;
});

test('where the database is away, a stream is cut off: told 503, EventSource would not try again', { timeout: 30_000 }, async (t) => {
  const { team, server, nginx, headers } = await oneBehindNginx(t);
  await team.postgres.kill();
  for (const path of ['/events/stream/kiln', '/events/notifications']) {
    assert.equal((await fetch(server.url + path, { headers })).status, 503);
    await assert.rejects(fetch(nginx.url + path, { headers }), `${path} is answered`);
  }
  assert.equal((await fetch(`${nginx.url}/api/rooms`, { headers })).status, 503);
});
