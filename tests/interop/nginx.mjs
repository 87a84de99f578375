// A real nginx with our packaging/nginx/hearth.conf in front of some servers, on a free port.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { launch } from './ending.mjs';
import { freePort, makeFolder } from './hearthd.mjs';

const program = '/usr/sbin/nginx';
const conf = fileURLToPath(new URL('../../packaging/nginx/hearth.conf', import.meta.url));

// The file as it is, but for addresses, ports and the certificate.
function madeToMeasure(ports, port, certificates) {
  let text = readFileSync(conf, 'utf8');
  const replace = (pattern, by) => {
    if (!pattern.test(text)) throw new Error(`hearth.conf has no ${pattern}`);
    text = text.replace(pattern, by);
  };
  replace(/(?: +server 127\.0\.0\.1:\d+.*\n)+/, ports.map((each) => `    server 127.0.0.1:${each} max_fails=1 fail_timeout=2s;\n`).join(''));
  replace(/listen 443 ssl;/, `listen 127.0.0.1:${port} ssl;`);
  replace(/ +listen \[::\]:443 ssl;\n/, '');
  replace(/\/etc\/hearth\//g, `${certificates}/`);
  return text;
}

export async function startNginx(ports, certificates) {
  const folder = makeFolder(), port = await freePort();
  writeFileSync(join(folder, 'hearth.conf'), madeToMeasure(ports, port, certificates));
  mkdirSync(join(folder, 'temp'));
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temp/${name};`).join(' ');
  writeFileSync(join(folder, 'nginx.conf'), `daemon off; ${process.getuid() === 0 ? 'user root; ' : ''}pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 4096; }
http { access_log off; ${temps} include ${folder}/hearth.conf; }
`);
  const args = ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')];
  execFileSync(program, ['-t', '-q', ...args]);
  const child = launch(program, args, { stdio: 'ignore' }, (each) => each.kill('SIGTERM'));
  const exited = once(child, 'exit');
  const url = `https://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    if (await fetch(`${url}/healthz`).then((response) => response.ok, () => false)) break;
    if (tries > 250) throw new Error(`nginx does not answer:\n${readFileSync(join(folder, 'error.log'), 'utf8')}`);
    await pause(20);
  }
  return { url, port, errors: () => readFileSync(join(folder, 'error.log'), 'utf8'),
    stop: async () => { child.kill('SIGTERM'); await exited; rmSync(folder, { recursive: true }); } };
}
