// Elements by hand. Whatever a peer wrote becomes text here and nothing else: there is no innerHTML on this page.
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else if (key in element && typeof value !== 'string') element[key] = value;
    else if (value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

export const page = () => document.getElementById('page');

export function timeText(at) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

export function dayText(at) {
  return new Date(at).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' });
}

export function ageText(ms) {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'less than a minute old';
  if (minutes < 90) return `${minutes} min old`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h old` : `${Math.round(minutes / 1440)} days old`;
}

// 1234567 → 1.23 M; what is small keeps its digits.
export function numberText(value) {
  if (typeof value !== 'number') return value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  const size = Math.abs(value);
  for (const [limit, unit] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e4, 'k']])
    if (size >= limit) return `${(value / (unit === 'k' ? 1e3 : limit)).toPrecision(3)} ${unit}`;
  if (Number.isInteger(value)) return String(value);
  return size >= 100 ? value.toFixed(1) : size >= 0.01 ? value.toFixed(2) : value.toPrecision(2);
}
