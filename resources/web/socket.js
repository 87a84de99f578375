// Socket.IO 5 on Engine.IO 4 over a WebSocket: as much of it as this page needs.
const longestWaitMs = 30_000;

export class Socket {
  // `opened()` after each CONNECT; `state(words)` with words while it is not live, '' once it is.
  constructor(token, { opened, state }) {
    Object.assign(this, { token, opened, state });
    this.handlers = new Map();
    this.acks = new Map();
    this.nextAck = 0;
    this.waitMs = 1_000;
    this.connect();
    addEventListener('online', () => this.retry?.());
  }

  on(event, handler) {
    this.handlers.set(event, handler);
  }

  connect() {
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    this.isLive = false;
    this.ws = new WebSocket(`${scheme}://${location.host}/socket.io/?EIO=4&transport=websocket`);
    this.ws.onmessage = ({ data }) => this.received(data);
    this.ws.onclose = ({ code }) => this.closed(code);
  }

  close() {
    this.isOver = true;
    this.ws.close();
  }

  // The ack, or an exception; nothing is kept for later.
  ask(event, ...args) {
    if (!this.isLive) return Promise.reject(new Error('offline'));
    const id = this.nextAck++;
    this.ws.send(`42${id}${JSON.stringify([event, ...args])}`);
    return new Promise((resolve, reject) => this.acks.set(id, { resolve, reject }));
  }

  tell(event, ...args) {
    if (this.isLive) this.ws.send(`42${JSON.stringify([event, ...args])}`);
  }

  received(text) {
    if (text === '2') return this.ws.send('3');
    if (text[0] === '0') return this.ws.send(`40${JSON.stringify({ token: this.token })}`);
    if (text[0] !== '4') return undefined;
    const [, type, id, json] = text.match(/^4(\d)(\d*)(.*)$/s) ?? [];
    if (type === '0') return this.connected();
    if (type === '4') return this.refused();
    const values = json ? JSON.parse(json) : [];
    if (type === '2') return this.handlers.get(values[0])?.(values[1]);
    if (type === '3') return this.answered(Number(id), values[0]);
    return undefined;
  }

  connected() {
    this.isLive = true;
    this.waitMs = 1_000;
    this.state('');
    this.opened();
  }

  refused() {
    this.isOver = true;
    this.state('Your sign-in has ended. Sign in again.');
  }

  answered(id, answer) {
    const ack = this.acks.get(id);
    this.acks.delete(id);
    if (answer?.ok) ack?.resolve(answer);
    else ack?.reject(Object.assign(new Error(answer?.error?.message ?? 'refused'), answer?.error));
  }

  closed(code) {
    this.isLive = false;
    for (const { reject } of this.acks.values()) reject(new Error('offline'));
    this.acks.clear();
    if (this.isOver) return;
    if (code >= 4500) return void this.state('The server has closed this connection. Reload the page.');
    this.state('Offline. Trying again…');
    const timer = setTimeout(() => this.retry(), Math.random() * this.waitMs);
    this.waitMs = Math.min(2 * this.waitMs, longestWaitMs);
    this.retry = () => { clearTimeout(timer); this.retry = undefined; this.connect(); };
  }
}
