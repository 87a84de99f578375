// A screen on the wall: it needs an address only, shows several dashboards in turn, and comes back by itself after each end of
// the server, be it an ordinary one or not. HEARTH_WALL_MINUTES=10 leaves it alone for so long, with three restarts.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, openPage } from './chromium.mjs';
import { makeFolder, startServer } from './hearthd.mjs';

const minutes = Number(process.env.HEARTH_WALL_MINUTES ?? 0);
const restarts = 3;
let server, folder, port, anna, browser;
before(async () => {
  folder = makeFolder();
  server = await startServer({ folder });
  ({ port } = server);
  anna = await server.register('anna');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.kill('SIGTERM');
  rmSync(folder, { recursive: true });
});

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const put = (channel, value) => server.call('POST', `/api/channels/${channel}`, value, anna.token);

// A value a second, as a machine gives them; what the server does not take while it is away is lost.
function publish() {
  let last = 100;
  const timer = setInterval(() => put('line:1', ++last).catch(() => {}), 1_000);
  return { stop: () => clearInterval(timer), get last() { return last; } };
}

test('a wall comes back after each restart', { timeout: (minutes + 4) * 60_000 }, async () => {
  const panel = (title, channel) => ({ id: 'a', title, kind: 'stat', series: [{ channel, field: 'value' }], x: 0, y: 0, w: 12, h: 4 });
  await put('line:1', 100);
  for (const name of ['Early shift', 'Late shift']) await server.call('PUT', '/api/dashboards', { name, panels: [panel(name, 'line:1')] }, anna.token);
  const { token } = (await server.call('POST', '/api/channel-tokens', { name: 'wall', read: ['*'] }, anna.token)).body;
  const page = await openPage(browser, `http://127.0.0.1:${port}/#wall=${token}`, { viewport: { width: 1920, height: 1080 }, isAwayExpected: true });
  await page.getByRole('heading', { name: 'Early shift', level: 3 }).waitFor();
  await page.picture('wall-dark');
  const values = publish();
  // It shows what is being published, not more than some seconds old.
  const isLive = async (within) => {
    const from = values.last;
    const end = Date.now() + within;
    let shown = 0;
    while (Date.now() < end) {
      shown = Number((await page.locator('.value').first().innerText()).replace(/\D/g, ''));
      if (shown > from) return Date.now() - (end - within);
      await sleep(200);
    }
    return assert.fail(`it shows ${shown}, and ${values.last} was published`);
  };
  const leave = async (ms) => { for (const end = Date.now() + ms; Date.now() < end; await sleep(Math.min(20_000, Math.max(0, end - Date.now())))) await isLive(10_000); };
  const before_ = await isLive(10_000);
  assert.ok(before_ < 10_000);
  const part = (minutes * 60_000) / (restarts + 1);
  const back = [];
  for (let i = 0; i < restarts; i++) {
    await leave(part);
    // One of them is none that anybody wanted, and one takes its time.
    await server.kill(i === 1 ? 'SIGKILL' : 'SIGTERM');
    if (i === 2 && minutes) await sleep(20_000);
    server = await startServer({ folder, port });
    back.push(await isLive(40_000));
  }
  await leave(part);
  console.log(`back after ${back.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')}`);
  if (minutes) await page.getByRole('heading', { name: 'Late shift', level: 3 }).waitFor({ timeout: 60_000 });
  values.stop();
  await page.end();
});
