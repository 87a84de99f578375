// A real Chromium and pages of hearthd's in it, whose requests and complaints are watched.
// HEARTH_PICTURES=DIR keeps pictures of what they look like.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const pictures = process.env.HEARTH_PICTURES;
if (pictures) mkdirSync(pictures, { recursive: true });
const executablePath = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find(Boolean);

export const launch = () => chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

// `isAwayExpected`: complaints of a server that is away are none. `page.end()` closes it and tells of all others.
export async function openPage(browser, url, { colorScheme = 'dark', viewport = { width: 1280, height: 800 }, isAwayExpected = false } = {}) {
  const context = await browser.newContext({ colorScheme, viewport });
  const page = await context.newPage();
  const strange = [];
  const origin = `${new URL(url).origin}/`;
  page.on('request', (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith('blob:')) strange.push(request.url()); });
  page.on('console', (message) => { if (message.type() === 'error' && !(isAwayExpected && /ERR_|WebSocket/.test(message.text()))) strange.push(message.text()); });
  page.on('pageerror', (error) => strange.push(error.stack));
  await page.goto(url);
  page.end = async () => { await context.close(); assert.deepEqual(strange, []); };
  page.picture = (name) => pictures && page.screenshot({ path: `${pictures}/${name}.png` });
  return page;
}
