// A team in which every path of /api/openapi.json has something to answer, and how each is called. Used by openapi.test.mjs
// and access.test.mjs: a path that is not here fails both.
import { connect, ask } from './hearthd.mjs';

export const KiB = 1024;
// The smallest picture there is room for: a PNG of one pixel.
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

export async function request(server, method, path, { token, body, headers = {} } = {}) {
  const isRaw = body instanceof Uint8Array;
  const response = await fetch(server.url + path, { method, body: body === undefined || isRaw ? body : JSON.stringify(body),
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }, duplex: 'half' });
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body.cancel();
    return { status: response.status, type, text: '', json: null };
  }
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  return { status: response.status, type, text, json: type.startsWith('application/json') && text ? JSON.parse(Buffer.from(text, 'latin1').toString()) : null };
}

// People, a room of theirs with everything in it. `secret` is a text that is nowhere else.
export async function furnish(server, { secret = 'heliotrope' } = {}) {
  const owner = await server.register('olga');
  const member = await server.register('mia');
  const other = await server.register('otto');
  const call = async (person, method, path, body, headers) => {
    const answer = await request(server, method, path, { token: person.token, body, headers });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  };
  const { room } = await call(member, 'POST', '/api/rooms', { name: `Room ${secret}`, topic: secret, private: true, members: [other.user.id] });
  const at = `/api/rooms/${room.id}`;
  const socket = connect(server.url, member.token);
  await ask(socket, 'join:room', room.id);
  const { file } = await call(member, 'POST', `/api/files?roomId=${room.id}&name=${secret}.png`, pixel);
  const say = (more) => call(member, 'POST', `${at}/messages`, { content: `${secret} @otto`, ...more });
  const message = await say({ clientId: 'c1', files: [file.id] });
  const reply = await say({ replyTo: message.id, content: `${secret} https://example.org` });
  const deleted = await say({});
  await call(member, 'DELETE', `${at}/messages/${deleted.id}`);
  await call(member, 'PATCH', `${at}/messages/${message.id}`, { content: `${secret} again @otto` });
  await call(member, 'PUT', `${at}/messages/${message.id}/reactions/${encodeURIComponent('👍')}`);
  await call(member, 'PUT', `${at}/messages/${message.id}/pin`);
  const reader = connect(server.url, other.token);
  await ask(reader, 'join:room', room.id);
  await ask(reader, 'chat:read', { roomId: room.id, messageId: reply.id });
  await say({ content: `@otto ${secret} unread` });
  await call(member, 'POST', '/api/rooms', { direct: other.user.id });
  await call(other, 'PUT', `${at}/notifications`, { level: 'all' });
  await call(other, 'PUT', '/api/notifications/settings', { quietHours: { from: 0, to: 1, utcOffset: 0 }, quietUntil: 1, keywords: ['word'] });
  const { upload } = await call(member, 'POST', '/api/uploads', { roomId: room.id, name: `${secret}.bin`, size: 4 });
  const { id: invite } = await call(owner, 'POST', '/api/invites');
  const live = await furnishChannels(call, { owner, member, other }, room, socket);
  return { owner, member, other, room, at, message, reply, file, upload, invite, ...live, pixel, secret, call, close: () => { socket.close(); reader.close(); } };
}

// A channel, a dashboard with everything in it, a hook, and an alert that has fired and was taken on.
async function furnishChannels(call, { member, other }, room, socket) {
  await call(member, 'POST', '/api/channels/kiln', { temp: 5 });
  const panel = { id: 'p', title: 'Kiln', kind: 'line', series: [{ channel: 'kiln', field: 'temp', label: 'Top' }], unit: '°C', rangeMs: 60_000,
    min: 0, max: 9.5, thresholds: [{ value: 8, level: 'warning' }], text: 'x', x: 0, y: 0, w: 4, h: 3 };
  const { dashboard } = await call(member, 'PUT', '/api/dashboards', { name: 'Workshop', panels: [panel] });
  const { hook } = await call(member, 'POST', `/api/rooms/${room.id}/hooks`, { name: 'Builds' });
  const said = new Promise((resolve) => socket.once('message:new', resolve));
  const { alert } = await call(member, 'PUT', '/api/alerts', { name: 'Hot', roomId: room.id, channel: 'kiln', field: 'temp', condition: 'above', value: 4, clearAt: 3 });
  const taken = new Promise((resolve) => socket.once('message:updated', resolve));
  await call(other, 'PUT', `/api/rooms/${room.id}/messages/${(await said).id}/reactions/${encodeURIComponent('✅')}`);
  await taken;
  const channelToken = await call(member, 'POST', '/api/channel-tokens', { name: 'wall', read: ['kiln'], publish: [] });
  return { dashboard, hook, alert, channelToken, panel };
}

// By `method path`: how to call it. `as`: who gets an answer; `needs` the room, a file of it and the like; `alone`: it takes
// something away, or makes something, so that it is called once only.
export function recipes(team) {
  const { room, message, file, upload, invite, member, other } = team;
  const emoji = encodeURIComponent('👍');
  const at = `/api/rooms/${room.id}`, one = `${at}/messages/${message.id}`;
  return {
    'POST /api/register': { as: null, body: { username: 'nina', password: 'correct horse', device: 'a test' } },
    'POST /api/login': { as: null, body: { username: 'mia', password: 'correct horse', device: 'a test' } },
    'POST /api/logout': { as: 'fresh' },
    'POST /api/password': { as: 'fresh', body: { current: 'correct horse', password: 'correct horses' } },
    'GET /api/me': {},
    'PATCH /api/me': { body: { displayName: 'Mia', sharesReads: true } },
    'GET /api/sessions': {},
    'DELETE /api/sessions': { as: 'fresh' },
    'DELETE /api/sessions/{id}': { as: 'fresh', path: (fresh) => `/api/sessions/${fresh.session}` },
    'POST /api/tickets': { body: { path: '/events/notifications' } },
    'GET /api/openapi.json': { as: null },
    'GET /': { as: null },
    'GET /web/{file}': { as: null, path: '/web/main.js' },
    'GET /healthz': { as: null },
    'GET /readyz': { as: null },
    'GET /metrics': { as: null },
    'GET /api/users': { as: 'owner', path: '/api/users?limit=2' },
    'PATCH /api/users/{id}': { as: 'owner', path: (fresh) => `/api/users/${fresh.user.id}`, body: { role: 'guest', disabled: true } },
    'DELETE /api/users/{id}': { as: 'owner', path: (fresh) => `/api/users/${fresh.user.id}` },
    'GET /api/users/{id}/sessions': { as: 'owner', path: `/api/users/${member.user.id}/sessions` },
    'DELETE /api/users/{id}/sessions': { as: 'owner', path: (fresh) => `/api/users/${fresh.user.id}/sessions` },
    'GET /api/invites': { as: 'owner' },
    'POST /api/invites': { as: 'owner', body: { role: 'guest', uses: 2, days: 3 } },
    'DELETE /api/invites/{id}': { as: 'owner', path: `/api/invites/${invite}` },
    'GET /api/audit': { as: 'owner', path: '/api/audit?limit=2' },
    'GET /api/rooms': {},
    'POST /api/rooms': { body: { name: 'Another', topic: 'of tests', private: true, members: [] } },
    'GET /api/rooms/{id}': { inRoom: true, path: at },
    'PATCH /api/rooms/{id}': { inRoom: true, path: at, body: { topic: `${team.secret} anew`, archived: false } },
    'GET /api/rooms/{id}/members': { inRoom: true, path: `${at}/members` },
    'PUT /api/rooms/{id}/members/{userId}': { inRoom: true, path: `${at}/members/${other.user.id}` },
    'PATCH /api/rooms/{id}/members/{userId}': { inRoom: true, path: `${at}/members/${other.user.id}`, body: { role: 'admin' } },
    'DELETE /api/rooms/{id}/members/{userId}': { inRoom: true, path: (fresh) => `${at}/members/${fresh.user.id}` },
    'GET /api/rooms/{id}/pins': { inRoom: true, path: `${at}/pins` },
    'GET /api/rooms/{id}/messages': { inRoom: true, path: `${at}/messages` },
    'POST /api/rooms/{id}/messages': { inRoom: true, path: `${at}/messages`, body: { content: `${team.secret} more`, clientId: 'c9', panel: team.panel } },
    'PATCH /api/rooms/{id}/messages/{messageId}': { inRoom: true, path: one, body: { content: `${team.secret} once more` } },
    'DELETE /api/rooms/{id}/messages/{messageId}': { inRoom: true, last: 2, path: one },
    'PUT /api/rooms/{id}/messages/{messageId}/reactions/{emoji}': { inRoom: true, path: `${one}/reactions/${emoji}` },
    'DELETE /api/rooms/{id}/messages/{messageId}/reactions/{emoji}': { inRoom: true, last: true, path: `${one}/reactions/${emoji}` },
    'PUT /api/rooms/{id}/messages/{messageId}/pin': { inRoom: true, path: `${one}/pin` },
    'DELETE /api/rooms/{id}/messages/{messageId}/pin': { inRoom: true, last: true, path: `${one}/pin` },
    'GET /api/rooms/{id}/messages/{messageId}/edits': { inRoom: true, path: `${one}/edits` },
    'GET /api/rooms/{id}/messages/{messageId}/readers': { inRoom: true, path: `${one}/readers` },
    'GET /api/rooms/{id}/messages/{messageId}/replies': { inRoom: true, path: `${one}/replies` },
    'GET /api/search': { path: `/api/search?q=${team.secret}&limit=1` },
    'POST /api/files': { inRoom: true, path: `/api/files?roomId=${room.id}&name=x.bin`, raw: Buffer.from('abc') },
    'GET /api/files/{id}': { inRoom: true, path: `/api/files/${file.id}` },
    'GET /api/files/{id}/thumbnail': { inRoom: true, path: `/api/files/${file.id}/thumbnail` },
    'POST /api/uploads': { inRoom: true, body: { roomId: room.id, name: 'x.bin', size: 3 } },
    'GET /api/uploads/{id}': { inRoom: true, own: true, path: `/api/uploads/${upload.id}` },
    'PATCH /api/uploads/{id}': { inRoom: true, own: true, status: 201, path: `/api/uploads/${upload.id}`, raw: Buffer.from('abcd'), headers: { 'upload-offset': '0' } },
    'DELETE /api/uploads/{id}': { inRoom: true, own: true, last: true, path: async (fresh, team_) => `/api/uploads/${(await team_.call(member, 'POST', '/api/uploads', { roomId: room.id, name: 'y', size: 1 })).upload.id}` },
    'GET /api/notifications': { as: 'other', path: '/api/notifications?limit=3' },
    'POST /api/notifications/read': { as: 'other', last: true, body: { all: true } },
    'GET /api/notifications/settings': { as: 'other' },
    'PUT /api/notifications/settings': { as: 'other', body: { quietHours: { from: 1, to: 2, utcOffset: 60 }, quietUntil: 5, keywords: ['word'] } },
    'PUT /api/rooms/{id}/notifications': { as: 'other', inRoom: true, path: `${at}/notifications`, body: { level: 'mentions' } },
    'GET /api/presence': { path: `/api/presence?users=${other.user.id},${member.user.id}` },
    'GET /api/channels': {},
    'GET /api/channels/{channel}': { path: `/api/channels/kiln?from=${Date.now() - 7_200_000}` },
    'POST /api/channels/{channel}': { path: '/api/channels/kiln', raw: Buffer.from('{"temp": 6}') },
    'DELETE /api/channels/{channel}': { last: 3, path: '/api/channels/kiln' },
    'GET /api/channel-tokens': {},
    'POST /api/channel-tokens': { body: { name: 'sensor', publish: ['kiln'], read: [] } },
    'DELETE /api/channel-tokens/{id}': { last: true, path: `/api/channel-tokens/${team.channelToken.id}` },
    'GET /events/stream': { path: '/events/stream?channels=kiln' },
    'GET /events/stream/{channel}': { path: '/events/stream/kiln' },
    'GET /api/events/stream': { path: '/api/events/stream?channels=kiln' },
    'GET /api/events/stream/{channel}': { path: '/api/events/stream/kiln' },
    'GET /api/dashboards': {},
    'PUT /api/dashboards': { status: 200, body: { id: team.dashboard.id, name: 'Workshop', panels: [team.panel], version: 1 } },
    'GET /api/dashboards/{id}': { path: `/api/dashboards/${team.dashboard.id}` },
    'DELETE /api/dashboards/{id}': { last: true, path: `/api/dashboards/${team.dashboard.id}` },
    'GET /api/alerts': {},
    'PUT /api/alerts': { inRoom: true, body: { name: 'Cold', roomId: room.id, channel: 'kiln', field: 'temp', condition: 'below', value: 1, clearAt: 2, forMs: 0 } },
    'DELETE /api/alerts/{id}': { last: true, path: `/api/alerts/${team.alert.id}` },
    'GET /api/rooms/{id}/hooks': { inRoom: true, path: `${at}/hooks` },
    'POST /api/rooms/{id}/hooks': { inRoom: true, path: `${at}/hooks`, body: { name: 'Another' } },
    'DELETE /api/rooms/{id}/hooks/{hookId}': { inRoom: true, last: 2, path: `${at}/hooks/${team.hook.id}` },
    'POST /hooks/{token}': { as: null, path: `/hooks/${team.hook.token}`, raw: Buffer.from('{"content": "built"}') },
    'GET /events/notifications': {},
    'GET /api/events/notifications': {},
  };
}
