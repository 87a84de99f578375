// RFC 6455 by hand, byte by byte: what a peer may send, and what ends the connection with which code.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { after, before, test } from 'node:test';
import { startConformance } from './conformance.mjs';

let server, port;
before(async () => {
  server = await startConformance('--mode', 'engine', '--ping-interval', '25000', '--max-payload', '65536');
  port = Number(new URL(server.url).port);
});
after(() => server.stop());

const handshake = (extra = '') => 'GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n' +
  `Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${extra}\r\n`;

// A frame of a client. `head` overrides its first byte, `mask` null leaves it unmasked.
function frame(opcode, payload = '', { fin = true, reserved = 0, mask = [1, 2, 3, 4] } = {}) {
  const data = Buffer.from(payload);
  const head = [(fin ? 0x80 : 0) | reserved | opcode];
  const masked = mask ? 0x80 : 0;
  if (data.length < 126) head.push(masked | data.length);
  else if (data.length < 65536) head.push(masked | 126, data.length >> 8, data.length & 255);
  else head.push(masked | 127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (data.length >>> shift) & 255));
  const body = mask ? data.map((byte, i) => byte ^ mask[i % 4]) : data;
  return Buffer.concat([Buffer.from(head), Buffer.from(mask ?? []), body]);
}

class Peer {
  constructor(socket) {
    this.socket = socket;
    this.bytes = Buffer.alloc(0);
    this.isOver = false;
    socket.on('data', (data) => { this.bytes = Buffer.concat([this.bytes, data]); this.wake?.(); });
    socket.on('error', () => {});
    socket.on('close', () => { this.isOver = true; this.wake?.(); });
  }

  async until(done) {
    for (;;) {
      const value = done();
      if (value !== undefined) return value;
      if (this.isOver) throw new Error('the connection ended');
      await new Promise((resolve) => { this.wake = resolve; });
    }
  }

  // The next frame of the server, which does not mask.
  next() {
    return this.until(() => {
      if (this.bytes.length < 2) return undefined;
      const short = this.bytes[1];
      const at = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (this.bytes.length < at) return undefined;
      const size = short < 126 ? short : short === 126 ? this.bytes.readUInt16BE(2) : Number(this.bytes.readBigUInt64BE(2));
      if (this.bytes.length < at + size) return undefined;
      const out = { opcode: this.bytes[0] & 15, payload: this.bytes.subarray(at, at + size) };
      this.bytes = this.bytes.subarray(at + size);
      return out;
    });
  }

  async closeCode() {
    for (;;) {
      const { opcode, payload } = await this.next();
      if (opcode === 8) return payload.readUInt16BE(0);
    }
  }

  send(...frames) {
    this.socket.write(Buffer.concat(frames));
    return this;
  }
}

async function open(extra) {
  const socket = createConnection(port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.write(handshake(extra));
  const peer = new Peer(socket);
  peer.head = await peer.until(() => {
    const end = peer.bytes.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const head = String(peer.bytes.subarray(0, end));
    peer.bytes = peer.bytes.subarray(end + 4);
    return head;
  });
  if (peer.head.startsWith('HTTP/1.1 101')) await peer.next(); // OPEN
  return peer;
}

test('the handshake answers the key as the RFC\'s own example does', async () => {
  const { head, socket } = await open();
  assert.match(head, /^HTTP\/1.1 101 /);
  assert.match(head, /Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/);
  socket.destroy();
});

for (const [what, change, status] of [
  ['another version', (text) => text.replace('Version: 13', 'Version: 8'), 426],
  ['no key', (text) => text.replace(/Sec-WebSocket-Key.*\r\n/, ''), 400],
  ['a key of the wrong length', (text) => text.replace('dGhlIHNhbXBsZSBub25jZQ==', 'c2hvcnQ='), 400],
]) {
  test(`the handshake is refused with ${status}: ${what}`, async () => {
    const socket = createConnection(port, '127.0.0.1');
    socket.write(change(handshake()));
    assert.match(String((await once(socket, 'data'))[0]), new RegExp(`^HTTP/1.1 ${status} `));
  });
}

test('a frame behind the handshake in the same segment is not lost', async () => {
  const socket = createConnection(port, '127.0.0.1');
  socket.write(Buffer.concat([Buffer.from(handshake()), frame(1, '4early')]));
  const peer = new Peer(socket);
  await peer.until(() => (String(peer.bytes).includes('4early') ? true : undefined));
  socket.destroy();
});

const echoes = [
  ['a frame', [frame(1, '4a')], '4a'],
  ['a frame of 126 bytes', [frame(1, '4' + 'x'.repeat(125))], '4' + 'x'.repeat(125)],
  ['a frame of 65,536 bytes', [frame(1, '4' + 'x'.repeat(65535))], '4' + 'x'.repeat(65535)],
  ['fragments', [frame(1, '4a', { fin: false }), frame(0, 'b', { fin: false }), frame(0, 'c')], '4abc'],
  ['fragments with a ping between', [frame(1, '4a', { fin: false }), frame(9, 'p'), frame(0, 'b')], '4ab'],
  ['empty fragments', [frame(1, '', { fin: false }), frame(0, '4a', { fin: false }), frame(0, '')], '4a'],
  ['a code point split across frames', [frame(1, Buffer.from([0x34, 0xF0, 0x9F]), { fin: false }), frame(0, Buffer.from([0x8D, 0x9E]))], '4🍞'],
  ['a mask of zeros', [frame(1, '4a', { mask: [0, 0, 0, 0] })], '4a'],
  ['the edges of UTF-8', [frame(1, '4\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}')], '4\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}'],
];
for (const [what, frames, text] of echoes) {
  for (const [how, cut] of [['at once', (bytes) => [bytes]], ['byte by byte', (bytes) => Array.from(bytes, (byte) => Buffer.from([byte]))]]) {
    if (how === 'byte by byte' && text.length > 1000) continue;
    test(`${what}, ${how}`, async () => {
      const peer = await open();
      for (const piece of cut(Buffer.concat(frames))) {
        peer.socket.write(piece);
        if (how !== 'at once') await new Promise(setImmediate);
      }
      let got = await peer.next();
      while (got.opcode !== 1) got = await peer.next();
      assert.equal(String(got.payload), text);
      peer.socket.destroy();
    });
  }
}

test('a ping gets its own bytes back', async () => {
  const peer = await open();
  peer.send(frame(9, 'hello'));
  const { opcode, payload } = await peer.next();
  assert.deepEqual([opcode, String(payload)], [10, 'hello']);
  peer.socket.destroy();
});

for (const [what, code, ...frames] of [
  ['no mask', 1002, frame(1, '4a', { mask: null })],
  ['a reserved bit', 1002, frame(1, '4a', { reserved: 0x40 })],
  ['a reserved opcode', 1002, frame(3, '4a')],
  ['a reserved control opcode', 1002, frame(11, '')],
  ['a ping in fragments', 1002, frame(9, 'a', { fin: false })],
  ['a ping of 126 bytes', 1002, frame(9, 'x'.repeat(126))],
  ['a ping whose length is padded', 1002, Buffer.from([0x89, 0xFE, 0, 1, 0, 0, 0, 0, 0x61])],
  ['a length padded to 16 bits', 1002, Buffer.from([0x81, 0xFE, 0, 1, 0, 0, 0, 0, 0x36])],
  ['a length padded to 64 bits', 1002, Buffer.from([0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0x36])],
  ['a continuation of nothing', 1002, frame(0, 'a')],
  ['a message within a message', 1002, frame(1, '4a', { fin: false }), frame(1, '4b')],
  ['a lone surrogate', 1007, frame(1, Buffer.from([0x34, 0xED, 0xA0, 0x80]))],
  ['an overlong form', 1007, frame(1, Buffer.from([0x34, 0xC0, 0xAF]))],
  ['beyond U+10FFFF', 1007, frame(1, Buffer.from([0x34, 0xF4, 0x90, 0x80, 0x80]))],
  ['a sequence cut off', 1007, frame(1, Buffer.from([0x34, 0xE2, 0x82]))],
  ['a frame over the bound', 1009, frame(1, '4' + 'x'.repeat(65536))],
  ['a message over the bound', 1009, frame(1, '4' + 'x'.repeat(40000), { fin: false }), frame(0, 'x'.repeat(40000))],
  ['a length of 2^63', 1009, Buffer.from([0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4])],
  ['a close of one byte', 1002, frame(8, 'x')],
  ['a close code that may not be sent', 1002, frame(8, Buffer.from([1005 >> 8, 1005 & 255]))],
  ['a close reason that is not UTF-8', 1007, frame(8, Buffer.from([1000 >> 8, 1000 & 255, 0xFF]))],
  ['a close', 1000, frame(8, Buffer.from([1000 >> 8, 1000 & 255]))],
  ['a close of its own', 4321, frame(8, Buffer.from([4321 >> 8, 4321 & 255]))],
]) {
  test(`closed with ${code}: ${what}`, async () => {
    const peer = await open();
    peer.send(...frames);
    assert.equal(await peer.closeCode(), code);
  });
}

test('noise of every kind leaves the server standing', async () => {
  let seed = 1;
  const random = (below) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below; };
  const bystander = await open();
  for (let round = 0; round < 200; round++) {
    const peer = await open();
    const frames = [];
    for (let i = random(6); i >= 0; i--) {
      const bytes = Buffer.from(Array.from({ length: random(200) }, () => random(256)));
      frames.push(random(3) ? frame(random(16), bytes, { fin: !!random(2), reserved: random(8) ? 0 : 0x20 }) : bytes);
    }
    peer.send(...frames);
    peer.socket.end();
    await new Promise((resolve) => { peer.wake = () => (peer.isOver ? resolve() : undefined); peer.wake(); });
  }
  bystander.send(frame(1, '4still here'));
  let got = await bystander.next();
  while (got.opcode !== 1 || got.payload[0] === 0x32) got = await bystander.next();
  assert.equal(String(got.payload), '4still here');
  bystander.socket.destroy();
});
