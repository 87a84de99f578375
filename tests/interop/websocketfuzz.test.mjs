// RFC 6455 by chance: a peer that makes up sequences of frames, right and wrong, foretells for each what must come back
// (echoes and pongs in order, then a close with its code) and cuts it into segments as it likes. HEARTH_SEED repeats a
// run, HEARTH_FUZZ_SECONDS makes it longer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { patienceMs, startConformance } from './conformance.mjs';
import { closeFrame, frame, open } from './websocketpeer.mjs';

const seed = Number(process.env.HEARTH_SEED ?? Math.floor(Math.random() * 2 ** 31));
const seconds = Number(process.env.HEARTH_FUZZ_SECONDS ?? 3);
const maxPayload = 70_000;
const patience = seconds * 1000 + 2 * patienceMs;
console.log(`HEARTH_SEED=${seed}`);

let server, port, bystander;
before(async () => {
  server = await startConformance('--mode', 'engine', '--ping-interval', '600000', '--max-payload', `${maxPayload}`);
  port = Number(new URL(server.url).port);
  bystander = await open(port);
  clearTimeout(bystander.patience); // it is here to the end
});
after(() => server.stop());

// mulberry32: small, and good enough to choose frames.
function chance(state) {
  const random = () => {
    state = (state + 0x6D2B79F5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(random() * n);
  return { below, oneIn: (n) => below(n) === 0, of: (list) => list[below(list.length)], bytes: (n) => Buffer.from(Array.from({ length: n }, () => below(256))) };
}

const letters = ['a', '"', '\u0000', '\u007f', 'ö', '\u07ff', '上', '\ud7ff', '\ue000', '\uffff', '👋', '\u{10ffff}'].map((letter) => Buffer.from(letter));
const broken = [[0x80], [0xC0, 0xAF], [0xC2], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xFF]];
const goodCodes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
const badCodes = [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535];
const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

// One sequence: `segments` to send and `expected` frames of the server, a close the last of them.
function sequence(dice) {
  const frames = [], expected = [], said = [];
  let message = null; // of several frames, under way
  const put = (what, bytes) => { said.push(what); frames.push(bytes); };
  const masked = (opcode, payload, options = {}) => frame(opcode, payload, { mask: dice.oneIn(8) ? [0, 0, 0, 0] : [...dice.bytes(4)], ...options });
  const expect = (opcode, payload) => expected.push([opcode, Buffer.from(payload).toString('latin1')]);
  const end = (code) => expected.push([opcodes.close, code]);
  const size = () => dice.of([0, 1, 5, 124, 125, 126, 127, 300, dice.below(3000), ...(dice.oneIn(10) ? [65_534, 65_535, 65_536] : [])]);
  const text = (bytes) => {
    const out = [Buffer.from('4')];
    for (let left = bytes - 1; left > 0; left -= out.at(-1).length) out.push(dice.of(letters));
    return Buffer.concat(out);
  };

  const whole = () => {
    const isText = dice.oneIn(2);
    const payload = isText ? text(size()) : dice.bytes(size());
    put(`${isText ? 'text' : 'binary'} of ${payload.length}`, masked(isText ? 1 : 2, payload));
    expect(isText ? 1 : 2, payload);
  };
  // Cut anywhere, also within a code point.
  const begin = () => {
    const isText = dice.oneIn(2);
    const payload = isText ? text(size()) : dice.bytes(size());
    const cuts = Array.from({ length: 1 + dice.below(5) }, () => dice.below(payload.length + 1)).sort((a, b) => a - b);
    const pieces = [0, ...cuts].map((from, i) => payload.subarray(from, cuts[i] ?? payload.length));
    message = { opcode: isText ? 1 : 2, payload, pieces, next: 0 };
    goOn();
  };
  const goOn = () => {
    const { opcode, payload, pieces, next } = message;
    const fin = next === pieces.length - 1;
    put(`${next ? 'continuation' : 'start'} of ${pieces[next].length}${fin ? ', final' : ''}`, masked(next ? 0 : opcode, pieces[next], { fin }));
    message.next++;
    if (!fin) return;
    expect(opcode, payload);
    message = null;
  };
  const control = () => {
    const payload = dice.bytes(dice.of([0, 1, 5, 125]));
    const isPing = dice.oneIn(2);
    put(isPing ? 'ping' : 'pong', masked(isPing ? opcodes.ping : opcodes.pong, payload));
    if (isPing) expect(opcodes.pong, payload);
  };

  const oversize = () => {
    // Told from the head alone: what would follow is never sent.
    const bits = dice.of([[0, 1, 0x11, 0x71], [0, 1, 0x80, 0], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF]]);
    return Buffer.from([0x80 | (message ? 0 : dice.of([1, 2])), 0xFF, ...(bits[0] > 0 ? bits : [0, 0, 0, 0]), ...bits, ...dice.bytes(4)]);
  };
  const invalidText = () => {
    const bad = Buffer.concat([text(dice.below(200)), Buffer.from(dice.of(broken)), ...(dice.oneIn(2) ? [Buffer.from('a')] : [])]);
    if (dice.oneIn(2)) return masked(1, bad);
    const cut = dice.below(bad.length + 1);
    return Buffer.concat([masked(1, bad.subarray(0, cut), { fin: false }), masked(0, bad.subarray(cut))]);
  };
  const small = () => masked(message ? 0 : dice.of([1, 2]), text(dice.below(100)), { fin: false });
  const violations = [
    ['no mask', 1002, () => frame(message ? 0 : 1, '4a', { mask: null })],
    ['an unmasked ping', 1002, () => frame(opcodes.ping, '', { mask: null })],
    ['a reserved bit', 1002, () => masked(message ? 0 : 1, '4a', { reserved: dice.of([0x10, 0x20, 0x40, 0x70]) })],
    ['a reserved bit of a ping', 1002, () => masked(opcodes.ping, 'p', { reserved: dice.of([0x10, 0x20, 0x40]) })],
    ['a reserved opcode', 1002, () => masked(dice.of([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), dice.oneIn(2) ? '' : 'abc')],
    ['a control frame in fragments', 1002, () => masked(dice.of([8, 9, 10]), '', { fin: false })],
    ['a control frame of 126 and more', 1002, () => masked(dice.of([8, 9, 10]), dice.bytes(126 + dice.below(70_000)))],
    ['a control frame with a long length', 1002, () => masked(dice.of([9, 10]), 'abc', { bits: dice.of([16, 64]) })],
    ['a length with more bytes than it needs', 1002, () => masked(message ? 0 : 1, text(dice.below(100)), { bits: dice.of([16, 64]) })],
    ['a 64-bit length that 16 bits hold', 1002, () => masked(message ? 0 : 2, dice.bytes(126 + dice.below(500)), { bits: 64 })],
    ['a continuation of nothing', 1002, () => masked(0, 'a', { fin: dice.oneIn(2) }), () => !message],
    ['a message within a message', 1002, () => masked(dice.of([1, 2]), '4b', { fin: dice.oneIn(2) }), () => message],
    ['over the bound', 1009, oversize],
    ['over the bound, in fragments', 1009, () => Buffer.concat([small(), masked(0, dice.bytes(maxPayload))])],
    ['text that is not UTF-8', 1007, invalidText, () => !message],
    ['a close of one byte', 1002, () => masked(8, 'x')],
    ['a close with a bad code', 1002, () => closeFrame(dice.of(badCodes))],
    ['a close whose reason is not UTF-8', 1007, () => closeFrame(dice.of(goodCodes), Buffer.from(dice.of(broken)))],
    ['a packet that Engine.IO does not know', 4004, () => masked(1, dice.of(['', '9', '2', '0', '5', 'x'])), () => !message],
  ];
  const last = () => {
    if (dice.oneIn(3)) {
      const [what, code, make] = dice.of(violations.filter(([, , , isPossible]) => !isPossible || isPossible()));
      put(what, make());
      if (dice.oneIn(3)) put('text after the end', masked(1, '4too late'));
      return end(code);
    }
    const code = dice.of(goodCodes);
    const isBare = dice.oneIn(4);
    put(`a close with ${isBare ? 'nothing' : code}`, isBare ? masked(8, '') : closeFrame(code, dice.oneIn(2) ? 'because 👋' : ''));
    end(isBare ? 1000 : code);
  };

  for (let steps = dice.below(12); steps > 0; steps--) {
    if (dice.oneIn(3)) control();
    else if (message) goOn();
    else dice.of([whole, begin])();
  }
  last();
  return { segments: slice(Buffer.concat(frames), dice), expected, said };
}

function slice(bytes, dice) {
  const style = dice.below(3);
  if (style === 0) return [bytes];
  const out = [];
  const longest = style === 1 && bytes.length < 2000 ? 3 : bytes.length;
  for (let at = 0; at < bytes.length;) {
    const size = 1 + dice.below(longest);
    out.push(bytes.subarray(at, at + size));
    at += size;
  }
  return out;
}

async function play(number) {
  const { segments, expected, said } = sequence(chance(seed + number));
  const peer = await open(port);
  const got = [];
  try {
    for (const segment of segments) {
      peer.socket.write(segment);
      await new Promise(setImmediate);
    }
    for (let isOver = false; !isOver;) {
      const { opcode, payload } = await peer.next();
      isOver = opcode === opcodes.close;
      got.push([opcode, isOver ? payload.readUInt16BE(0) : payload.toString('latin1')]);
    }
  } catch (error) {
    got.push(error.message);
  }
  peer.socket.destroy();
  assert.deepEqual(got, expected, `HEARTH_SEED=${seed + number}: ${said.join('; ')}`);
}

test('every sequence of frames ends as it must', { timeout: patience }, async () => {
  const until = performance.now() + seconds * 1000;
  let number = 0;
  // Several at a time, so that they meet in the server; at least some on the slowest machine.
  while (performance.now() < until || number < 64) await Promise.all(Array.from({ length: 8 }, () => play(number++)));
  console.log(`${number} sequences`);
});

test('noise of every kind leaves the server standing', { timeout: patience }, async () => {
  for (let round = 0; round < 50 * seconds; round++) {
    const dice = chance(seed + round);
    const peer = await open(port);
    const frames = [];
    for (let i = dice.below(6); i >= 0; i--) {
      const bytes = dice.bytes(dice.below(200));
      frames.push(dice.oneIn(3) ? bytes : frame(dice.below(16), bytes, { fin: dice.oneIn(2), reserved: dice.oneIn(8) ? 0x20 : 0 }));
    }
    peer.send(...frames);
    peer.socket.end();
    await peer.ended();
  }
  bystander.send(frame(1, '4still here'));
  assert.equal(String((await bystander.next()).payload), '4still here');
  bystander.socket.destroy();
});
