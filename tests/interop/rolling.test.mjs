// Each of three servers behind nginx is restarted in turn while people talk: nobody loses a message, or sees one twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, connect } from './hearthd.mjs';
import { startNginx } from './nginx.mjs';
import { startTeam, until } from './team.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';

// What an app does: it keeps what it has to send until there is an ack, and asks for what it missed.
class App {
  acked = new Map();
  seen = new Map(); // seq → clientId
  doubled = []; // told twice on one connection
  left = []; // when, by the server's wish
  constructor(url, person, room, transports, name) {
    Object.assign(this, { url, person, room, name });
    this.socket = connect(url, person.token, { transports, rejectUnauthorized: false, reconnectionDelay: 50, reconnectionDelayMax: 500 });
    let told;
    this.socket.on('message:new', (message) => {
      if (told.has(message.seq)) this.doubled.push(message.seq);
      told.add(message.seq);
      this.take(message);
    });
    this.socket.on('connect', () => { told = new Set(); this.catchUp(); });
    this.socket.on('disconnect', () => this.left.push(Date.now()));
  }
  take({ seq, clientId }) {
    assert.equal(this.seen.get(seq) ?? clientId, clientId);
    this.seen.set(seq, clientId);
  }
  async catchUp() {
    const { socket } = this;
    try {
      await ask(socket, 'join:room', this.room.id);
      for (let after = this.whole(), more = true; more;) {
        const path = `/api/rooms/${this.room.id}/messages?after=${after}&limit=100`;
        const { messages } = await (await fetch(this.url + path, { headers: { authorization: `Bearer ${this.person.token}` } })).json();
        messages.forEach((message) => this.take(message));
        after += messages.length;
        more = messages.length > 0;
      }
    } catch { /* gone again: the next connect tries anew */ }
  }
  // Up to where there is no hole.
  whole() {
    let seq = 0;
    while (this.seen.has(seq + 1)) seq++;
    return seq;
  }
  async talk(isOver) {
    for (let n = 0; !isOver(); n++) {
      const clientId = `${this.name}-${n}`;
      while (!this.acked.has(clientId)) {
        const answer = await this.socket.timeout(2_000).emitWithAck('message:send', { roomId: this.room.id, content: clientId, clientId }).catch(() => ({}));
        if (answer.ok) this.acked.set(clientId, answer.seq);
      }
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  }
}

test('a rolling restart', { timeout: 90_000 }, async (t) => {
  const team = await startTeam(3, ['--trusted-proxies', '127.0.0.1']);
  t.after(() => team.stop());
  const nginx = await startNginx(team.servers.map(({ port }) => port), team.servers[0].folder);
  t.after(() => nginx.stop());
  const anna = await team.servers[0].register('anna');
  const room = await team.servers[0].makeRoom(anna.token, { name: 'Hall' });
  const apps = Array.from({ length: 12 }, (_, i) => new App(nginx.url, anna, room, i % 3 === 0 ? ['polling'] : ['websocket'], `app${i}`));
  t.after(() => apps.forEach(({ socket }) => socket.close()));
  await until(() => apps.every(({ socket }) => socket.connected));
  let isOver = false;
  const talks = apps.map((app) => app.talk(() => isOver));
  for (let index = 0; index < 3; index++) {
    const goal = apps.map((app) => app.acked.size + 10);
    await until(() => apps.every((app, i) => app.acked.size >= goal[i]));
    const began = Date.now();
    const server = team.servers[index], ended = server.kill('SIGTERM');
    const status = async (path) => (await fetch(server.url + path)).status;
    await until(async () => await status('/readyz') === 503);
    assert.equal(await status('/socket.io/?EIO=4&transport=polling'), 404, 'who comes anew is sent to another');
    assert.equal(await ended, 0);
    assert.ok(Date.now() - began < 5_000, `it took ${Date.now() - began} ms to end`);
    const spread = apps.flatMap((app) => app.left.filter((at) => at >= began)).map((at) => at - began);
    // Not all in one moment.
    if (spread.length > 2) assert.ok(Math.max(...spread) - Math.min(...spread) > 300, `all at once: ${spread}`);
    await team.restart(index);
  }
  const goal = apps.map((app) => app.acked.size + 10);
  await until(() => apps.every((app, i) => app.acked.size >= goal[i]));
  isOver = true;
  await Promise.all(talks);
  const acked = new Map(apps.flatMap((app) => [...app.acked]));
  const last = Math.max(...acked.values());
  await until(() => apps.every((app) => app.whole() >= last));
  assert.equal(last, acked.size, 'something is stored that nobody was told, or twice');
  for (const app of apps) {
    assert.deepEqual(app.doubled, []);
    for (const [clientId, seq] of acked) assert.equal(app.seen.get(seq), clientId);
  }
  assert.ok(apps.some((app) => app.left.length > 0), 'nobody was moved');
});
