// A PostgreSQL of the test's own, on a Unix socket in a temporary folder: no port. It refuses to be root's.
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from './ending.mjs';
import { freePort, makeFolder } from './hearthd.mjs';

const versions = '/usr/lib/postgresql';
const programs = existsSync(versions) ? join(versions, readdirSync(versions).sort((a, b) => b - a)[0], 'bin') : '';

function otherUser() {
  if (process.getuid() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

// Without fsync: the power stays on, and the kernel keeps what a killed process has written.
// `address`: where it is reached by TCP, too, from the `network`.
export async function startPostgres({ fsync = false, address, network } = {}) {
  const folder = makeFolder(), data = join(folder, 'data'), user = otherUser();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, stdio: 'ignore' };
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'hearth', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '-N'], options);
  // One who needs a password, beside those who do not.
  writeFileSync(join(data, 'pg_hba.conf'), `local all guarded scram-sha-256\nlocal all all trust\n${address ? `host all all ${network} trust\n` : ''}`);
  const port = address ? await freePort() : 5432;
  const url = `postgresql://hearth@/postgres?host=${folder}&port=${port}`;
  const tcpUrl = `postgresql://hearth@${address}:${port}/postgres`;
  let child, exited;
  const end = () => { thaw(); child.kill('SIGQUIT'); };
  const begin = () => {
    child = launch(join(programs, 'postgres'), ['-D', data, '-k', folder, '-c', `listen_addresses=${address ?? ''}`, '-c', `port=${port}`, '-c', `fsync=${fsync ? 'on' : 'off'}`], options, end);
    exited = once(child, 'exit');
  };
  const start = async () => {
    begin();
    for (let tries = 0; spawnSync(join(programs, 'pg_isready'), ['-q', '-h', folder, '-p', String(port)]).status !== 0; tries++) {
      if (tries > 500) throw new Error('PostgreSQL does not start');
      await pause(20);
      // The children of one that was killed are still about to go.
      if (child.exitCode !== null) begin();
    }
  };
  // The address of a new, empty one.
  const makeDatabase = (name) => {
    execFileSync(join(programs, 'createdb'), ['-h', folder, '-p', String(port), '-U', 'hearth', name], options);
    return url.replace('/postgres?', `/${name}?`);
  };
  // Each session has a process of its own; the first process stands still first, or it would go on making them.
  const signalAll = (signal) => {
    child.kill('SIGSTOP');
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
    for (const pid of [child.pid, ...stdout.split('\n').filter(Boolean).map(Number)]) {
      try { process.kill(pid, signal); } catch (error) { if (error.code !== 'ESRCH') throw error; }
    }
  };
  const freeze = () => signalAll('SIGSTOP'), thaw = () => signalAll('SIGCONT');
  // SQL past all our code; what it prints.
  const execute = (sql, name = 'postgres') => execFileSync(join(programs, 'psql'), ['-h', folder, '-p', String(port), '-U', 'hearth', '-d', name, '-AtXc', sql], { encoding: 'utf8' }).trim();
  // With its sessions, which would else do what they are told a while longer.
  const kill = async () => { signalAll('SIGKILL'); await exited; };
  await start();
  return { url, tcpUrl, folder, makeDatabase, execute, start, kill, freeze, thaw, stop: async () => { child.kill('SIGINT'); await exited; rmSync(folder, { recursive: true }); } };
}
