// Server-Sent Events by fetch: EventSource can send no header, and gives up for ever on a refusal.
const longestWaitMs = 30_000;

export class Stream {
  // `heard(type, data)` for each event; `state(words)` with words while it is not live, '' once it is.
  constructor(path, token, heard, state) {
    Object.assign(this, { path, token, heard, state });
    this.lastId = '';
    this.waitMs = 1_000;
    this.stopped = new AbortController();
    this.run();
  }

  stop() {
    this.stopped.abort();
  }

  async run() {
    while (!this.stopped.signal.aborted) {
      try {
        if (!(await this.listen())) return;
      } catch {
        // Cut off, or nobody there.
      }
      if (this.stopped.signal.aborted) return;
      this.state('Offline. Trying again…');
      await this.pause(Math.random() * this.waitMs);
      this.waitMs = Math.min(2 * this.waitMs, longestWaitMs);
    }
  }

  // False where coming back is of no use.
  async listen() {
    const headers = { authorization: `Bearer ${this.token}`, ...(this.lastId && { 'last-event-id': this.lastId }) };
    const response = await fetch(this.path, { headers, signal: this.stopped.signal });
    if (response.status === 204) return this.state('This is no longer there.'), false;
    if (response.status === 401 || response.status === 403) return this.state('Access to these values has ended.'), false;
    if (!response.ok) throw new Error(response.status);
    this.state('');
    this.waitMs = 1_000;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return true;
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop();
      blocks.forEach((block) => this.take(block));
    }
  }

  take(block) {
    const event = { type: 'message', data: [] };
    for (const line of block.split('\n')) {
      const at = line.indexOf(': ');
      const [key, value] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 2)];
      if (key === 'event') event.type = value;
      else if (key === 'id') this.lastId = value;
      else if (key === 'data') event.data.push(value);
    }
    if (event.data.length) this.heard(event.type, JSON.parse(event.data.join('\n')));
  }

  pause(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      addEventListener('online', () => { clearTimeout(timer); resolve(); }, { once: true, signal: this.stopped.signal });
      this.stopped.signal.addEventListener('abort', resolve);
    });
  }
}
