// The page: sign in, then dashboards and rooms by the address behind the #.
import { DashboardView, everything, ranges } from './dashboard.js';
import { el, page } from './dom.js';
import { RoomView } from './room.js';
import { Session } from './session.js';
import { Socket } from './socket.js';
import { Wall } from './wall.js';

class SignIn {
  constructor() {
    this.name = el('input', { type: 'text', name: 'username', autocomplete: 'username', required: true });
    this.password = el('input', { type: 'password', name: 'password', autocomplete: 'current-password', required: true });
    this.error = el('div', { class: 'error', role: 'alert' });
    const form = el('form', { onsubmit: (event) => this.submit(event) }, el('h1', {}, 'Hearth'),
      el('label', {}, el('span', { class: 'secondary' }, 'Name'), this.name),
      el('label', {}, el('span', { class: 'secondary' }, 'Password'), this.password),
      el('button', { class: 'primary', type: 'submit' }, 'Sign in'), this.error);
    page().replaceChildren(el('div', { class: 'signin' }, form));
    this.name.focus();
  }

  async submit(event) {
    event.preventDefault();
    this.error.textContent = '';
    try {
      new Home(await Session.signIn(this.name.value.trim(), this.password.value));
    } catch (error) {
      this.error.textContent = error.message;
      this.password.select();
    }
  }
}

class Home {
  constructor(session) {
    this.session = session;
    this.rooms = [];
    this.dashboards = [];
    this.links = el('div');
    this.side = el('nav', { class: 'side', 'aria-label': 'Dashboards and rooms' }, this.links,
      el('div', { class: 'foot' }, el('span', { class: 'secondary' }, session.user.displayName || session.user.username), el('button', { class: 'secondary', onclick: () => this.signOut() }, 'Sign out')));
    this.state = el('div', { class: 'state', role: 'status', hidden: true });
    this.main = el('main', { class: 'main' });
    this.frame = el('div', { class: 'frame' }, this.side, this.main);
    page().replaceChildren(this.frame);
    this.socket = new Socket(session.token, { opened: () => this.opened(), state: (words) => this.say('socket', words) });
    this.hear();
    addEventListener('hashchange', this.routed = () => this.route());
    this.load().then(() => this.route());
  }

  say(who, words) {
    this.words = { ...this.words, [who]: words };
    this.state.textContent = this.words.socket || this.words.stream || '';
    this.state.hidden = !this.state.textContent;
  }

  hear() {
    this.socket.on('message:new', (message) => this.heard(message));
    const change = (event, apply) => this.socket.on(event, (e) => e.roomId === this.room?.room.id && this.room.change(e.id, apply(e)));
    change('message:updated', ({ content, editedAt }) => ({ content, editedAt }));
    change('message:deleted', () => ({ deleted: true, content: '' }));
    this.socket.on('typing:user', (e) => e.roomId === this.room?.room.id && this.room.someoneTypes(e));
    for (const event of ['room:added', 'room:removed', 'room:updated', 'dashboard:changed', 'chat:read', 'notification']) this.socket.on(event, () => this.loadSoon());
  }

  heard(message) {
    if (message.roomId === this.room?.room.id) this.room.take(message);
    this.loadSoon();
  }

  opened() {
    this.load();
    this.room?.open();
  }

  loadSoon() {
    this.loading ??= setTimeout(() => { this.loading = undefined; this.load(); }, 300);
  }

  async load() {
    try {
      const [{ rooms }, { dashboards }] = await Promise.all([this.session.call('GET', '/api/rooms'), this.session.call('GET', '/api/dashboards')]);
      Object.assign(this, { rooms, dashboards });
      this.drawLinks();
    } catch (error) {
      if (error.status === 401) this.leave();
    }
  }

  drawLinks() {
    const link = (href, name, unread) => el('a', { href, 'aria-current': location.hash === href ? 'page' : undefined }, el('span', {}, name),
      unread ? el('span', { class: 'unread', 'aria-label': `${unread} unread` }, String(unread)) : undefined);
    this.links.replaceChildren(el('h2', {}, 'Dashboards'), link('#/board/all', everything.name), ...this.dashboards.map(({ id, name }) => link(`#/board/${id}`, name)),
      el('h2', {}, 'Rooms'), ...this.rooms.map((room) => link(`#/room/${room.id}`, room.name, room.id === this.room?.room.id ? 0 : room.unread)));
  }

  route() {
    const [, kind, id] = location.hash.split('/');
    this.view?.stop();
    if (this.room) this.socket.ask('leave:room', this.room.room.id).catch(() => {});
    this.view = this.room = undefined;
    this.say('stream', '');
    this.frame.classList.toggle('open', Boolean(kind));
    const room = kind === 'room' && this.rooms.find((each) => each.id === id);
    if (room) this.showRoom(room);
    else this.showBoard(this.dashboards.find((each) => each.id === id) ?? everything);
    this.drawLinks();
  }

  header(title, ...more) {
    document.title = `${title} · Hearth`;
    return el('header', { class: 'head' }, el('button', { class: 'back', 'aria-label': 'Back to the list', onclick: () => { location.hash = ''; } }, '‹'), el('h1', {}, title), ...more);
  }

  showBoard(dashboard) {
    this.view = new DashboardView(this.session, dashboard, { rangeMs: this.rangeMs, state: (words) => this.say('stream', words) });
    const buttons = ranges.map(([name, ms]) => el('button', { class: ms === this.view.rangeMs ? 'chosen' : '', 'aria-pressed': String(ms === this.view.rangeMs), onclick: (event) => {
      this.rangeMs = ms;
      this.view.setRange(ms);
      for (const button of event.target.parentElement.children) {
        button.classList.toggle('chosen', button === event.target);
        button.setAttribute('aria-pressed', String(button === event.target));
      }
    } }, name));
    this.main.replaceChildren(this.header(dashboard.name, el('div', { class: 'ranges', role: 'group', 'aria-label': 'How far back' }, ...buttons)), this.state, this.view.grid);
  }

  showRoom(room) {
    this.room = new RoomView(this.session, this.socket, room);
    this.main.replaceChildren(this.header(room.name, room.topic ? el('span', { class: 'secondary' }, room.topic) : ''), this.state, ...this.room.element.childNodes);
    this.room.open();
    this.room.input.focus();
  }

  async signOut() {
    await this.session.signOut();
    this.leave();
  }

  leave() {
    localStorage.removeItem('hearth');
    this.view?.stop();
    this.socket.close();
    removeEventListener('hashchange', this.routed);
    new SignIn();
  }
}

const parameters = new URLSearchParams(location.hash.slice(1));
if (parameters.has('wall')) {
  new Wall(parameters);
} else {
  const session = Session.stored();
  if (session) new Home(session);
  else new SignIn();
}
