// The page at `/` in a real Chromium: sign in, live values, a room. Nothing is asked of any other host, nothing is
// complained of in the console.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, openPage } from './chromium.mjs';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';

let server, folder, port, anna, ben, browser;
before(async () => {
  folder = makeFolder();
  server = await startServer({ folder });
  ({ port } = server);
  anna = await server.register('anna');
  ben = await server.register('ben');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.kill('SIGTERM');
  rmSync(folder, { recursive: true });
});

const put = (channel, value, token = anna.token) => server.call('POST', `/api/channels/${channel}`, value, token);
const open = (path, options) => openPage(browser, `http://127.0.0.1:${port}${path}`, options);

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
  const panel = { id: 'p', title: 'The kiln then', kind: 'line', unit: '°C', series: [{ channel: 'kiln:1', field: '' }], x: 3, y: 5, w: 4, h: 3 };
  await ask(b, 'message:send', { roomId: room.id, content: '', panel });
  await ask(b, 'message:send', { roomId: room.id, content: 'of the tank', panel: { ...panel, title: 'The tank then', kind: 'stat', series: [{ channel: 'water:tank', field: 'value' }] } });
  const card = page.getByRole('region', { name: 'The kiln then' });
  await card.getByText(/^top [78]\d\d/).waitFor();
  await card.getByRole('img', { name: 'The kiln then, over time' }).waitFor();
  const tank = page.getByRole('region', { name: 'The tank then' });
  await tank.getByText(/^98\.75/).waitFor();
  await put('water:tank', 12.5);
  await ask(b, 'message:send', { roomId: room.id, content: 'later' });
  await page.getByText('later').waitFor();
  assert.match(await tank.innerText(), /98\.75/, 'as it was then');
  const drawn = await card.locator('canvas').evaluate((canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0));
  assert.ok(drawn, 'the line is drawn');
  await page.picture('room-dark');
  await ask(b, 'message:delete', { roomId: room.id, messageId: (await server.call('GET', `/api/rooms/${room.id}/messages`, undefined, ben.token)).body.messages.find((m) => m.content === 'of the tank').id });
  await tank.waitFor({ state: 'detached' });
  await page.end();
  b.close();
});
