// A screen on the wall: `/#wall=TOKEN` with a channel token that reads what it shows; `&dashboards=ID,ID` in turn, each for
// `&every=SECONDS`. What stands behind the # never leaves the browser.
import { DashboardView, everything } from './dashboard.js';
import { el, page } from './dom.js';
import { Session } from './session.js';

const reloadMs = 60_000;

export class Wall {
  constructor(parameters) {
    this.session = new Session(parameters.get('wall'));
    this.wanted = parameters.get('dashboards')?.split(',').filter(Boolean) ?? [];
    this.everyMs = 1000 * Math.max(5, Number(parameters.get('every')) || 30);
    this.index = 0;
    this.run();
  }

  async run() {
    for (;;) {
      await this.load();
      this.show(this.dashboards[this.index++ % this.dashboards.length]);
      await new Promise((resolve) => setTimeout(resolve, this.dashboards.length > 1 ? this.everyMs : reloadMs));
    }
  }

  // What was there stays where the server is away.
  async load() {
    try {
      const { dashboards } = await this.session.call('GET', '/api/dashboards');
      const found = this.wanted.length ? this.wanted.map((id) => dashboards.find((dashboard) => dashboard.id === id)).filter(Boolean) : dashboards;
      this.dashboards = found.length ? found : [everything];
    } catch {
      this.dashboards ??= [everything];
    }
  }

  show(dashboard) {
    const isSame = this.shown && this.shown.id === dashboard.id && this.shown.version === dashboard.version;
    if (isSame) return;
    this.view?.stop();
    this.shown = dashboard;
    const state = el('span', { class: 'secondary', role: 'status' });
    this.view = new DashboardView(this.session, dashboard, { state: (words) => { state.textContent = words; } });
    page().replaceChildren(el('div', { class: 'wall' }, el('div', { class: 'title' }, dashboard.name, state), this.view.grid));
    document.title = dashboard.name;
  }
}
