// Histories by chance: whatever two people do to messages, who hears the events while here and asks `recover` on return holds
// in the end what the server tells of the history. A failure prints the seed; HEARTH_SEED runs that one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, connect, startServer } from './hearthd.mjs';

let server, people, reader;
before(async () => {
  // Small pages: each return takes several answers.
  server = await startServer({ args: ['--limits-messages-per-second', '0', '--limits-events-per-second', '0', '--limits-page-size', '7'] });
  people = [await server.register('anna'), await server.register('ben')];
  reader = await server.register('cleo');
});
after(() => server.stop());

// Mulberry32.
function randomOf(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

// A client that keeps messages by id: of two states the one with the higher changeSeq, as the protocol says.
class Reader {
  messages = new Map();
  seen = 0;
  changeSeq = 0;
  async arrive(room) {
    this.socket = connect(server.url, reader.token);
    // What is heard while it catches up waits for the answers: it may speak of messages that are yet to come.
    let waiting = [];
    const hear = (event, act) => this.socket.on(event, (e) => (waiting ? waiting.push(() => act(e)) : act(e)));
    const on = (event, apply) => hear(event, (e) => this.change(e, apply));
    hear('message:new', (m) => this.put(m));
    on('message:updated', (m, e) => Object.assign(m, { content: e.content, editedAt: e.editedAt }));
    on('message:reacted', (m, e) => { m.reactions = e.reactions; });
    on('message:pinned', (m, e) => { m.pinnedAt = e.pinnedAt; });
    on('message:deleted', (m) => {
      for (const key of ['editedAt', 'pinnedAt', 'reactions']) delete m[key];
      Object.assign(m, { content: '', deleted: true });
    });
    await ask(this.socket, 'join:room', room.id);
    for (let more = true; more;) {
      const changes = [{ roomId: room.id, changeSeq: this.changeSeq }];
      const ack = await ask(this.socket, 'recover', { rooms: { [room.id]: String(this.seen) }, since: 0, changes });
      for (const m of [...ack.messages, ...ack.changed]) this.put(m);
      this.seen = ack.messages.at(-1)?.seq ?? this.seen;
      this.changeSeq = ack.changes[0].changeSeq;
      more = ack.more;
    }
    for (const act of waiting) act();
    waiting = null;
  }
  put(message) {
    const known = this.messages.get(message.id);
    if (!known || (message.changeSeq ?? 0) > (known.changeSeq ?? 0)) this.messages.set(message.id, structuredClone(message));
  }
  change(event, apply) {
    const message = this.messages.get(event.id);
    assert.ok(message, `an event of a message that is not there: ${JSON.stringify(event)}`);
    if (event.changeSeq <= (message.changeSeq ?? 0)) return;
    apply(message, event);
    message.changeSeq = event.changeSeq;
    if (message.pinnedAt === 0) delete message.pinnedAt;
    if (message.reactions?.length === 0) delete message.reactions;
  }
  leave() {
    // What was heard up to now, without a hole, is known.
    this.socket.close();
    const all = [...this.messages.values()];
    this.seen = Math.max(...all.map((m) => m.seq));
    this.changeSeq = Math.max(this.changeSeq, ...all.map((m) => m.changeSeq ?? 0));
  }
}

async function history(room) {
  const all = [];
  for (let page; (page = (await server.call('GET', `/api/rooms/${room.id}/messages?after=${all.length}`, undefined, reader.token)).body.messages).length;) all.push(...page);
  return all;
}

async function run(seed) {
  const random = randomOf(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const room = await server.makeRoom(people[0].token, { name: `Room ${seed}`, members: [people[1].user.id, reader.user.id] });
  const sockets = people.map((person) => connect(server.url, person.token));
  const said = [];
  const act = async () => {
    const who = random() < 0.5 ? 0 : 1;
    const by = (event, more) => ask(sockets[who], `message:${event}`, { roomId: room.id, messageId: pick(said), ...more }).catch((error) => {
      // Another's, or deleted: one of the refusals that are meant.
      assert.ok(['forbidden', 'not_found', 'too_many'].includes(error.code), error.message);
    });
    const kind = said.length ? random() : 0;
    if (kind < 0.3) said.push((await ask(sockets[who], 'message:send', { roomId: room.id, content: `${random()}` })).id);
    else if (kind < 0.5) await by('edit', { content: pick(['one', 'two', `${random()}`]) });
    else if (kind < 0.8) await by('react', { emoji: pick(['👍', '❤️', '🔥']), on: random() < 0.6 });
    else if (kind < 0.92) await by('pin', { on: random() < 0.6 });
    else await by('delete');
  };
  const client = new Reader();
  for (let round = 0; round < 6; round++) {
    // Some while away, and some while the client catches up.
    for (let i = Math.floor(random() * 80); i > 0; i--) await act();
    const meanwhile = Promise.all(Array.from({ length: 20 }, act));
    await client.arrive(room);
    await meanwhile;
    for (let i = Math.floor(random() * 20); i > 0; i--) await act();
    const last = (await ask(sockets[0], 'message:send', { roomId: room.id, content: 'the end' })).id;
    while (!client.messages.has(last)) await new Promise(setImmediate);
    const held = [...client.messages.values()].sort((x, y) => x.seq - y.seq);
    assert.deepEqual(held, await history(room), `seed ${seed}, round ${round}`);
    client.leave();
  }
  for (const socket of sockets) socket.close();
  return said.length;
}

test('events and recovery tell what history tells', async () => {
  const fixed = process.env.HEARTH_SEED;
  const seeds = fixed ? [Number(fixed)] : [1, 2, 3, ...Array.from({ length: 5 }, () => Math.floor(Math.random() * 2 ** 31))];
  console.log(`seeds ${seeds.join(' ')}`);
  for (const seed of seeds) await run(seed);
});
