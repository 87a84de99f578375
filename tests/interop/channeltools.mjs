// What the tests of channels have in common.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { EventSource } from 'eventsource';
import { startServer } from './hearthd.mjs';

// A server for the tests of a file, until they are over: anna, who owns it, ben, and their calls; hers where no token is named.
export async function startTeam(options) {
  const server = await startServer(options);
  after(() => server.stop());
  const anna = await server.register('anna'), ben = await server.register('ben');
  return {
    server, anna, ben,
    rest: (method, path, body, token = anna.token) => server.call(method, path, body, token),
    post: (channel, body, token = anna.token) => server.post(channel, body, token),
  };
}

// Reads a stream of channels event by event, as far as it is asked for.
export async function readStream(url, token, { lastEventId } = {}) {
  const headers = { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const reader = (await fetch(url, { headers })).body.pipeThrough(new TextDecoderStream()).getReader();
  const events = [];
  let text = '';
  const until = async (condition) => {
    while (!condition(events)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended after ${events.length} events`);
      const parts = (text += value).split('\n\n');
      text = parts.pop();
      for (const part of parts) {
        const fields = Object.fromEntries(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        if (fields.event) events.push({ type: fields.event, id: fields.id, ...JSON.parse(fields.data) });
      }
    }
    return events;
  };
  return { events, until, end: () => reader.cancel() };
}

// A stream as npm's EventSource reads it.
export function stream(url, token) {
  const heard = [];
  const source = new EventSource(url, { fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) } }) });
  for (const type of ['initial', 'update'])
    source.addEventListener(type, (e) => { heard.push({ type, id: e.lastEventId, ...JSON.parse(e.data) }); source.dispatchEvent(new Event('heard')); });
  const until = async (condition) => { while (!condition()) await new Promise((resolve) => source.addEventListener('heard', resolve, { once: true })); };
  return { source, heard, until, values: () => heard.filter((e) => e.type === 'update').map((e) => e.data) };
}

// 30 channels of 300 values of a kilobyte: 9 MB. `last`: the highest id, the lowest is 9,000 below.
export async function wideServer() {
  const own = await startServer({ args: ['--limits-channel-value-burst', '1000000'] });
  const { token } = await own.register('anna');
  const put = async (channel, points) => {
    const { status, body } = await own.call('POST', `/api/channels/${channel}`, { points: points.map((data) => ({ data })) }, token);
    assert.equal(status, 201, JSON.stringify(body));
    return Number(body.id);
  };
  const names = Array.from({ length: 30 }, (_, i) => `wide:${String(i).padStart(2, '0')}`);
  const last = Math.max(...await Promise.all(names.flatMap((name) => Array.from({ length: 6 }, () => put(name, Array(50).fill('x'.repeat(1000)))))));
  return { own, token, put, names, last };
}

export const panelOf = (...series) => ({ id: 'p', title: 'Kiln', kind: 'line', series: series.map(([channel, field]) => ({ channel, field })), unit: '°C', x: 0, y: 0, w: 4, h: 3 });
