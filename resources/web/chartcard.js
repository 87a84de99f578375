// A panel in a conversation, as it was when it was sent.
import { Panel } from './panel.js';

// What a panel asks of channels, from the values that the message carries.
class Past {
  constructor({ until, series }) {
    Object.assign(this, { until, series });
  }

  find(channel, field) {
    return this.series.find((series) => series.channel === channel && series.field === field)?.points ?? [];
  }

  fields(channel) {
    return this.series.filter((series) => series.channel === channel).map((series) => series.field);
  }

  points(channel, field) {
    return this.find(channel, field).map(([t, v]) => ({ t, v }));
  }

  of(channel) {
    const last = this.fields(channel).map((field) => [field, this.find(channel, field).at(-1)]).filter(([, point]) => point);
    return { at: Math.max(0, ...last.map(([, [at]]) => at)), data: Object.fromEntries(last.map(([field, [, value]]) => [field, value])) };
  }
}

// {element, draw()}: it is drawn once it stands in the page, whose size it takes.
export function cardOf(chart) {
  const panel = new Panel(chart.panel, new Past(chart));
  panel.element.classList.add('card');
  panel.element.style.gridColumn = '';
  panel.element.style.gridRow = '';
  return { element: panel.element, draw: () => panel.draw(chart.until - chart.from) };
}
