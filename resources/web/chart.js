// A chart on a canvas: lines or areas over time, with as many axes as needed and no more.
import { numberText, timeText } from './dom.js';

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const seriesColour = (index) => colour(`--s${(index % 8) + 1}`);

// A step of 1, 2 or 5 times a power of ten, of which about `count` fit.
function stepFor(span, count) {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
}

const maxTicks = 50;
const timeSteps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400, 172800, 432000].map((seconds) => seconds * 1000);

function tickText(t, every) {
  if (every >= 86_400_000) return new Date(t).toLocaleDateString([], { day: 'numeric', month: 'short' });
  return every >= 60_000 ? timeText(t) : new Date(t).toLocaleTimeString([], { hourCycle: 'h23' });
}

function scaleOf(panel, lines) {
  let low = panel.min ?? Infinity;
  let high = panel.max ?? -Infinity;
  for (const { points } of lines) {
    for (const point of points) {
      if (panel.min === undefined) low = Math.min(low, point.low ?? point.v);
      if (panel.max === undefined) high = Math.max(high, point.high ?? point.v);
    }
  }
  // A line that is near is part of the picture; one that is far would flatten it.
  for (const { value } of panel.thresholds ?? [])
    if (panel.max === undefined && value > high && value - high <= Math.max(high - low, Math.abs(high) * 0.05)) high = value;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { low: 0, high: 1 };
  if (panel.kind === 'area' && panel.min === undefined) low = Math.min(low, 0);
  if (low === high) return { low: low - Math.max(1, Math.abs(low) * 0.1), high: high + Math.max(1, Math.abs(high) * 0.1) };
  const room = (high - low) * 0.06;
  return { low: panel.min ?? (low >= 0 && low - room < 0 ? 0 : low - room), high: panel.max ?? high + room };
}

export class Chart {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
  }

  // `lines`: [{points, colour}]; `at`: a time that the pointer is at.
  draw(panel, lines, from, to, at) {
    const { canvas, context } = this;
    const ratio = devicePixelRatio || 1;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width || !height) return;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const scale = scaleOf(panel, lines);
    const isSmall = height < 60;
    const box = { left: isSmall ? 0 : 44, right: width, top: 6, bottom: height - (isSmall ? 2 : 18) };
    this.x = (t) => box.left + ((t - from) / (to - from)) * (box.right - box.left);
    this.time = (x) => from + ((x - box.left) / (box.right - box.left)) * (to - from);
    const y = (v) => box.bottom - ((v - scale.low) / (scale.high - scale.low)) * (box.bottom - box.top);
    context.font = `11px ${getComputedStyle(document.body).fontFamily}`;
    if (!isSmall) this.drawAxes(box, scale, from, to, y);
    this.drawThresholds(panel, box, y);
    context.save();
    context.beginPath();
    context.rect(box.left, 0, box.right - box.left, height);
    context.clip();
    for (const line of lines) this.drawLine(line, panel.kind === 'area', box, y);
    context.restore();
    if (at) this.drawPointer(at, box);
  }

  drawAxes(box, scale, from, to, y) {
    const { context } = this;
    context.fillStyle = colour('--secondary');
    context.strokeStyle = colour('--line');
    context.lineWidth = 1;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    const step = stepFor(scale.high - scale.low, Math.max(2, (box.bottom - box.top) / 44));
    // Counted: on huge numbers a step may add nothing.
    const first = Math.ceil(scale.low / step) * step;
    for (let i = 0; i <= maxTicks && first + i * step <= scale.high; i++) {
      const v = first + i * step;
      const at = Math.round(y(v)) + 0.5;
      context.beginPath();
      context.moveTo(box.left, at);
      context.lineTo(box.right, at);
      context.stroke();
      context.fillText(numberText(Math.abs(v) < step / 1e6 ? 0 : Number(v.toPrecision(12))), box.left - 6, at);
    }
    context.textBaseline = 'top';
    context.textAlign = 'center';
    const every = timeSteps.find((ms) => ms * Math.floor((box.right - box.left) / 70) >= to - from) ?? timeSteps.at(-1);
    // Whole minutes and hours by the clock on the wall, not by that of Greenwich.
    const shift = new Date(from).getTimezoneOffset() * 60_000;
    for (let t = Math.ceil((from - shift) / every) * every + shift; t <= to; t += every) {
      const x = this.x(t);
      if (x > box.left + 16 && x < box.right - 16) context.fillText(tickText(t, every), x, box.bottom + 4);
    }
  }

  drawThresholds(panel, box, y) {
    const { context } = this;
    for (const { value, level } of panel.thresholds ?? []) {
      const at = Math.round(y(value)) + 0.5;
      context.strokeStyle = colour(level === 'critical' ? '--critical' : '--warning');
      context.setLineDash(level === 'critical' ? [] : [4, 4]);
      context.beginPath();
      context.moveTo(box.left, at);
      context.lineTo(box.right, at);
      context.stroke();
      context.setLineDash([]);
    }
  }

  drawLine({ points, colour: stroke }, isFilled, box, y) {
    const { context } = this;
    if (!points.length) return;
    context.strokeStyle = stroke;
    context.fillStyle = stroke;
    context.lineWidth = 1.5;
    context.lineJoin = 'round';
    // The least and the most of a span, faint behind its mean.
    if (points.some((point) => point.low !== undefined)) {
      context.globalAlpha = 0.15;
      context.beginPath();
      points.forEach((point, i) => context[i ? 'lineTo' : 'moveTo'](this.x(point.t), y(point.high ?? point.v)));
      [...points].reverse().forEach((point) => context.lineTo(this.x(point.t), y(point.low ?? point.v)));
      context.fill();
      context.globalAlpha = 1;
    }
    context.beginPath();
    points.forEach((point, i) => context[i ? 'lineTo' : 'moveTo'](this.x(point.t), y(point.v)));
    context.stroke();
    if (points.length === 1) context.fillRect(this.x(points[0].t) - 1.5, y(points[0].v) - 1.5, 3, 3);
    if (!isFilled) return;
    context.lineTo(this.x(points.at(-1).t), box.bottom);
    context.lineTo(this.x(points[0].t), box.bottom);
    context.globalAlpha = 0.16;
    context.fill();
    context.globalAlpha = 1;
  }

  drawPointer(at, box) {
    const { context } = this;
    context.strokeStyle = colour('--secondary');
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(Math.round(this.x(at)) + 0.5, box.top);
    context.lineTo(Math.round(this.x(at)) + 0.5, box.bottom);
    context.stroke();
  }
}
