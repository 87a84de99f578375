// Servers of ours on one PostgreSQL and one Redis, as nginx would have behind it.
import { rmSync } from 'node:fs';
import { makeFolder, startServer } from './hearthd.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

export const unlimited = ['--limits-messages-per-second', '0', '--limits-events-per-second', '0', '--limits-connections-per-user', '0'];

// `args`: of each server. Its own are its name and its data folder; files they share.
export async function startTeam(size, args = []) {
  const postgres = await startPostgres();
  const redis = await startRedis();
  const files = makeFolder();
  const servers = [];
  const start = (index, options = {}) => startServer({ ...options,
    args: ['--database', postgres.url, '--redis', redis.url, '--cluster-node', `node${index}`, '--files', files, ...unlimited, ...args] });
  for (let index = 0; index < size; index++) servers.push(await start(index));
  const stop = async () => {
    for (const server of servers) await server.stop();
    await redis.kill();
    await postgres.stop();
    rmSync(files, { recursive: true });
  };
  return { postgres, redis, servers, files, stop,
    // In its place, on its data folder and port.
    restart: async (index) => { const { folder, port } = servers[index]; servers[index] = await start(index, { folder, port }); } };
}

// Until it holds; a test's own time ends it.
export async function until(holds) {
  while (!(await holds())) await new Promise((resolve) => { setTimeout(resolve, 5); });
}
