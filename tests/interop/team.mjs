// Servers of ours on one PostgreSQL and one Redis, as nginx would have behind it.
import { rmSync } from 'node:fs';
import { makeFolder, startServer } from './hearthd.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

export const unlimited = ['--limits-messages-per-second', '0', '--limits-events-per-second', '0', '--limits-connections-per-user', '0'];

// `args`: of each server. Its own are its name and its data folder; files they share. A test may put another Redis in the
// place of `redis`, on the same port.
export async function startTeam(size, args = []) {
  const files = makeFolder();
  const team = { postgres: await startPostgres(), redis: await startRedis(), servers: [], files };
  const start = (index, options = {}) => startServer({ ...options, args: [
    '--database', team.postgres.url, '--redis', team.redis.url, '--cluster-node', `node${index}`, '--files', files, ...unlimited, ...args] });
  for (let index = 0; index < size; index++) team.servers.push(await start(index));
  return Object.assign(team, {
    stop: async () => {
      for (const server of team.servers) await server.stop();
      await team.redis.kill();
      await team.postgres.stop();
      rmSync(files, { recursive: true });
    },
    // In its place, on its data folder and port.
    restart: async (index) => { const { folder, port } = team.servers[index]; team.servers[index] = await start(index, { folder, port }); },
  });
}

// Until it holds. What never does fails by its own words, before the time of its test or file is over; no test depends on
// the length. Longer only where what is waited for takes longer.
export async function until(holds, patienceMs = 20_000) {
  for (const began = Date.now(); !(await holds()); await new Promise((resolve) => { setTimeout(resolve, 5); })) {
    if (Date.now() - began > patienceMs) throw new Error(`It never came about: ${holds}`);
  }
}
// What was killed or cut off comes back by and by.
export const patiently = (holds) => until(holds, 60_000);
