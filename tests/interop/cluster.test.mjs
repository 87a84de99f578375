// One namespace on servers of ours and of Node's, by a real Redis, with npm's adapters and emitter: each side does to the
// other's sockets what it does to its own. The events are those of conformance/operations.h and cluster.h.
import { Emitter } from '@socket.io/redis-emitter';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe } from 'node:test';
import { io } from 'socket.io-client';
import { heard, leave, startConformance, test } from './conformance.mjs';
import { redisClient, startNode, startRedis } from './redis.mjs';

const quiet = ['--ping-interval', '25000', '--ping-timeout', '25000'];

// Until it holds; a test's own time ends it.
async function until(holds) {
  while (!(await holds())) await new Promise((resolve) => { setTimeout(resolve, 5); });
}

let count = 0;
const fresh = (...names) => names.map((name) => `${name}${++count}`);

// A client that notes what is said to it, up to a mark.
async function person(t, server, rooms = [], nsp = '/') {
  const socket = io(server.url + nsp, { transports: ['websocket'], forceNew: true });
  t.after(() => leave(socket));
  await heard(socket, 'connect');
  socket.seen = [];
  for (const event of ['said', 'server-said']) socket.on(event, (...args) => socket.seen.push(args.length === 1 ? args[0] : args));
  for (const room of rooms) await socket.emitWithAck('join', room);
  return socket;
}

const isSharded = (wire) => wire === 'sharded';

// Two servers of ours and one of Node's on a Redis of their own; Redis knows of all three.
async function startTeam(wire, ...more) {
  const redis = await startRedis();
  const args = ['--redis', redis.url, '--redis-wire', wire, ...quiet, ...more];
  const [ours, other, node] = [await startConformance(...args), await startConformance(...args), await startNode(redis.url, wire)];
  const spare = await redisClient(redis.url);
  const channel = isSharded(wire) ? 'socket.io#/#' : 'socket.io-request#/#';
  await until(async () => (await spare.sendCommand(['PUBSUB', isSharded(wire) ? 'SHARDNUMSUB' : 'NUMSUB', channel]))[1] === 3);
  const stop = async () => {
    ours.stop();
    other.stop();
    await node.stop();
    await spare.disconnect();
    await redis.kill();
  };
  return { redis, ours, other, node, spare, stop };
}

// The same for one test, which may do with it what it likes.
async function ownTeam(t, wire, ...more) {
  const team = await startTeam(wire, ...more);
  t.after(team.stop);
  return team;
}

for (const wire of ['classic', 'sharded']) {
  describe(wire, () => {
    let team, ours, other, node, spare;
    before(async () => {
      team = await startTeam(wire);
      ({ ours, other, node, spare } = team);
    });
    after(() => team?.stop());

    // Everything that either side has published to everybody before has arrived: one publisher's order is kept.
    // By the sharded wire each room has its channel, and only Redis' order, which is one, is kept.
    const settle = async (all) => {
      const [mark] = fresh('mark');
      const speaker = await new Promise((resolve) => { const s = io(ours.url, { transports: ['websocket'], forceNew: true }); s.on('connect', () => resolve(s)); });
      await speaker.emitWithAck('say', {}, mark);
      node.io.emit('said', mark);
      for (const each of all) await until(() => each.seen.filter((what) => what === mark).length === 2);
      for (const each of all) each.seen = each.seen.filter((what) => what !== mark);
      leave(speaker);
    };
    const subscribed = async (room) => {
      if (!isSharded(wire)) return;
      await until(async () => (await spare.sendCommand(['PUBSUB', 'SHARDNUMSUB', `socket.io#/#${room}#`]))[1] >= 1);
    };

    test('an event reaches the sockets of every server, as it was', async (t) => {
      const [red, blue, grey] = fresh('red', 'blue', 'grey');
      const all = [await person(t, ours, [red]), await person(t, other, [red, grey]), await person(t, node, [red]), await person(t, node, [blue])];
      for (const room of [red, blue]) await subscribed(room);
      const rich = [1, -2.5, 'ü "\\ 😀', null, true, { a: [{ b: 'c' }] }];
      const bytes = Buffer.from([0, 1, 255]);
      const [anna] = all;
      await anna.emitWithAck('say', {}, ...rich);
      node.io.emit('said', ...rich);
      await anna.emitWithAck('say', { rooms: [red] }, 'red');
      node.io.to(red).emit('said', 'red');
      await anna.emitWithAck('say', { rooms: [red, blue], except: [grey] }, 'not grey');
      node.io.to([red, blue]).except(grey).emit('said', 'not grey');
      await anna.emitWithAck('say', { rooms: [blue] }, bytes);
      node.io.to(blue).emit('said', bytes);
      await settle(all);
      const twice = (...values) => values.flatMap((value) => [value, value]);
      // Those of each publisher are in its order; between the two anything goes.
      const sorted = (values) => values.map((value) => JSON.stringify(value)).sort();
      assert.deepEqual(all.map(({ seen }) => sorted(seen)), [
        sorted(twice(rich, 'red', 'not grey')),
        sorted(twice(rich, 'red')),
        sorted(twice(rich, 'red', 'not grey')),
        sorted(twice(rich, 'not grey', bytes)),
      ]);
    });

    test('what may be dropped arrives where nothing is in its way', async (t) => {
      const [room] = fresh('room');
      const [anna, ben, cleo] = [await person(t, ours, [room]), await person(t, other, [room]), await person(t, node, [room])];
      await subscribed(room);
      // Again until it arrives: that it may be dropped is the promise.
      await until(async () => {
        await anna.emitWithAck('say', { rooms: [room], isVolatile: true }, 'ours');
        node.io.to(room).volatile.emit('said', 'node');
        return [ben, cleo].every(({ seen }) => seen.includes('ours')) && ben.seen.includes('node');
      });
    });

    test('one socket is reached by its id, from anywhere', async (t) => {
      const [anna, ben, cleo] = [await person(t, ours), await person(t, other), await person(t, node)];
      await subscribed(ben.id);
      node.io.to(ben.id).emit('said', 'from node');
      await anna.emitWithAck('say', { rooms: [ben.id] }, 'from ours');
      await anna.emitWithAck('say', { rooms: [cleo.id] }, 'to node');
      await settle([anna, ben, cleo]);
      assert.deepEqual([anna.seen, ben.seen.sort(), cleo.seen], [[], ['from node', 'from ours'], ['to node']]);
    });

    test('a namespace hears its own', async (t) => {
      const [anna, ben, root] = [await person(t, ours, [], '/custom'), await person(t, node, [], '/custom'), await person(t, other)];
      await anna.emitWithAck('say', {}, 'ours');
      node.io.of('/custom').emit('said', 'node');
      await until(() => anna.seen.length === 2 && ben.seen.length === 2);
      await settle([root]);
      assert.deepEqual(root.seen, []);
    });

    test('an order of one publisher stays one', async (t) => {
      const [anna, ben, cleo] = [await person(t, ours), await person(t, other), await person(t, node)];
      const numbers = Array.from({ length: 500 }, (_, i) => i);
      for (const i of numbers) anna.emit('say', {}, i);
      await until(() => [ben, cleo].every(({ seen }) => seen.length === numbers.length));
      assert.deepEqual([ben.seen, cleo.seen], [numbers, numbers]);
    });

    test('sockets are fetched, moved and disconnected on every server', async (t) => {
      const [room, into] = fresh('room', 'into');
      const [anna, ben, cleo] = [await person(t, ours, [room]), await person(t, other, [room]), await person(t, node, [room])];
      const found = await anna.emitWithAck('fetch-all', [room], []);
      assert.deepEqual(found.map(({ id, data }) => [id, data.from]).sort(),
        [[anna.id, 'hearth'], [ben.id, 'hearth'], [cleo.id, 'node']].sort());
      assert.deepEqual(found.find(({ id }) => id === cleo.id).rooms.sort(), [cleo.id, room].sort());
      const foundByNode = await node.io.in(room).fetchSockets();
      assert.deepEqual(foundByNode.map(({ id, data }) => [id, data.from]).sort(), found.map(({ id, data }) => [id, data.from]).sort());
      assert.deepEqual(foundByNode.find(({ id }) => id === ben.id).rooms.has(room), true);

      const idsIn = async (name) => (await anna.emitWithAck('fetch-all', [name], [])).map(({ id }) => id).sort();
      const everybody = [anna.id, ben.id, cleo.id].sort();
      await anna.emitWithAck('join-sockets', [room], into);
      await until(async () => (await idsIn(into)).length === 3);
      node.io.in(room).except(cleo.id).socketsLeave(into);
      await until(async () => (await idsIn(into)).length === 1);
      assert.deepEqual(await idsIn(into), [cleo.id]);
      node.io.in(room).socketsJoin(into);
      await until(async () => (await idsIn(into)).length === 3);
      await anna.emitWithAck('leave-sockets', [into], into);
      await until(async () => (await idsIn(into)).length === 0);
      assert.deepEqual(await idsIn(room), everybody);

      const gone = [heard(ben, 'disconnect'), heard(cleo, 'disconnect')];
      node.io.in(ben.id).disconnectSockets(true);
      await anna.emitWithAck('disconnect-sockets', [cleo.id]);
      assert.equal((await gone[0])[0], 'io server disconnect');
      assert.equal((await gone[1])[0], 'io server disconnect');
      assert.deepEqual(await idsIn(room), [anna.id]);
    });

    test('servers speak to each other, and answer', async (t) => {
      const [anna, ben] = [await person(t, ours), await person(t, other)];
      node.io.serverSideEmit('news', 1, { a: ['b'] });
      await until(() => anna.seen.length === 1 && ben.seen.length === 1);
      assert.deepEqual(anna.seen, [['news', 1, { a: ['b'] }]]);
      assert.deepEqual((await node.io.serverSideEmitWithAck('hello')).sort(), ['hearth', 'hearth']);
      const told = new Promise((resolve) => { node.io.on('word', (...args) => resolve(args)); });
      await anna.emitWithAck('server-emit', 'word', 5, [6]);
      assert.deepEqual(await told, [5, [6]]);
      node.io.on('hello', (ack) => ack('node'));
      const [answers, missing] = await new Promise((resolve) => { anna.emit('server-ask', 'hello', (...args) => resolve(args)); });
      assert.deepEqual([answers.sort(), missing], [['hearth', 'node'], 0]);
    });

    test('clients of every server are asked, and their answers counted', async (t) => {
      const [room] = fresh('room');
      const all = [await person(t, ours, [room]), await person(t, other, [room]), await person(t, node, [room])];
      all.forEach((socket, i) => socket.on('question', (what, ack) => ack(`${what}${i}`)));
      const [anna, , cleo] = all;
      assert.deepEqual((await node.io.in(room).timeout(5_000).emitWithAck('question', 'node')).sort(), ['node0', 'node1', 'node2']);
      const ask = (timeout) => new Promise((resolve) => { anna.emit('ask-all', timeout, [room], 'ours', (...args) => resolve(args)); });
      const [answers, missing] = await ask(5_000);
      assert.deepEqual([answers.flat().sort(), missing], [['ours0', 'ours1', 'ours2'], 0]);
      cleo.off('question');
      const [fewer, one] = await ask(300);
      assert.deepEqual([fewer.flat().sort(), one], [['ours0', 'ours1'], 1]);
    });

    if (!isSharded(wire)) {
      test('the emitter of npm reaches our sockets', async (t) => {
        const [room, into] = fresh('room', 'into');
        const [anna, ben] = [await person(t, ours, [room]), await person(t, other)];
        const emitter = new Emitter(spare);
        emitter.emit('said', 'all', 1);
        emitter.to(room).emit('said', Buffer.from([9]));
        emitter.except(room).emit('said', 'others');
        emitter.in(room).socketsJoin(into);
        emitter.to(into).emit('said', 'joined');
        emitter.serverSideEmit('news', 5);
        emitter.of('/custom').emit('said', 'elsewhere');
        await until(() => anna.seen.length >= 4 && ben.seen.length >= 3);
        await settle([anna, ben]);
        const texts = ({ seen }) => seen.map((what) => JSON.stringify(what)).sort();
        assert.deepEqual(texts(anna), [['all', 1], Buffer.from([9]), 'joined', ['news', 5]].map((what) => JSON.stringify(what)).sort());
        assert.deepEqual(texts(ben), [['all', 1], 'others', ['news', 5]].map((what) => JSON.stringify(what)).sort());
        const gone = heard(anna, 'disconnect');
        emitter.in(room).disconnectSockets();
        assert.equal((await gone)[0], 'io server disconnect');
      });

      test('all rooms are listed', async (t) => {
        const names = fresh('first', 'second', 'third');
        const all = [await person(t, ours, [names[0]]), await person(t, other, [names[1]]), await person(t, node, [names[2]])];
        const rooms = await all[0].emitWithAck('rooms-all');
        for (const name of names) assert.ok(rooms.includes(name), name);
        const known = await node.io.of('/').adapter.allRooms();
        for (const name of names) assert.ok(known.has(name), name);
      });
    }

    test('more questions than can wait are refused, counted, and not taken for answered', async (t) => {
      const { ours, other, node } = await ownTeam(t, wire);
      const [room] = fresh('room');
      const [anna, silent] = [await person(t, ours), await person(t, other, [room])];
      const most = 1_000;
      let early = 0;
      const ask = () => new Promise((resolve) => { anna.emit('ask-all', 20_000, [room], 'well?', (answers, missing) => { ++early; resolve(missing); }); });
      for (let i = 0; i < most; ++i) ask();
      assert.ok(await ask() >= 1);
      assert.equal(early, 1);
      assert.equal((await anna.emitWithAck('cluster')).refused, 1);
      // The other server has as many open, of ours; one more asks nobody there.
      await until(async () => (await silent.emitWithAck('cluster')).requests === most);
      assert.equal((await silent.emitWithAck('cluster')).refused, 0);
      node.io.in(room).timeout(2_000).emit('question', 'and?', () => {});
      await until(async () => (await silent.emitWithAck('cluster')).refused === 1);
    });

    test('who was away misses nothing, or is not told that it came back', async (t) => {
      const { ours, other, spare } = await ownTeam(t, wire, '--recovery-ms', '60000');
      const [room] = fresh('room');
      const [anna, ben] = [await person(t, ours, [room]), await person(t, other)];
      if (isSharded(wire)) await until(async () => (await spare.sendCommand(['PUBSUB', 'SHARDNUMSUB', `socket.io#/#${room}#`]))[1] === 1);
      await ben.emitWithAck('say', { rooms: [room] }, 'before');
      await until(() => anna.seen.length === 1);
      const back = new Promise((resolve) => { anna.io.on('reconnect', resolve); });
      const gone = heard(anna, 'disconnect');
      anna.io.engine.close();
      await gone;
      await ben.emitWithAck('say', { rooms: [room] }, 'meanwhile');
      await back;
      await until(() => anna.connected);
      if (isSharded(wire)) assert.equal(anna.recovered, false);
      else assert.deepEqual([anna.recovered, anna.seen.map(([what]) => what)], [true, ['before', 'meanwhile']]); // behind it stands its offset
    });

    test('what is malformed is counted, and the server stands', async (t) => {
      const { ours, other, node, spare } = await ownTeam(t, wire);
      const anna = await person(t, ours);
      const { malformed } = await anna.emitWithAck('cluster');
      // Node falls over the first of them, so they go to our servers alone.
      const channels = isSharded(wire) ? ['socket.io#/#'] : ['socket.io-request#/#', 'socket.io-response#/#'];
      const bad = ['', '{', '{}', '[]', 'null', '{"type":"x"}', '{"type":3}', Buffer.from([0x93, 0xc0]), Buffer.alloc(1_000, 0x91), Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff])];
      await node.stop();
      let sent = 0;
      for (const channel of channels) {
        for (const payload of bad) {
          await spare.sendCommand([isSharded(wire) ? 'SPUBLISH' : 'PUBLISH', channel, Buffer.isBuffer(payload) ? payload : Buffer.from(payload)]);
          ++sent;
        }
      }
      if (!isSharded(wire)) {
        for (const payload of [Buffer.from([0x90]), Buffer.from('9381a178c0c0', 'hex')]) {
          await spare.sendCommand(['PUBLISH', 'socket.io#/#', payload]);
          ++sent;
        }
      }
      await until(async () => (await anna.emitWithAck('cluster')).malformed >= malformed + sent);
      const ben = await person(t, other);
      await anna.emitWithAck('say', {}, 'still here');
      await until(() => ben.seen.includes('still here'));
    });

    test('without Redis a server serves its own, and afterwards everybody', async (t) => {
      const team = await ownTeam(t, wire);
      const { ours, other } = team;
      const [anna, same, ben] = [await person(t, ours), await person(t, ours), await person(t, other)];
      await team.redis.kill();
      await until(async () => !(await anna.emitWithAck('cluster')).isUp);
      await anna.emitWithAck('say', {}, 'alone');
      await until(() => same.seen.includes('alone'));
      assert.equal(await anna.emitWithAck('fetch-all', [], []), 'request_timeout');
      const { kill } = await startRedis(team.redis.port);
      t.after(kill);
      await until(async () => (await anna.emitWithAck('cluster')).isUp && (await ben.emitWithAck('cluster')).isUp);
      await until(async () => { await anna.emitWithAck('say', {}, 'back'); return ben.seen.includes('back'); });
      assert.ok(!ben.seen.includes('alone'));
    });
  });
}

test('a Redis that is not there, or lets nobody in, is one line', async () => {
  const { url: gone, kill } = await startRedis();
  await kill();
  for (const [url, says] of [[gone, /no Redis at 127\.0\.0\.1:\d+: Connection refused/], ['http://x', /the address of Redis/]]) {
    const child = spawn(process.env.CONFORMANCE_SERVER, ['--redis', url], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stderr.on('data', (data) => { text += data; });
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
    assert.match(text, says);
    assert.equal(text.trim().split('\n').length, 1, text);
  }
});
