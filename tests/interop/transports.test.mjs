// The chat by every transport of the official client, and the operator's choice of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, connect, next, startServer } from './hearthd.mjs';

for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']]) {
  test(`two people talk by ${transports.join(' to ')}`, async () => {
    const server = await startServer();
    const anna = await server.register('anna');
    const ben = await server.register('ben');
    const room = await server.makeRoom(anna.token, { name: 'Workshop', members: [ben.user.id] });
    const sockets = [anna, ben].map((person) => connect(server.url, person.token, { transports }));
    for (const socket of sockets) await ask(socket, 'join:room', room.id);
    const heard = sockets.map((socket) => next(socket, 'message:new'));
    await ask(sockets[0], 'message:send', { roomId: room.id, content: 'Wörld 👋' });
    assert.deepEqual((await Promise.all(heard)).map((message) => message.content), ['Wörld 👋', 'Wörld 👋']);
    for (const socket of sockets) socket.close();
    assert.equal(await server.stop(), 0);
  });
}

for (const [limit, bytes, status] of [[2000, 2000, 200], [2000, 2001, 413], [100_000, 100_000, 200], [100_000, 100_001, 413]]) {
  test(`with a max_payload of ${limit}, a POST of ${bytes} bytes is answered with ${status}`, async () => {
    const server = await startServer({ args: ['--socketio-max-payload', `${limit}`, '--limits-frame-bytes', `${limit}`] });
    const url = `${server.url}/socket.io/?EIO=4&transport=polling`;
    const { sid, maxPayload } = JSON.parse((await (await fetch(url)).text()).slice(1));
    assert.equal(maxPayload, limit);
    const body = '6'.padEnd(bytes, 'x');
    assert.equal((await fetch(`${url}&sid=${sid}`, { method: 'POST', body })).status, status);
    await server.stop();
  });
}

for (const [allowed, refused] of [['websocket', 'polling'], ['polling', 'websocket']]) {
  test(`with ${allowed} alone, ${refused} is refused and ${allowed} is not upgraded`, async () => {
    const server = await startServer({ args: ['--socketio-transports', allowed] });
    const anna = await server.register('anna');
    const wrong = connect(server.url, anna.token, { transports: [refused], reconnection: false });
    assert.ok((await next(wrong, 'connect_error')) instanceof Error);
    const right = connect(server.url, anna.token, { transports: [allowed], reconnection: false });
    await next(right, 'connect');
    right.close();
    const polling = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
    const text = await polling.text();
    if (allowed === 'polling') assert.deepEqual(JSON.parse(text.slice(1)).upgrades, []);
    else assert.deepEqual([polling.status, JSON.parse(text)], [400, { code: 0, message: 'Transport unknown' }]);
    await server.stop();
  });
}
