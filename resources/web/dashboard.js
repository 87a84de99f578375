// A dashboard: panels on a grid, live. `everything` is the one that nobody has to make: a panel for each channel.
import { el } from './dom.js';
import { Panel } from './panel.js';
import { Channels } from './series.js';

export const ranges = [['1 min', 60_000], ['5 min', 300_000], ['1 h', 3_600_000], ['24 h', 86_400_000], ['7 d', 7 * 86_400_000], ['30 d', 30 * 86_400_000]];
export const everything = { id: 'all', name: 'All channels' };

function panelFor(name, data, index) {
  const isChart = typeof data === 'number' || typeof data === 'boolean' || (data && typeof data === 'object' && Object.values(data).some((value) => typeof value === 'number'));
  return { id: name, title: name, kind: isChart ? 'line' : 'log', series: [{ channel: name, field: '' }], x: (index % 3) * 4, y: Math.floor(index / 3) * 3, w: 4, h: 3 };
}

export class DashboardView {
  constructor(session, dashboard, { state = () => {}, rangeMs = 300_000 } = {}) {
    this.dashboard = dashboard;
    this.rangeMs = rangeMs;
    this.panels = [];
    this.dirty = new Set();
    this.grid = el('div', { class: 'grid' });
    const topics = dashboard === everything ? ['*'] : [...new Set(dashboard.panels.flatMap((panel) => panel.series.map((series) => series.channel)))];
    if (topics.length) this.channels = new Channels(session, topics, (channel) => this.changed(channel), state);
    else this.channels = { of: () => ({ values: [], data: null, at: 0 }), fields: () => [], points: () => [], names: () => [], stop() {} };
    if (dashboard !== everything) this.build(dashboard.panels);
    // Time goes on where nothing comes: once a second, and at most once a frame.
    this.timer = setInterval(() => this.redraw(), 1_000);
    this.resized = new ResizeObserver(() => this.redraw());
    this.resized.observe(this.grid);
  }

  stop() {
    clearInterval(this.timer);
    this.resized.disconnect();
    this.channels.stop();
  }

  setRange(rangeMs) {
    this.rangeMs = rangeMs;
    this.redraw();
  }

  build(panels) {
    this.panels = panels.map((panel) => new Panel(panel, this.channels));
    this.grid.replaceChildren(...this.panels.map((panel) => panel.element));
    if (!panels.length) this.grid.append(this.empty());
    this.redraw();
  }

  empty() {
    return el('div', { class: 'empty' }, 'Nothing has been said here yet. A first value makes a chart:',
      el('code', {}, `curl -H "Authorization: Bearer TOKEN" -d 21.5 ${location.origin}/api/channels/kiln`));
  }

  changed(channel) {
    if (this.dashboard === everything && !this.panels.some((panel) => panel.panel.id === channel))
      return this.build(this.channels.names().map((name, index) => panelFor(name, this.channels.of(name).data, index)));
    this.dirty.add(channel);
    if (this.frame) return undefined;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      for (const panel of this.panels)
        if ([...panel.channelNames].some((name) => this.dirty.has(name))) panel.draw(this.rangeMs);
      this.dirty.clear();
    });
    return undefined;
  }

  redraw() {
    for (const panel of this.panels) panel.draw(this.rangeMs);
  }
}
