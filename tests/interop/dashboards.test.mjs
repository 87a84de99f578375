// Pages of panels, as the team has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTeam } from './channeltools.mjs';
import { connect, next } from './hearthd.mjs';

const { server, ben, rest } = await startTeam();

test('dashboards: made, changed, not overwritten, seen by a token for their channels', async () => {
  const socket = connect(server.url, ben.token);
  await next(socket, 'connect');
  const panel = { id: 'p1', title: 'Kiln', kind: 'line', series: [{ channel: 'kiln', field: 'temp' }], thresholds: [{ value: 900.5, level: 'critical' }], x: 0, y: 0, w: 6, h: 3 };
  const heard = next(socket, 'dashboard:changed');
  const made = await rest('PUT', '/api/dashboards', { name: 'Workshop', panels: [panel] });
  assert.equal(made.status, 201);
  const { dashboard } = made.body;
  assert.deepEqual(await heard, { id: dashboard.id, version: 1 });
  assert.deepEqual(dashboard.panels, [panel]);
  const changed = await rest('PUT', '/api/dashboards', { id: dashboard.id, name: 'Workshop 2', panels: [], version: 1 }, ben.token);
  assert.equal(changed.body.dashboard.version, 2);
  const late = await rest('PUT', '/api/dashboards', { id: dashboard.id, name: 'Mine', panels: [panel], version: 1 });
  assert.deepEqual([late.status, late.body.error.code], [409, 'conflict']);
  await rest('PUT', '/api/dashboards', { id: dashboard.id, name: 'Workshop', panels: [panel] });
  const { token } = (await rest('POST', '/api/channel-tokens', { name: 'wall', read: ['kiln'] })).body;
  assert.deepEqual((await rest('GET', '/api/dashboards', undefined, token)).body.dashboards.map((d) => d.name), ['Workshop']);
  const other = (await rest('POST', '/api/channel-tokens', { name: 'wall', read: ['oven'] })).body;
  assert.deepEqual((await rest('GET', '/api/dashboards', undefined, other.token)).body.dashboards, []);
  assert.equal((await rest('GET', `/api/dashboards/${dashboard.id}`, undefined, other.token)).status, 404);
  assert.equal((await rest('PUT', '/api/dashboards', { name: 'x', panels: [] }, token)).status, 401);
  for (const bad of [{ x: 8 }, { kind: 'pie' }, { w: 13 }, { series: [{}] }, { thresholds: [{ value: 'x', level: 'warning' }] }])
    assert.equal((await rest('PUT', '/api/dashboards', { name: 'x', panels: [{ ...panel, ...bad }] })).status, 400, JSON.stringify(bad));
  assert.equal((await rest('PUT', '/api/dashboards', { name: 'x', panels: [panel, panel] })).status, 400);
  assert.equal((await rest('DELETE', `/api/dashboards/${dashboard.id}`)).status, 200);
  assert.equal((await rest('GET', `/api/dashboards/${dashboard.id}`)).status, 404);
  socket.close();
});
