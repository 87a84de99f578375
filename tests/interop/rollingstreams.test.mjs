// Streams of Server-Sent Events that go on at another server of the team.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStream } from './channeltools.mjs';
import { startTeam, until } from './team.mjs';

test('who comes back sooner than what they heard elsewhere hears it once', { timeout: 60_000 }, async (t) => {
  const team = await startTeam(2);
  t.after(() => team.stop());
  const [first, second] = team.servers;
  const { token } = await first.register('anna');
  const post = async (value) => Number((await first.post('kiln', value, token)).body.id);
  const one = await post(1);
  const known = async () => (await second.call('GET', '/api/channels/kiln', undefined, token)).body;
  await until(async () => JSON.stringify(await known()).includes(`"${one}"`));

  team.redis.child.kill('SIGSTOP');
  const two = await post(2);
  const ahead = await readStream(`${second.url}/events/stream/kiln`, token, { lastEventId: two });
  team.redis.child.kill('SIGCONT');
  const three = await post(3);
  await ahead.until((events) => events.at(-1)?.data === 3);
  assert.deepEqual(ahead.events.map(({ type, data }) => [type, data]), [['update', 3]]);
  await ahead.end();

  // A position that nobody has given, as of a database before its restore.
  const other = await readStream(`${second.url}/events/stream/kiln`, token, { lastEventId: three + 1_000 });
  await other.until((events) => events.length > 0);
  await post(4);
  await other.until((events) => events.at(-1).data === 4);
  assert.deepEqual(other.events.map(({ type, data }) => [type, data]), [['initial', 3], ['update', 4]]);
  await other.end();
});
