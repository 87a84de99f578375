// Values of channels, live: what the stream says, joined to what the server keeps of longer spans.
import { Stream } from './stream.js';

const hourMs = 3_600_000;
const keptValues = 4_000;

// The numbers of a value by name, as the server counts them.
export function numbersOf(data) {
  if (typeof data === 'number' || typeof data === 'boolean') return { value: Number(data) };
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return {};
  return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value === 'number' || typeof value === 'boolean').map(([key, value]) => [key, Number(value)]));
}

export class Channels {
  // `changed(channel)` after each change, `state(words)` as the stream has it.
  constructor(session, topics, changed, state) {
    this.session = session;
    this.changed = changed;
    this.known = new Map(); // name → {values: [{at, data, id}], data, at, spans: Map(from → series)}
    this.stream = new Stream(`/events/stream?channels=${topics.map(encodeURIComponent).join(',')}`, session.token,
      (type, event) => (type === 'initial' ? this.begin(event) : this.add(event)), state);
  }

  stop() {
    this.stream.stop();
  }

  of(name) {
    if (!this.known.has(name)) this.known.set(name, { values: [], data: null, at: 0, spans: new Map() });
    return this.known.get(name);
  }

  names() {
    return [...this.known.keys()].filter((name) => this.known.get(name).at).sort();
  }

  begin({ channel, data, history }) {
    const known = this.of(channel);
    known.values = history;
    known.data = data;
    known.at = history.at(-1)?.at ?? 0;
    this.changed(channel);
  }

  add({ channel, id, at, data }) {
    const known = this.of(channel);
    known.values.push({ id, at, data });
    // A sender may say times out of order.
    if (known.values.length > 1 && known.values.at(-2).at > at) known.values.sort((a, b) => a.at - b.at);
    if (known.values.length > keptValues) known.values.splice(0, known.values.length - keptValues);
    known.data = data;
    known.at = at;
    this.changed(channel);
  }

  // [{t, v, low, high}] of one field within the last `rangeMs`.
  points(name, field, rangeMs) {
    const known = this.of(name);
    const from = Date.now() - rangeMs;
    const fine = [];
    for (const { at, data } of known.values) {
      const value = at >= from ? numbersOf(data)[field] : undefined;
      if (value !== undefined) fine.push({ t: at, v: value });
    }
    if (rangeMs <= hourMs) return fine;
    const coarse = this.span(name, rangeMs)?.find((series) => series.field === field)?.points ?? [];
    const begin = fine[0]?.t ?? Infinity;
    return [...coarse.filter(([t]) => t < begin).map(([t, low, v, high]) => ({ t, v, low, high })), ...fine];
  }

  // What the server has of a longer span; asked for once in a while.
  span(name, rangeMs) {
    const { spans } = this.of(name);
    const span = spans.get(rangeMs);
    if (!span || Date.now() - span.askedAt > 60_000) {
      const asked = { askedAt: Date.now(), series: span?.series };
      spans.set(rangeMs, asked);
      const from = Date.now() - rangeMs;
      this.session.call('GET', `/api/channels/${encodeURIComponent(name)}?from=${from}&points=300`)
        .then(({ series }) => { asked.series = series; this.changed(name); }).catch(() => {});
    }
    return spans.get(rangeMs).series;
  }

  fields(name) {
    const found = new Set();
    for (const { data } of this.of(name).values.slice(-20)) Object.keys(numbersOf(data)).forEach((field) => found.add(field));
    return [...found];
  }
}
