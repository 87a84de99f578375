// The page at `/` in a real Chromium: sign in, live values, a room, the wall. Nothing is asked of any other host, nothing is
// complained of in the console. HEARTH_PICTURES=DIR keeps pictures of what it looks like.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';

const pictures = process.env.HEARTH_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });
const executablePath = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find(Boolean);

let server, folder, port, anna, ben, browser;
before(async () => {
  folder = makeFolder();
  server = await startServer({ folder });
  ({ port } = server);
  anna = await server.register('anna');
  ben = await server.register('ben');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
});
after(async () => {
  await browser?.close();
  await server?.kill('SIGTERM');
  rmSync(folder, { recursive: true });
});

const put = (channel, value, token = anna.token) => server.call('POST', `/api/channels/${channel}`, value, token);
async function restart() {
  await server.kill('SIGTERM');
  server = await startServer({ folder, port });
}

// A page whose requests and complaints are watched; `expected` complaints are those of a server that is away.
async function open(path, { colorScheme = 'dark', viewport = { width: 1280, height: 800 }, isAwayExpected = false } = {}) {
  const context = await browser.newContext({ colorScheme, viewport });
  const page = await context.newPage();
  const strange = [];
  page.on('request', (request) => { if (!request.url().startsWith(`http://127.0.0.1:${port}/`) && !request.url().startsWith('blob:')) strange.push(request.url()); });
  page.on('console', (message) => { if (message.type() === 'error' && !(isAwayExpected && /ERR_|WebSocket/.test(message.text()))) strange.push(message.text()); });
  page.on('pageerror', (error) => strange.push(error.stack));
  await page.goto(`http://127.0.0.1:${port}${path}`);
  page.end = async () => { await context.close(); assert.deepEqual(strange, []); };
  page.picture = (name) => pictures && page.screenshot({ path: `${pictures}/${name}.png` });
  return page;
}

async function signedIn(options) {
  const page = await open('/', options);
  await page.fill('input[type=text]', 'anna');
  await page.fill('input[type=password]', 'correct horse');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'All channels' }).waitFor();
  return page;
}

async function seed() {
  const now = Date.now();
  const wave = (i, period, size, base) => base + size * Math.sin(i / period) + ((i * 7919) % 13) / 13;
  const points = (make) => ({ points: Array.from({ length: 290 }, (_, i) => ({ at: now - (290 - i) * 1000, data: make(i) })) });
  await put('kiln:1', points((i) => ({ top: wave(i, 30, 40, 850), bottom: wave(i, 24, 25, 790) })));
  await put('water:tank', points((i) => wave(i, 60, 2, 12)));
  await put('doors', 'the yard door is open');
  await put('press', points((i) => ({ pieces: Math.floor(i / 3), scrap: Math.floor(i / 40) })));
}

test('a wrong password is told, Enter signs in, a value is there as text', async () => {
  await seed();
  const page = await open('/');
  await page.picture('sign-in-dark');
  await page.fill('input[type=text]', 'anna');
  await page.fill('input[type=password]', 'wrong');
  await page.keyboard.press('Enter');
  await page.getByText('Unknown name or wrong password').waitFor();
  await page.context().close();

  const home = await signedIn();
  await home.locator('section', { has: home.getByRole('heading', { name: 'water:tank' }) }).getByText(/^1[0-4]\.\d\d$/).waitFor();
  await home.getByText('the yard door is open').first().waitFor();
  await put('water:tank', 98.75);
  await home.getByText('98.75').waitFor();
  await home.picture('channels-dark');
  await home.hover('canvas');
  await home.end();
});

test('a new channel appears by itself; after a restart the page goes on', async () => {
  const page = await signedIn({ isAwayExpected: true });
  await put('brand-new', 41);
  await page.getByRole('heading', { name: 'brand-new' }).waitFor();
  await server.kill('SIGTERM');
  await page.getByText('Offline. Trying again…').waitFor();
  await page.picture('offline-dark');
  server = await startServer({ folder, port });
  await put('brand-new', 42);
  await page.getByText('42', { exact: true }).waitFor();
  await page.end();
});

test('a saved dashboard, its thresholds and ranges, by keyboard', async () => {
  const panel = (id, title, kind, series, place, more = {}) => ({ id, title, kind, series, ...place, ...more });
  const made = await server.call('PUT', '/api/dashboards', { name: 'Workshop', panels: [
    panel('a', 'Kiln 1', 'line', [{ channel: 'kiln:1', field: 'top', label: 'Top' }, { channel: 'kiln:1', field: 'bottom', label: 'Bottom' }], { x: 0, y: 0, w: 8, h: 4 }, { unit: '°C', thresholds: [{ value: 880, level: 'warning' }, { value: 900, level: 'critical' }] }),
    panel('b', 'Tank', 'stat', [{ channel: 'water:tank', field: 'value' }], { x: 8, y: 0, w: 4, h: 2 }, { unit: 'm³', thresholds: [{ value: 90, level: 'critical' }] }),
    panel('c', 'Press', 'bars', [{ channel: 'press', field: '' }], { x: 8, y: 2, w: 4, h: 2 }),
    panel('d', 'Doors', 'log', [{ channel: 'doors', field: '' }], { x: 0, y: 4, w: 6, h: 2 }),
    panel('e', 'Note', 'text', [], { x: 6, y: 4, w: 6, h: 2 }, { text: 'Shift change at six.' }),
  ] }, anna.token);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  for (const colorScheme of ['dark', 'light']) {
    const page = await signedIn({ colorScheme });
    await page.getByRole('link', { name: 'Workshop' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Kiln 1' }).waitFor();
    await page.getByText('Shift change at six.').waitFor();
    await page.getByText(/^98\.75m³$/).waitFor();
    await page.picture(`dashboard-${colorScheme}`);
    await page.getByRole('button', { name: '24 h' }).press('Enter');
    assert.equal(await page.getByRole('button', { name: '24 h' }).getAttribute('aria-pressed'), 'true');
    await page.end();
  }
  const phone = await signedIn({ viewport: { width: 390, height: 844 } });
  await phone.picture('phone-list-dark');
  await phone.end();
});

test('a room: both ways, and what is said is text and nothing else', async () => {
  const room = await server.makeRoom(anna.token, { name: 'Hall', members: [ben.user.id] });
  const b = connect(server.url, ben.token);
  await ask(b, 'join:room', room.id);
  await ask(b, 'message:send', { roomId: room.id, content: '<img src=http://evil.example/x onerror=alert(1)> good morning' });
  const page = await signedIn();
  await page.getByRole('link', { name: /Hall/ }).click();
  await page.getByText('<img src=http://evil.example/x onerror=alert(1)> good morning').waitFor();
  const heard = next(b, 'message:new');
  await page.getByRole('textbox').fill('hello from the page');
  await page.keyboard.press('Enter');
  assert.equal((await heard).content, 'hello from the page');
  await page.locator('.message:not(.waiting)', { hasText: 'hello from the page' }).waitFor();
  await ask(b, 'message:send', { roomId: room.id, content: 'and back' });
  await page.getByText('and back').waitFor();
  await page.picture('room-dark');
  await page.end();
  b.close();
});

test('a wall needs an address only, and comes back after each restart', async () => {
  const { token } = (await server.call('POST', '/api/channel-tokens', { name: 'wall', read: ['*'] }, anna.token)).body;
  const page = await open(`/#wall=${token}`, { viewport: { width: 1920, height: 1080 }, isAwayExpected: true });
  await page.getByText('Kiln 1').waitFor();
  await page.picture('wall-dark');
  for (let i = 1; i <= 3; i++) {
    await restart();
    await put('water:tank', 60 + i);
    await page.getByText(new RegExp(`^6${i}m³$`)).waitFor({ timeout: 40_000 });
  }
  await page.end();
});
