// npm's ws, a WebSocket client of another house, against the engine: what it can say of RFC 6455, said by it.
import assert from 'node:assert/strict';
import { on, once } from 'node:events';
import { after, before } from 'node:test';
import WebSocket from 'ws';
import { startConformance, test } from './conformance.mjs';

let server;
before(async () => { server = await startConformance('--mode', 'engine', '--ping-interval', '25000'); });
after(() => server.stop());

async function open(options = {}, protocols = []) {
  const ws = new WebSocket(`${server.url.replace('http', 'ws')}/engine.io/?EIO=4&transport=websocket`, protocols, options);
  ws.on('error', () => {});
  const messages = on(ws, 'message');
  ws.next = async () => {
    const [data, isBinary] = (await messages.next()).value;
    return isBinary ? data : String(data);
  };
  await ws.next(); // OPEN
  return ws;
}

for (const [what, data] of [
  ['text', '4wörld 👋'], ['empty text', '4'], ['binary', Buffer.from([0, 1, 254, 255])], ['empty binary', Buffer.alloc(0)],
  ['text of 125 bytes', '4'.padEnd(125, 'x')], ['text of 126 bytes', '4'.padEnd(126, 'x')],
  ['text of 65,535 bytes', '4'.padEnd(65_535, 'x')], ['text of 65,536 bytes', '4'.padEnd(65_536, 'x')],
  ['text as large as a payload may be', '4'.padEnd(1_000_000, 'x')], ['binary as large as that', Buffer.alloc(1_000_000, 7)],
]) {
  test(`it gets back: ${what}`, async () => {
    const ws = await open();
    ws.send(data);
    assert.deepEqual(await ws.next(), data);
    ws.close();
    assert.equal((await once(ws, 'close'))[0], 1000, 'a close with nothing is a normal one');
  });
}

test('messages in fragments, with a ping between, come back whole and in order', async () => {
  const ws = await open();
  const pong = once(ws, 'pong');
  const bytes = Buffer.from('4one 👋');
  ws.send(bytes.subarray(0, 7), { fin: false, binary: false }); // within the code point
  ws.ping('are you there');
  ws.send(bytes.subarray(7), { fin: true });
  ws.send('4two');
  assert.equal(await ws.next(), '4one 👋');
  assert.equal(await ws.next(), '4two');
  assert.equal(String((await pong)[0]), 'are you there');
  ws.terminate();
});

for (const [code, reason] of [[1000, ''], [1001, 'going'], [3000, 'of a library'], [4999, 'ö'.repeat(61)]]) {
  test(`it closes with ${code}, and hears the same`, async () => {
    const ws = await open();
    ws.close(code, reason);
    assert.equal((await once(ws, 'close'))[0], code);
  });
}

test('a message over the maximum is closed with 1009', async () => {
  const ws = await open();
  ws.send('4'.padEnd(1_000_001, 'x'));
  assert.equal((await once(ws, 'close'))[0], 1009);
});

test('an offer of compression or of a subprotocol is declined, and the rest works', async () => {
  const ws = await open({ perMessageDeflate: { threshold: 0 } });
  assert.equal(ws.extensions, '');
  ws.send('4'.padEnd(5000, 'x'));
  assert.equal((await ws.next()).length, 5000);
  ws.terminate();
  const refused = new WebSocket(`${server.url.replace('http', 'ws')}/engine.io/?EIO=4&transport=websocket`, ['chat']);
  assert.match((await once(refused, 'error'))[0].message, /no subprotocol/, 'RFC 6455 leaves it to the client');
});

test('a hundred at once, each with its own answers', async () => {
  const all = await Promise.all(Array.from({ length: 100 }, () => open()));
  await Promise.all(all.map(async (ws, i) => {
    for (let round = 0; round < 10; round++) {
      ws.send(`4${i} ${round}`);
      assert.equal(await ws.next(), `4${i} ${round}`);
    }
    ws.terminate();
  }));
});
