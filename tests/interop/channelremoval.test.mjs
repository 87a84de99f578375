// A channel's rows go in steps after it was deleted: what kill -9 leaves of them the next hearthd takes away, and nothing
// else. The file is looked into past the server, which tells nobody of what is half gone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { makeFolder, startServer } from './hearthd.mjs';

const minute = 60_000;
const thousands = 30; // of values in the last hour, and as many of minutes of the last month

// The first row of an answer.
async function look(folder, sql) {
  const program = 'import json, sqlite3, sys; print(json.dumps(sqlite3.connect("file:" + sys.argv[1] + "/hearth.db?mode=ro", uri=True).execute(sys.argv[2]).fetchone()))';
  return JSON.parse((await promisify(execFile)('/usr/bin/python3', ['-c', program, folder, sql])).stdout);
}
const rows = (channel) => `(SELECT count(*) FROM channel_points WHERE channel_id IN ${channel}) + (SELECT count(*) FROM channel_buckets WHERE channel_id IN ${channel})`;
const removed = "(SELECT id FROM channels WHERE name LIKE '!%')";

test('a removal that kill -9 has cut goes on to its end', async (t) => {
  const folder = makeFolder(), args = ['--limits-channel-value-burst', '1000000'];
  let own = await startServer({ folder, args });
  t.after(() => own.kill('SIGKILL'));
  const { token } = await own.register('anna');
  const call = (method, channel, body) => own.call(method, `/api/channels/${channel}`, body, token);
  const put = async (channel, points) => assert.equal((await call('POST', channel, { points })).status, 201);
  const now = Date.now(), long = now - 29 * 24 * 60 * minute;
  for (let i = 0; i < thousands; i++) {
    await put('kiln', Array.from({ length: 1000 }, (_, n) => ({ at: long + (1000 * i + n) * minute, data: 1 })));
    await put('kiln', Array.from({ length: 1000 }, () => ({ data: 2 })));
  }
  await put('other', [{ at: long, data: 3 }, { data: 4 }, { data: 5 }]);
  const stored = (channel) => look(folder, `SELECT ${rows(`(SELECT id FROM channels WHERE name = '${channel}')`)}`);
  const other = async () => [(await call('GET', 'other')).body, (await call('GET', `other?from=${long - minute}`)).body, await stored('other')];
  // A deletion makes the server tend its channels at once: every value is in its minute then.
  await put('spark', [{ data: 1 }]);
  await call('DELETE', 'spark');
  const isTended = `SELECT up_to >= (SELECT last_point FROM channels WHERE name = 'other') AND NOT EXISTS ${removed} FROM channel_rollup`;
  while (!(await look(folder, isTended))[0]);
  const before = await other();
  assert.deepEqual(before[1].series[0].points.map(([, mean]) => mean)[0], 3);

  assert.equal((await call('DELETE', 'kiln')).status, 200);
  await own.kill('SIGKILL');
  const [half, all] = await look(folder, `SELECT ${rows(removed)}, count(*) FROM channels WHERE name = 'kiln'`);
  assert.ok(half > 0, 'it was gone before the kill');
  assert.equal(all, 0);

  own = await startServer({ folder, args });
  assert.equal((await call('GET', 'kiln')).status, 404);
  await put('kiln', [{ data: 6 }]);
  while ((await look(folder, `SELECT EXISTS ${removed}`))[0]);
  const nobody = '(SELECT channel_id FROM channel_points UNION SELECT channel_id FROM channel_buckets EXCEPT SELECT id FROM channels)';
  assert.deepEqual(await look(folder, `SELECT ${rows(nobody)}`), [0], 'rows of no channel');
  assert.deepEqual((await call('GET', 'kiln')).body.history.map(({ data }) => data), [6]);
  const { series } = (await call('GET', `kiln?from=${long - minute}`)).body;
  assert.ok(series.flatMap((s) => s.points).every(([, least, mean, most]) => least === 6 && mean === 6 && most === 6), 'of the one that was deleted');
  assert.deepEqual(await other(), before, 'no other channel is touched');
  assert.ok((await stored('kiln'))[0] > 0);
  await own.stop();
});
