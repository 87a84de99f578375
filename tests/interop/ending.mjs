// Whatever a file of tests starts ends with it, however it ends: else Node would wait for what a failed test left open, and
// ctest would say that the time is over, and not what failed.
import { spawn } from 'node:child_process';
import { after, beforeEach } from 'node:test';

// What the after() hooks of the tests have to end in: once a test has failed, and where none has.
const failedMs = 3_000, passedMs = 60_000;

const running = new Map();
let hasBegun = false;

// As spawn(). `end`: what ends it where nobody has.
export function launch(command, words, options, end = (child) => child.kill('SIGKILL')) {
  const child = spawn(command, words, options);
  running.set(child, end);
  child.once('exit', () => running.delete(child));
  return child;
}

function endAll() {
  running.forEach((end, child) => {
    // One that is just going by itself must not keep the others.
    try { end(child); } catch (error) { console.error(error); }
  });
}

process.on('exit', endAll);
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
// Before the first test node:test throws it anew, and Node ends without an `exit`.
process.on('uncaughtExceptionMonitor', () => { if (!hasBegun) endAll(); });

// Once all tests are over. It is the first such hook: one that throws keeps the later ones from running.
function watch() {
  const began = Date.now();
  setInterval(() => {
    if (process.exitCode) process.exit();
    if (Date.now() - began < passedMs) return;
    console.error(`All tests are over, and something still runs: ${process.getActiveResourcesInfo().join(', ')}`);
    process.exit(1);
  }, failedMs).unref();
}

// Programs that are no tests use this as well.
if (process.argv[1]?.endsWith('.test.mjs')) {
  beforeEach(() => { hasBegun = true; });
  after(watch);
}
