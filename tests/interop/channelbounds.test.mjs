// What a sender of channels may not break: the histories of others, the writer, the disk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panelOf, startTeam } from './channeltools.mjs';
import { ask, connect } from './hearthd.mjs';

const hour = 3_600_000;
const { server, anna, ben, rest } = await startTeam();
const carl = await server.register('carl');
const put = (channel, body, token = anna.token) => rest('POST', `/api/channels/${channel}`, body, token);
// Until the server has put them into its minutes, which it does now and then.
async function rolledUp(channel, from) {
  for (;;) {
    const { body } = await rest('GET', `/api/channels/${channel}?from=${from}`);
    if (body.series.length) return body.series;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

test('huge numbers, and names that no panel could ask for, break no history', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Huge' });
  const at = Math.floor((Date.now() - 2 * hour) / 60_000) * 60_000;
  const long = 'x'.repeat(257);
  const data = (huge) => ({ huge, fine: 1e290, '': 1, [long]: 1 });
  assert.equal((await put('huge', { points: [1e308, 1e308, -1e308, -1e308].map((n, i) => ({ at: at + i, data: data(n) })) })).status, 201);
  assert.equal((await put('huge', data(1.5e308))).status, 201);
  const series = await rolledUp('huge', at - hour);
  assert.deepEqual(series.map((s) => [s.field, s.points[0]]), [['fine', [at, 1e290, 1e290, 1e290]]]);

  const { body: sent } = await rest('POST', `/api/rooms/${room.id}/messages`, { content: '', panel: { ...panelOf(['huge', '']), rangeMs: 6 * hour } });
  const page = await rest('GET', `/api/rooms/${room.id}/messages`);
  assert.equal(page.status, 200, JSON.stringify(page.body));
  const { chart } = page.body.messages.find((m) => m.id === sent.id);
  assert.deepEqual(chart.series.map((s) => [s.field, s.points.map(([, value]) => value)]), [['fine', [1e290, 1e290]]]);
  const a = connect(server.url, anna.token);
  const { messages } = await ask(a, 'recover', { rooms: { [room.id]: '0' }, since: 0 });
  assert.deepEqual(messages.map((m) => m.chart), [chart]);
  a.close();
});

test('who has not made a channel deletes it at no moment', async () => {
  // Also between its being on disk and the answer, when the server itself knew of it no more than its file did.
  for (let i = 0; i < 100; i++) {
    const later = (n) => new Promise((resolve) => setTimeout(resolve, n / 4));
    const [made, ...removed] = await Promise.all([put(`mine-${i}`, 1, ben.token),
      ...Array.from({ length: 8 }, (_, n) => later(n).then(() => rest('DELETE', `/api/channels/mine-${i}`, undefined, carl.token)))]);
    assert.equal(made.status, 201);
    assert.ok(removed.every(({ status }) => status === 403 || status === 404), `mine-${i}`);
    assert.equal((await rest('GET', `/api/channels/mine-${i}`)).status, 200, `mine-${i}`);
  }
  assert.equal((await rest('DELETE', '/api/channels/mine-0', undefined, carl.token)).status, 403);
  assert.equal((await rest('DELETE', '/api/channels/mine-0')).status, 200, 'an administrator does');
  assert.equal((await rest('DELETE', '/api/channels/mine-1', undefined, ben.token)).status, 200);
  assert.equal((await rest('DELETE', '/api/channels/mine-1', undefined, ben.token)).status, 404);
});
