// What a search costs at a real hearthd, on a history that hearth-bench-search writes. Medians, as the client sees them.
//   node tests/bench/search/run.mjs HEARTHD HEARTH_BENCH_SEARCH [MESSAGES]
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [hearthd, generator, messages = '100000'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'hearth-search-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
console.log(`${messages} messages in 200 rooms, 500 people`);
console.log(execFileSync(generator, [folder, messages], { encoding: 'utf8' }).trim());
console.log(`hearth.db: ${(statSync(join(folder, 'hearth.db')).size / 2 ** 20).toFixed(0)} MiB`);

const token = execFileSync(hearthd, ['token', 'create', 'person0', '--data', folder], { encoding: 'utf8' }).trim();
const server = spawn(hearthd, ['--data', folder, '--listen', '127.0.0.1:0', '--limits-searches-per-second', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => server.kill());
let url;
for await (const line of createInterface({ input: server.stdout })) {
  url = line.match(/^listening on (http:.*)$/)?.[1];
  if (url) break;
}

const queries = [
  ['a common word', 'the'], ['two of its letters', 'th'], ['one letter', 'e'], ['a word in 1 of 500', 'budget'], ['a phrase', '"budget 2027"'],
  ['a rare word', 'heliotrope'], ['two rare characters', 'q!'], ['two characters in 1 of 300', '上海'], ['one of them', '海'], ['a word that is nowhere', 'xylophone'],
  ['one of usual syllables, nowhere', 'tatatatata'], ['two letters that are nowhere', 'zz'], ['a common word of one person', 'the from:person7'], ['a rare word of one person', 'heliotrope from:person7'],
  ['a common word in one room', 'the in:"room 3"'], ['a common word long ago', 'the before:1700000500000'], ['a common word that has a link, nowhere', 'the has:link'],
];
for (const [name, q] of queries) {
  const times = [];
  let found;
  for (let i = 0; i < 41; i++) {
    const start = performance.now();
    const response = await fetch(`${url}/api/search?${new URLSearchParams({ q, limit: '50' })}`, { headers: { authorization: `Bearer ${token}` } });
    found = await response.json();
    times.push(performance.now() - start);
    if (!response.ok) throw new Error(JSON.stringify(found));
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(40)} ${times[20].toFixed(1).padStart(6)} ms (most ${times.at(-1).toFixed(1)})  ${found.messages.length} found${found.next ? ', more' : ''}`);
}
process.exit();
