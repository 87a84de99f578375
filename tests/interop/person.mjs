// Somebody with npm's client, who does what a line of JSON on stdin says and writes down, a line each, what they hear and
// what is answered: for tests that are not written in JavaScript.
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';

const [url, token] = process.argv.slice(2);
const say = (thing) => process.stdout.write(`${JSON.stringify(thing)}\n`);

async function call(method, path, body) {
  const response = await fetch(url + path, {
    method, headers: { authorization: `Bearer ${token}` }, body: body && JSON.stringify(body),
  });
  return response.json();
}

const socket = io(url, { auth: { token }, transports: ['websocket'] });
socket.on('connect', () => say({ event: 'connect' }));
socket.onAny((event, data) => say({ event, data }));

for await (const line of createInterface({ input: process.stdin })) {
  const { id, emit, args, method, path, body } = JSON.parse(line);
  const answer = emit ? await socket.timeout(10_000).emitWithAck(emit, ...args) : await call(method, path, body);
  say({ id, answer });
}
socket.disconnect();
