// Socket.IO 5: every packet that the protocol does not allow ends the connection, with its own code.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { entered, placeholder, RawPeer, startConformance, test } from './conformance.mjs';

let server;
before(async () => { server = await startConformance('--ping-interval', '25000'); });
after(() => server.stop());

// A packet's way to break the protocol, on a connection that is in `/` and not in `/custom`.
for (const [what, ...frames] of [
  ['a packet that is none', '4abc'], ['no packet', '4'], ['an unknown type', '47'], ['a second CONNECT', '40'],
  ['CONNECT with a list', '40/custom,[]'], ['CONNECT with text', '40/custom,"x"'], ['CONNECT with bad JSON', '40/custom,{'],
  ['DISCONNECT with data', '41{}'], ['CONNECT_ERROR from a client', '44{"message":"x"}'],
  ['an EVENT without data', '42'], ['an EVENT with an object', '42{}'], ['an EVENT with text', '42"message"'],
  ['an empty EVENT', '42[]'], ['an EVENT without a name', '42[null]'], ['an EVENT with an object for a name', '42[{}]'],
  ['an EVENT with bad JSON', '42["message"'], ['something behind the data', '42["message"]x'], ['an ack id that is none', '42abc["message-with-ack"]'],
  ...['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].map((name) => [`the reserved name ${name}`, `42["${name}"]`]),
  ['an ACK without data', '431'], ['an ACK without an id', '43[]'], ['an ACK with an object', '431{}'], ['an ACK with text', '431"x"'],
  ['an attachment of no packet', Buffer.from([1])], ['text where an attachment is due', `451-["message",${placeholder(0)}]`, '42["message"]'],
  ['a count without an end', '451["message"]'], ['no count', '45["message"]'], ['a count that is none', '45x-["message"]'],
  ['a count over the bound', `4511-["message",${placeholder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)}]`], ['a huge count', '45999999999-["message"]'],
  ['fewer placeholders than attachments', `452-["message",${placeholder(0)}]`], ['more placeholders than attachments', `451-["message",${placeholder(0, 1)}]`],
  ['the same placeholder twice', `452-["message",${placeholder(0, 0)}]`], ['a placeholder beyond the count', `451-["message",${placeholder(1)}]`],
  ['a placeholder below zero', `451-["message",${placeholder(-1)}]`], ['a placeholder that is no number', '451-["message",{"_placeholder":true,"num":"0"}]'],
]) {
  test(`the connection ends: ${what}`, async () => {
    const ws = await entered(server.url);
    for (const frame of frames) ws.send(frame);
    assert.equal(await ws.ended, 4005);
  });
}

// A client MUST send CONNECT first: of the connection, and of each namespace.
for (const nsp of ['', '/custom,']) {
  for (const [what, packet] of [['DISCONNECT', '41'], ['EVENT', '42'], ['ACK', '43'], ['BINARY_EVENT', '450-'], ['BINARY_ACK', '460-']]) {
    const rest = { 41: '', 42: '["message"]', 43: '1[]', '450-': '["message"]', '460-': '1[]' }[packet];
    test(`the connection ends: ${what} before CONNECT to ${nsp || '/'}`, async () => {
      const ws = nsp ? await entered(server.url) : await new RawPeer(server.url, '/socket.io/').webSocket();
      ws.send(packet + nsp + rest);
      assert.equal(await ws.ended, 4005);
    });
  }
}
