// A room: what was said, and a line to say something.
import { cardOf } from './chartcard.js';
import { dayText, el, timeText } from './dom.js';

const groupMs = 5 * 60_000;

export class RoomView {
  constructor(session, socket, room) {
    Object.assign(this, { session, socket, room });
    this.messages = new Map(); // id → message
    this.waiting = []; // {clientId, content, error?}
    this.cards = new Map(); // id of a message with a chart → its card
    this.list = el('div', { class: 'messages', role: 'log', 'aria-label': `Messages in ${room.name}`, tabIndex: 0 });
    this.typing = el('div', { class: 'typing secondary' });
    this.input = el('textarea', { rows: 1, placeholder: `Message ${room.name}`, 'aria-label': `Message ${room.name}` });
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.list.addEventListener('scroll', () => { if (this.list.scrollTop < 40) this.loadOlder(); });
    this.element = el('div', { class: 'main' }, this.list, this.typing, el('div', { class: 'composer' }, this.input));
  }

  // After each connect: what came meanwhile, then what is new.
  async open() {
    await this.socket.ask('join:room', this.room.id).catch(() => {});
    const last = Math.max(0, ...[...this.messages.values()].map((message) => message.seq));
    let page = await this.page(last ? `after=${last}` : '');
    while (last && page.length === 100) page = await this.page(`after=${page.at(-1).seq}`);
    this.resend();
  }

  async page(query) {
    const { messages } = await this.session.call('GET', `/api/rooms/${this.room.id}/messages?limit=100&${query}`);
    messages.forEach((message) => this.messages.set(message.id, message));
    this.draw();
    return messages;
  }

  async loadOlder() {
    const first = Math.min(...[...this.messages.values()].map((message) => message.seq));
    if (this.isLoading || first <= 1 || !Number.isFinite(first)) return;
    this.isLoading = true;
    const height = this.list.scrollHeight;
    await this.page(`before=${first}`).catch(() => {});
    this.list.scrollTop += this.list.scrollHeight - height;
    this.isLoading = false;
  }

  take(message) {
    this.messages.set(message.id, { ...this.messages.get(message.id), ...message });
    this.waiting = this.waiting.filter((own) => own.clientId !== message.clientId);
    this.draw();
  }

  change(id, change) {
    if (this.messages.has(id)) this.take({ ...this.messages.get(id), ...change });
  }

  someoneTypes({ userId, username, typing }) {
    if (userId === this.session.user.id) return;
    this.typing.textContent = typing ? `${username} is typing…` : '';
  }

  key(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return this.socket.tell('typing:start', this.room.id);
    event.preventDefault();
    const content = this.input.value.trim();
    if (!content) return undefined;
    this.input.value = '';
    this.waiting.push({ clientId: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, content });
    this.draw();
    this.resend();
    return undefined;
  }

  async resend() {
    for (const own of this.waiting.filter((each) => !each.error && !each.isSent)) {
      own.isSent = true;
      try {
        await this.socket.ask('message:send', { roomId: this.room.id, content: own.content, clientId: own.clientId });
      } catch (error) {
        own.isSent = false;
        // Offline it waits; what was refused says why.
        if (error.code && error.code !== 'rate_limited') own.error = error.message;
        if (error.code === 'rate_limited') setTimeout(() => this.resend(), 1_000);
        this.draw();
      }
    }
  }

  draw() {
    const isAtEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
    const rows = [];
    let before;
    const all = [...this.messages.values()].sort((a, b) => a.seq - b.seq);
    for (const message of all) {
      if (!before || dayText(before.createdAt) !== dayText(message.createdAt)) rows.push(el('div', { class: 'day' }, dayText(message.createdAt)));
      const isFirst = !before || before.userId !== message.userId || message.createdAt - before.createdAt > groupMs;
      rows.push(this.row(message, isFirst));
      before = message;
    }
    for (const own of this.waiting)
      rows.push(el('div', { class: `message ${own.error ? 'refused' : 'waiting'}` }, own.content, el('span', { class: own.error ? 'error' : 'secondary' }, own.error ? `  Not sent: ${own.error}` : '  waiting')));
    if (!rows.length) rows.push(el('div', { class: 'empty' }, 'Nothing has been said here yet. Say hello.'));
    this.list.replaceChildren(...rows);
    this.cards.forEach((card) => card.draw());
    if (isAtEnd) this.list.scrollTop = this.list.scrollHeight;
    this.read(all.at(-1));
  }

  row(message, isFirst) {
    const text = message.deleted ? 'deleted' : message.content || `${message.files?.length ?? 0} file(s): open them in the desktop app`;
    const who = el('span', { class: 'who' }, message.username, el('time', { class: 'secondary', title: new Date(message.createdAt).toLocaleString() }, timeText(message.createdAt)));
    const isPlain = message.deleted || !message.content;
    return el('div', { class: `message${isFirst ? ' first' : ''}` }, isFirst ? who : undefined, isPlain ? el('span', { class: 'secondary' }, text) : text,
      message.editedAt ? el('span', { class: 'secondary' }, ' (edited)') : undefined, this.card(message));
  }

  card(message) {
    if (message.deleted || !message.chart) this.cards.delete(message.id);
    else if (!this.cards.has(message.id)) this.cards.set(message.id, cardOf(message.chart));
    return this.cards.get(message.id)?.element;
  }

  read(last) {
    if (!last || last.seq <= (this.readSeq ?? this.room.readSeq ?? 0) || document.hidden) return;
    this.readSeq = last.seq;
    this.socket.ask('chat:read', { roomId: this.room.id, messageId: last.id }).catch(() => { this.readSeq = undefined; });
  }
}
