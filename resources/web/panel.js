// A panel: its title, its current value as text, and what it draws of its channels.
import { Chart, seriesColour } from './chart.js';
import { ageText, el, numberText, timeText } from './dom.js';
import { numbersOf } from './series.js';

const oldAfterMs = 120_000;

// {label, channel, field, points} of each line; a series without a field is every field of its channel.
function linesOf(panel, channels, rangeMs) {
  const lines = [];
  for (const series of panel.series) {
    const fields = series.field ? [series.field] : channels.fields(series.channel);
    for (const field of fields)
      lines.push({ label: series.label ?? (field === 'value' ? series.channel : field), channel: series.channel, field, points: channels.points(series.channel, field, rangeMs) });
  }
  return lines.map((line, index) => ({ ...line, colour: seriesColour(index) }));
}

function levelOf(panel, value) {
  return (panel.thresholds ?? []).filter((threshold) => value >= threshold.value).map((threshold) => threshold.level).at(-1) ?? '';
}

function pointNear(points, t) {
  return points.reduce((best, point) => (!best || Math.abs(point.t - t) < Math.abs(best.t - t) ? point : best), undefined);
}

export class Panel {
  constructor(panel, channels) {
    this.panel = panel;
    this.channels = channels;
    this.value = el('div', { class: 'value number' });
    this.age = el('div', { class: 'age' });
    this.body = el('div', { class: 'draw' });
    this.legend = el('div', { class: 'legend' });
    this.tip = el('div', { class: 'tip', hidden: true });
    this.element = el('section', { class: 'panel', 'aria-label': panel.title }, el('h3', {}, panel.title), this.value, this.age, this.body, this.legend, this.tip);
    this.element.style.gridColumn = `${panel.x + 1} / span ${panel.w}`;
    this.element.style.gridRow = `${panel.y + 1} / span ${panel.h}`;
    if (['line', 'area', 'stat'].includes(panel.kind)) this.makeChart();
  }

  get channelNames() {
    return new Set(this.panel.series.map((series) => series.channel));
  }

  makeChart() {
    const canvas = el('canvas', { role: 'img', 'aria-label': `${this.panel.title}, over time` });
    this.body.append(canvas);
    this.chart = new Chart(canvas);
    canvas.addEventListener('pointermove', (event) => { this.at = this.chart.time?.(event.offsetX); this.pointer = event.offsetX; this.draw(this.rangeMs); });
    canvas.addEventListener('pointerleave', () => { this.at = undefined; this.draw(this.rangeMs); });
  }

  draw(rangeMs) {
    this.rangeMs = rangeMs;
    const { panel } = this;
    const own = panel.rangeMs ?? rangeMs;
    if (panel.kind === 'text') return this.drawText();
    const lines = linesOf(panel, this.channels, own);
    this.drawValue(lines);
    if (panel.kind === 'table') return this.drawTable(lines);
    if (panel.kind === 'log') return this.drawLog();
    if (panel.kind === 'bars' || panel.kind === 'gauge') return this.drawBars(lines);
    const to = this.channels.until ?? Date.now();
    this.chart.draw(panel, lines, to - own, to, this.at);
    this.drawLegend(lines);
    this.drawTip(lines);
    return undefined;
  }

  drawValue(lines) {
    const newest = Math.max(0, ...[...this.channelNames].map((name) => this.channels.of(name).at));
    const age = (this.channels.until ?? Date.now()) - newest;
    const isOld = newest > 0 && age > oldAfterMs;
    this.element.classList.toggle('old', isOld);
    this.age.textContent = newest === 0 ? 'No value yet' : isOld ? ageText(age) : '';
    this.age.hidden = !this.age.textContent;
    const one = lines.length === 1 ? lines[0] : undefined;
    const data = one ? numbersOf(this.channels.of(one.channel).data)[one.field] : lines.length === 0 ? this.channels.of(this.panel.series[0]?.channel).data : undefined;
    this.value.hidden = data === undefined || data === null || this.panel.kind === 'log' || this.panel.kind === 'table' || this.panel.kind === 'bars';
    this.value.className = `value number ${typeof data === 'number' ? levelOf(this.panel, data) : ''}`;
    this.value.replaceChildren(...(this.value.hidden ? [] : [numberText(data)]), ...(this.panel.unit && !this.value.hidden ? [el('small', {}, this.panel.unit)] : []));
  }

  drawLegend(lines) {
    this.legend.hidden = lines.length < 2;
    this.legend.replaceChildren(...(this.legend.hidden ? [] : lines).map((line) => {
      const mark = el('i');
      mark.style.background = line.colour;
      return el('span', {}, mark, `${line.label} `, el('span', { class: 'number' }, numberText(line.points.at(-1)?.v)));
    }));
  }

  drawTip(lines) {
    this.tip.hidden = !this.at || !lines.some((line) => line.points.length);
    if (this.tip.hidden) return;
    const near = lines.map((line) => [line, pointNear(line.points, this.at)]).filter(([, point]) => point);
    this.tip.replaceChildren(el('div', { class: 'secondary' }, timeText(near[0][1].t)),
      ...near.map(([line, point]) => el('div', {}, `${line.label}: `, el('span', { class: 'number' }, `${numberText(point.v)}${this.panel.unit ? ` ${this.panel.unit}` : ''}`))));
    const left = Math.min(this.pointer + 28, this.element.clientWidth - this.tip.offsetWidth - 4);
    this.tip.style.left = `${Math.max(4, left)}px`;
    this.tip.style.top = '34px';
  }

  drawTable(lines) {
    this.body.className = 'scroll';
    this.body.replaceChildren(el('table', {}, el('tbody', {}, ...lines.map((line) =>
      el('tr', {}, el('td', {}, line.label), el('td', { class: 'number' }, `${numberText(line.points.at(-1)?.v)}${this.panel.unit ? ` ${this.panel.unit}` : ''}`))))));
  }

  drawLog() {
    this.body.className = 'scroll';
    const rows = [...this.channelNames].flatMap((name) => this.channels.of(name).values).sort((a, b) => b.at - a.at).slice(0, 100);
    this.body.replaceChildren(el('pre', {}, rows.map(({ at, data }) => `${timeText(at)}  ${typeof data === 'string' ? data : JSON.stringify(data)}`).join('\n')));
  }

  drawBars(lines) {
    this.body.className = 'scroll';
    const most = this.panel.max ?? Math.max(1e-9, ...lines.map((line) => Math.abs(line.points.at(-1)?.v ?? 0)));
    this.body.replaceChildren(el('table', {}, el('tbody', {}, ...lines.map((line) => {
      const value = line.points.at(-1)?.v;
      const bar = el('i', { class: `bar ${levelOf(this.panel, value)}` });
      bar.style.width = `${Math.max(0, Math.min(100, (100 * (value ?? 0)) / most))}%`;
      return el('tr', {}, el('td', {}, line.label), el('td', { class: 'wide' }, bar), el('td', { class: 'number' }, `${numberText(value)}${this.panel.unit ? ` ${this.panel.unit}` : ''}`));
    }))));
  }

  drawText() {
    this.value.hidden = this.age.hidden = this.legend.hidden = true;
    this.body.className = 'scroll text';
    this.body.replaceChildren(this.panel.text ?? '');
  }
}
