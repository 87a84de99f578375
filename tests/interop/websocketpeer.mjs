// RFC 6455 by hand: frames byte by byte, and a peer that sends and takes them.
import { createConnection } from 'node:net';
import { patienceMs } from './conformance.mjs';

export const handshake = (extra = '') => 'GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n' +
  `Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${extra}\r\n`;

// How a length is written: 7, 16 or 64 bits; the least that will do, or more where a peer wants it so.
function lengthBytes(size, bits) {
  if (bits === 7) return [size];
  if (bits === 16) return [126, size >> 8, size & 255];
  return [127, 0, 0, 0, 0, ...[24, 16, 8, 0].map((shift) => (size >>> shift) & 255)];
}

// A frame of a client. `mask` null leaves it unmasked, `bits` overrides how its length is written.
export function frame(opcode, payload = '', { fin = true, reserved = 0, mask = [1, 2, 3, 4], bits } = {}) {
  const data = Buffer.from(payload);
  const length = lengthBytes(data.length, bits ?? (data.length < 126 ? 7 : data.length < 65536 ? 16 : 64));
  length[0] |= mask ? 0x80 : 0;
  const body = mask ? data.map((byte, i) => byte ^ mask[i % 4]) : data;
  return Buffer.concat([Buffer.from([(fin ? 0x80 : 0) | reserved | opcode, ...length]), Buffer.from(mask ?? []), body]);
}

export const closeFrame = (code, reason = '') =>
  frame(8, Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]));

export class Peer {
  constructor(socket) {
    this.socket = socket;
    this.bytes = Buffer.alloc(0);
    this.isOver = false;
    socket.on('data', (data) => { this.bytes = Buffer.concat([this.bytes, data]); this.wake?.(); });
    socket.on('error', () => {});
    this.patience = setTimeout(() => socket.destroy(), patienceMs);
    socket.on('close', () => { clearTimeout(this.patience); this.isOver = true; this.wake?.(); });
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

  ended() {
    return this.until(() => this.isOver || undefined);
  }

  send(...frames) {
    this.socket.write(Buffer.concat(frames));
    return this;
  }
}

// Past the handshake, and past Engine.IO's OPEN.
export async function open(port, extra) {
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
  if (peer.head.startsWith('HTTP/1.1 101')) await peer.next();
  return peer;
}
