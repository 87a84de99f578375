// Hearth beside its peers, in turns on the same work: prints medians, spreads and ratios, and writes them as JSON.
//   node run.mjs HEARTHD HEARTH_BENCH OUT.json [--passes N] [--seconds S] [--only PART,PART] [--also NAME=COMMAND]… [--floor PROGRAM]
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { servers, serverCore } from './servers.mjs';

const [program, generator, out] = process.argv.slice(2);
const option = (name, fallback) => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : fallback;
};
const also = process.argv.flatMap((arg, at) => (process.argv[at - 1] === '--also' ? [arg] : []));
const passes = Number(option('--passes', 3));
const seconds = option('--seconds', '5');
const only = option('--only', '').split(',').filter(Boolean);
const floor = option('--floor', '');
const generatorCore = '1';

const perDelivery = (figures) => (figures.cpuSeconds * 1e6) / figures.deliveries;
const load = (...args) => ['--seconds', seconds, ...args];
const large = (...args) => ['--seconds', '6', '--members', '1000', '--rate', '20', '--content-bytes', '15000', ...args];
// Messages are stored by hearthd and by nobody else; typing by nobody. `figure` is a cost: less is better. A capacity's ratio is the inverse of the costs' ratio, so that more is better.
// `frames`: as many as one send may take at most there.
const parts = [
  { name: 'fan10', unit: 'µs/delivery', isCapacity: true, frames: 10, rooms: 1, args: load('--members', '1000', '--outstanding', '10'), figure: perDelivery },
  { name: 'fan10 typing', unit: 'µs/delivery', isCapacity: true, frames: 10, rooms: 1, args: load('--members', '1000', '--outstanding', '10', '--kind', 'typing'), figure: perDelivery },
  { name: 'fan1', unit: 'µs/delivery', isCapacity: true, frames: 1, rooms: 1, args: load('--members', '1000', '--outstanding', '1'), figure: perDelivery },
  { name: 'fan1 typing', unit: 'µs/delivery', isCapacity: true, frames: 1, rooms: 1, args: load('--members', '1000', '--outstanding', '1', '--kind', 'typing'), figure: perDelivery },
  { name: 'rooms typing', unit: 'µs/delivery', isCapacity: true, frames: 1, rooms: 100, args: load('--members', '1000', '--kind', 'typing'), figure: perDelivery },
  { name: 'rooms messages', unit: 'µs/delivery', isCapacity: true, frames: 1, rooms: 100, args: load('--members', '1000'), figure: perDelivery },
  { name: 'latency p50', unit: 'ms', rooms: 1, args: load('--members', '1000', '--rate', '20'), figure: (f) => f.p50Ms },
  { name: 'latency p99', unit: 'ms', rooms: 1, sameAs: 'latency p50', figure: (f) => f.p99Ms },
  { name: 'busy 5000', unit: '% of a core', rooms: 500, args: load('--members', '5000', '--rate', '500'), figure: (f) => (100 * f.cpuSeconds) / f.seconds },
  { name: 'busy 5000 typing', unit: '% of a core', rooms: 500, args: load('--members', '5000', '--rate', '500', '--kind', 'typing'), figure: (f) => (100 * f.cpuSeconds) / f.seconds },
  { name: 'connect and join', unit: 'µs', rooms: 1, args: ['--members', '5000'], figure: (f) => f.connectUs },
  { name: 'idle 5000', unit: 'KB', rooms: 1, sameAs: 'connect and join', figure: (f) => f.bytesPerConnection / 1024 },
  { name: 'idle 9900', unit: 'KB', rooms: 1, args: ['--members', '9900'], figure: (f) => f.bytesPerConnection / 1024 },
  // Large, and for long enough that who does not read is over every bound.
  { name: 'p99 large', unit: 'ms', rooms: 1, args: large(), figure: (f) => f.p99Ms },
  { name: 'p99 large stalled', unit: 'ms', rooms: 1, args: large('--stalled', '100'), figure: (f) => f.p99Ms, beside: 'p99 large',
    say: (f) => `closed ${f.stalledClosed} of 100, ${(f.stalledBytes / 1024).toFixed(0)} KiB each; healthy ones lost ${f.lost}` },
].filter((part) => !only.length || [part.name, part.sameAs].some((name) => only.includes(name)));

// What the kernel takes for the sends alone, all frames of a peer in one.
function measureFloor(frames) {
  const run = spawnSync('taskset', ['-c', serverCore, floor, '--bytes', String(250 * frames), '--seconds', seconds, '--reader-core', generatorCore], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return { floorUs: JSON.parse(run.stdout).sendUs / frames };
}

async function measure(part, peer) {
  if (peer.isFloor) return measureFloor(part.frames);
  const server = await peer.start(part.rooms);
  const args = ['-c', generatorCore, generator, '--port', server.port, '--pid', server.pid, '--token', server.token,
    '--rooms', server.rooms.join(','), ...part.args].map(String);
  const run = spawnSync('taskset', args, { encoding: 'utf8' });
  await server.stop();
  if (run.status !== 0) throw new Error(`${part.name}, ${peer.name}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

const results = {};
const peers = servers(program, also);
const peersOf = (part) => (floor && part.frames ? [...peers, { name: 'the kernel alone', isFloor: true }] : peers);
// What the ratios are against, a column each.
const bases = [peers[0].name, ...also.map((each) => each.split('=')[0])];
console.log(`× ${bases.join(', × ')}`);
const width = Math.max(...peersOf(parts[0]).map((peer) => peer.name.length));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
for (const part of parts) {
  const all = peersOf(part);
  const raw = part.sameAs ? results[part.sameAs].raw : Object.fromEntries(all.map((peer) => [peer.name, []]));
  for (let pass = 0; pass < passes && !part.sameAs; pass++) {
    for (const peer of all) raw[peer.name].push(await measure(part, peer)); // in turns, as the machine's mood changes
  }
  results[part.name] = { unit: part.unit, raw, rows: {} };
  console.log(`\n${part.name}`);
  const figures = Object.fromEntries(all.map((peer) => [peer.name, raw[peer.name].map((f) => f.floorUs ?? part.figure(f))]));
  // Of each pass by itself, as the machine's speed drifts from one to the next.
  const ratioTo = (base, peer) => median(figures[peer].map((value, pass) => {
    const ratio = value / figures[base][pass];
    return part.isCapacity ? 1 / ratio : ratio;
  }));
  for (const peer of all) {
    const values = figures[peer.name];
    const middle = median(values);
    const ratios = Object.fromEntries(bases.map((base) => [base, ratioTo(base, peer.name)]));
    const spread = (Math.max(...values) - Math.min(...values)) / middle;
    const row = (results[part.name].rows[peer.name] = { median: middle, spread, ratios });
    const notes = [];
    if (part.beside && results[part.beside]) {
      row.besideItself = middle / results[part.beside].rows[peer.name].median;
      notes.push(`${row.besideItself.toFixed(2)} × ${part.beside}`);
    }
    if (part.say) notes.push(part.say(raw[peer.name].at(-1)));
    const columns = bases.map((base) => `× ${ratios[base].toFixed(2).padStart(6)}`).join('  ');
    console.log(`  ${peer.name.padEnd(width)}  ${columns}   ${middle.toFixed(2).padStart(9)} ${part.unit}  ±${(50 * spread).toFixed(0)} %  ${notes.join('; ')}`.trimEnd());
  }
}
writeFileSync(out, JSON.stringify(results, null, 1));
