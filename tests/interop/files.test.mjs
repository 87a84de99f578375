// Files: how they come in and go out, whole and cut, for whom, and what stays on the disk.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect as tcp } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import { ask, connect, makeFolder, next, startServer } from './hearthd.mjs';

const run = promisify(execFile);
const KiB = 1024, MiB = KiB * KiB;
const limits = ['--limits-messages-per-second', '0', '--limits-events-per-second', '0', '--limits-file-bytes', `${4 * MiB}`,
  '--limits-file-quota-bytes', `${6 * MiB}`];

let server, owner, anna, ben, stranger, room;
before(async () => {
  server = await startServer({ args: limits });
  owner = await server.register('owner');
  anna = await server.register('anna');
  ben = await server.register('ben');
  stranger = await server.register('stranger');
  room = await server.makeRoom(owner.token, { name: 'Workshop', private: true, members: [anna.user.id, ben.user.id] });
});
after(() => server.stop());

const bearer = (person) => (person ? { authorization: `Bearer ${person.token}` } : {});
async function request(method, path, { as, headers = {}, body, on = server } = {}) {
  const response = await fetch(on.url + path, { method, headers: { ...bearer(as), ...headers }, body, duplex: 'half' });
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, bytes, json: isJson && bytes.length ? JSON.parse(bytes) : null };
}
const post = (as, bytes, { name = 'a.bin', roomId = room.id, on = server } = {}) =>
  request('POST', `/api/files?roomId=${roomId}&name=${encodeURIComponent(name)}`, { as, body: bytes, on });
async function upload(as, bytes, options) {
  const { status, json } = await post(as, bytes, options);
  assert.equal(status, 201, JSON.stringify(json));
  return json.file;
}
const get = (file, as, headers = {}, below = '') => request('GET', `/api/files/${file.id}${below}`, { as, headers });
const send = (person, files, more = {}, on = server) =>
  on.call('POST', `/api/rooms/${more.roomId ?? room.id}/messages`, { content: '', files: files.map((f) => f.id), ...more, roomId: undefined }, person.token);
const remove = (person, message, on = server) => on.call('DELETE', `/api/rooms/${room.id}/messages/${message.id}`, undefined, person.token);
const refused = (answer, status, code) => assert.deepEqual([answer.status, answer.json?.error.code ?? answer.body?.error.code], [status, code]);
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const blob = (bytes, on = server) => join(on.folder, 'files', hashOf(bytes).slice(0, 2), hashOf(bytes).slice(2));
const drafts = (on = server) => readdirSync(join(on.folder, 'files/drafts'));
const metric = async (name, on = server) => Number((await (await fetch(`${on.url}/metrics`)).text()).match(new RegExp(`^${name} (\\d+)$`, 'm'))[1]);
async function until(holds, what) {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(what);
}
// A PNG of one grey, of any size in its head.
function png(width, height, isWhole = true) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = isWhole ? deflateSync(Buffer.alloc((width + 1) * height)) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}
// As ReadableStream.from(), which Debian 12's Node has not.
const streamOf = (chunks) => Readable.toWeb(Readable.from(chunks));
function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let i = 0; i < 8; ++i) value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
  }
  return ~value >>> 0;
}

test('a file goes with a message to the others, whole or by range', async () => {
  const bytes = randomBytes(300 * KiB);
  const file = await upload(anna, bytes, { name: 'Bericht Ä.pdf' });
  assert.deepEqual(file, { id: file.id, name: 'Bericht Ä.pdf', size: bytes.length, type: 'application/octet-stream' });
  refused(await get(file, ben), 404, 'not_found'); // in no message yet
  assert.equal((await get(file, anna)).status, 200);

  const socket = connect(server.url, ben.token);
  await ask(socket, 'join:room', room.id);
  const heard = next(socket, 'message:new');
  const sent = await send(anna, [file], { clientId: 'one' });
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  assert.deepEqual((await heard).files, [file]);
  assert.equal((await heard).content, '');
  const again = await send(anna, [file], { clientId: 'one' });
  assert.deepEqual(again.body, sent.body);
  const page = await server.call('GET', `/api/rooms/${room.id}/messages`, undefined, ben.token);
  assert.deepEqual(page.body.messages.at(-1).files, [file]);
  socket.close();

  const whole = await get(file, ben);
  assert.ok(whole.bytes.equals(bytes));
  const expected = {
    'content-type': 'application/octet-stream', 'content-length': `${bytes.length}`, 'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox", 'accept-ranges': 'bytes', 'cache-control': 'private, no-cache',
    'content-disposition': 'attachment; filename="Bericht _.pdf"; filename*=UTF-8\'\'Bericht%20%C3%84.pdf',
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(whole.headers.get(name), value);
  const etag = whole.headers.get('etag');
  const part = await get(file, ben, { range: 'bytes=1000-1999' });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes 1000-1999/${bytes.length}`);
  assert.ok(part.bytes.equals(bytes.subarray(1000, 2000)));
  const rest = await get(file, ben, { range: `bytes=${bytes.length - 5}-`, 'if-range': etag });
  assert.ok(rest.bytes.equals(bytes.subarray(-5)));
  assert.equal((await get(file, ben, { range: 'bytes=5-', 'if-range': '"other"' })).status, 200);
  const beyond = await get(file, ben, { range: `bytes=${bytes.length}-` });
  refused(beyond, 416, 'range_invalid');
  assert.equal(beyond.headers.get('content-range'), `bytes */${bytes.length}`);
  const known = await get(file, ben, { 'if-none-match': `"x", ${etag}` });
  assert.deepEqual([known.status, known.bytes.length, known.headers.get('etag')], [304, 0, etag]);
  const head = await request('HEAD', `/api/files/${file.id}`, { as: ben });
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, `${bytes.length}`]);
});

test('only who may enter the room gets it, each time', async () => {
  const bytes = randomBytes(100);
  const file = await upload(anna, bytes);
  await send(anna, [file]);
  assert.equal((await get(file, ben)).status, 200);
  const etag = (await get(file, ben)).headers.get('etag');
  refused(await get(file), 401, 'unauthorized');
  refused(await get(file, stranger), 404, 'not_found');
  refused(await get(file, stranger, { 'if-none-match': etag }), 404, 'not_found');
  refused(await get(file, stranger, {}, '/thumbnail'), 404, 'not_found');
  refused(await get({ id: 'f-unknown' }, ben), 404, 'not_found');
  refused(await post(stranger, bytes), 403, 'access_denied');
  refused(await post(null, bytes), 401, 'unauthorized');
  refused(await post(anna, bytes, { roomId: 'r-none' }), 403, 'access_denied');
  await server.call('DELETE', `/api/rooms/${room.id}/members/${ben.user.id}`, undefined, owner.token);
  refused(await get(file, ben), 404, 'not_found');
  await server.call('PUT', `/api/rooms/${room.id}/members/${ben.user.id}`, {}, owner.token);
  assert.equal((await get(file, ben)).status, 200);
});

test('what is sent is checked', async () => {
  const file = await upload(anna, 'x');
  const bens = await upload(ben, 'y');
  refused(await send(anna, []), 400, 'invalid_request');
  refused(await send(anna, [bens]), 400, 'invalid_request');
  refused(await send(anna, [{ id: 'f-none' }]), 400, 'invalid_request');
  refused(await send(anna, [file, file]), 400, 'invalid_request');
  refused(await send(anna, Array(11).fill(file)), 400, 'invalid_request');
  const other = await server.makeRoom(anna.token, { name: 'Other' });
  refused(await send(anna, [file], { roomId: other.id }), 400, 'invalid_request');
  assert.equal((await send(anna, [file], { content: 'with a text' })).status, 201);
  refused(await send(anna, [file]), 400, 'invalid_request');
});

test('curl works with both forms, and is told to go on', async () => {
  const folder = makeFolder();
  const bytes = randomBytes(2 * MiB);
  writeFileSync(join(folder, 'sent.bin'), bytes);
  const curl = (...args) => run('curl', ['-sS', '-H', `Authorization: Bearer ${ben.token}`, ...args], { encoding: 'buffer', maxBuffer: 16 * MiB });
  const form = JSON.parse((await curl('-F', `roomId=${room.id}`, '-F', `file=@${folder}/sent.bin`, `${server.url}/api/files`)).stdout);
  assert.deepEqual(form.file, { id: form.file.id, name: 'sent.bin', size: bytes.length, type: 'application/octet-stream' });
  const raw = await curl('-v', '-H', 'Expect: 100-continue', '--data-binary', `@${folder}/sent.bin`,
    `${server.url}/api/files?roomId=${room.id}&name=raw.bin`);
  assert.match(String(raw.stderr), /100 Continue/);
  assert.equal(JSON.parse(raw.stdout).file.name, 'raw.bin');
  const back = await curl(`${server.url}/api/files/${form.file.id}`);
  assert.ok(back.stdout.equals(bytes));
  // A refusal arrives though the body was not read.
  const late = await run('curl', ['-sS', '-w', '%{http_code}', '-F', `roomId=${room.id}`, '-F', `file=@${folder}/sent.bin`, `${server.url}/api/files`]);
  assert.match(late.stdout, /unauthorized.*401$/);
  rmSync(folder, { recursive: true });
  for (const file of [form.file, JSON.parse(raw.stdout).file]) await remove(ben, (await send(ben, [file])).body);
});

test('too much is refused by its length, while it comes, and by the quota', async () => {
  const dora = await server.register('dora');
  await server.call('PUT', `/api/rooms/${room.id}/members/${dora.user.id}`, {}, owner.token);
  refused(await post(dora, Buffer.alloc(4 * MiB + 1)), 413, 'too_large');
  refused(await post(dora, Buffer.alloc(5 * MiB)), 413, 'too_large');
  async function* chunks(count) {
    for (let i = 0; i < count; ++i) yield Buffer.alloc(MiB, i);
  }
  refused(await post(dora, streamOf(chunks(5))), 413, 'too_large');
  const form = new FormData();
  form.set('roomId', room.id);
  form.set('file', new Blob([Buffer.alloc(4 * MiB + 1)]), 'a.bin');
  refused(await request('POST', '/api/files', { as: dora, body: form }), 413, 'too_large');
  assert.equal((await upload(dora, streamOf(chunks(4)))).size, 4 * MiB);
  refused(await post(dora, Buffer.alloc(2 * MiB + 1)), 413, 'quota_exceeded');
  refused(await post(dora, streamOf(chunks(3))), 413, 'quota_exceeded');
  const { json } = await request('POST', '/api/uploads', { as: dora, body: JSON.stringify({ roomId: room.id, name: 'x', size: 2 * MiB }) });
  refused(await post(dora, Buffer.alloc(1)), 413, 'quota_exceeded');
  await request('DELETE', `/api/uploads/${json.upload.id}`, { as: dora });
  assert.equal((await post(dora, Buffer.alloc(1))).status, 201);
  refused(await request('POST', '/api/uploads', { as: dora, body: JSON.stringify({ roomId: room.id, name: 'x', size: 5 * MiB }) }), 413, 'too_large');
  await until(() => drafts().length === 0, 'a refused upload leaves a draft');
});

test('a name and a type are not taken from the peer', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const cases = [
    [svg, 'a.png', 'a.png', 'application/octet-stream'],
    ['<html>', '../../../etc/passwd', 'passwd', 'application/octet-stream'],
    ['x', 'a\r\nSet-Cookie: b"\u202Egnp.exe', 'aSet-Cookie bgnp.exe', 'application/octet-stream'],
    ['x', '..', 'file', 'application/octet-stream'],
    [png(3, 2), 'picture.html', 'picture.html', 'image/png'],
  ];
  for (const [bytes, name, safe, type] of cases) {
    const file = await upload(anna, bytes, { name });
    assert.deepEqual([file.name, file.type], [safe, type]);
    const answer = await get(file, anna);
    assert.equal(answer.headers.get('content-type'), type);
    assert.equal(answer.headers.get('set-cookie'), null);
    assert.match(answer.headers.get('content-disposition'), /^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''[^"\r\n]*$/);
  }
  assert.ok(!existsSync(join(server.folder, 'passwd')));
});

test('an image has its size and a thumbnail; a hostile one does no harm', async () => {
  const picture = await upload(anna, png(1000, 500), { name: 'p.png' });
  assert.deepEqual([picture.width, picture.height, picture.thumbnail], [1000, 500, true]);
  const small = await get(picture, anna, {}, '/thumbnail');
  assert.deepEqual([small.status, small.headers.get('content-type')], [200, 'image/jpeg']);
  assert.equal((await get(picture, anna, { 'if-none-match': small.headers.get('etag') }, '/thumbnail')).status, 304);
  const huge = await upload(anna, png(50_000, 50_000, false), { name: 'h.png' });
  assert.deepEqual([huge.width, huge.height, huge.thumbnail], [50_000, 50_000, undefined]);
  refused(await get(huge, anna, {}, '/thumbnail'), 404, 'not_found');
  const text = await upload(anna, 'x');
  refused(await get(text, anna, {}, '/thumbnail'), 404, 'not_found');
});

test('a content is kept once, and goes with the last message that has it', async () => {
  const bytes = randomBytes(1000);
  const [one, two] = [await upload(anna, bytes), await upload(ben, bytes)];
  const messages = [(await send(anna, [one])).body, (await send(ben, [two])).body];
  assert.equal(statSync(blob(bytes)).size, 1000);
  await remove(anna, messages[0]);
  refused(await get(one, ben), 404, 'not_found');
  const deleted = await metric('hearth_file_contents_deleted_total');
  const unsent = await upload(anna, randomBytes(10));
  await remove(anna, (await send(anna, [unsent])).body);
  await until(async () => (await metric('hearth_file_contents_deleted_total')) > deleted, 'nothing is deleted');
  assert.ok(existsSync(blob(bytes)), 'another message has it');
  assert.ok((await get(two, anna)).bytes.equals(bytes));
  await remove(ben, messages[1]);
  await until(() => !existsSync(blob(bytes)), 'the content stays');
  assert.ok((await get(await upload(anna, bytes), anna)).bytes.equals(bytes), 'and comes again');
});

const create = async (as, size, on = server) =>
  (await request('POST', '/api/uploads', { as, on, body: JSON.stringify({ roomId: on.room ?? room.id, name: 'long.bin', size }) })).json.upload;
const patch = (id, as, offset, body, on = server) =>
  request('PATCH', `/api/uploads/${id}`, { as, on, body, headers: { 'upload-offset': `${offset}` } });
// Sends the head and a part of the body, and no more.
async function begin(id, as, offset, bytes, announced, on = server) {
  const socket = tcp(on.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`PATCH /api/uploads/${id} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${as.token}\r\nUpload-Offset: ${offset}\r\nContent-Length: ${announced}\r\n\r\n`);
  await new Promise((resolve) => socket.write(bytes, resolve));
  return socket;
}

test('an upload that is cut goes on where it stopped', async () => {
  const bytes = randomBytes(3 * MiB);
  const { id, offset } = await create(anna, bytes.length);
  assert.equal(offset, 0);
  const socket = await begin(id, anna, 0, bytes.subarray(0, MiB), bytes.length);
  await until(() => drafts().includes(id) && statSync(join(server.folder, 'files/drafts', id)).size === MiB, 'nothing comes');
  socket.destroy();
  refused(await patch(id, anna, 5, bytes.subarray(5)), 409, 'offset_mismatch');
  const told = await request('HEAD', `/api/uploads/${id}`, { as: anna });
  assert.deepEqual([told.headers.get('upload-offset'), told.headers.get('upload-length')], [`${MiB}`, `${bytes.length}`]);
  // The peer comes back before anybody noticed that it had gone.
  const silent = await begin(id, anna, MiB, bytes.subarray(MiB, 2 * MiB), 2 * MiB);
  await until(() => statSync(join(server.folder, 'files/drafts', id)).size === 2 * MiB, 'nothing comes');
  const now = (await request('GET', `/api/uploads/${id}`, { as: anna })).json.upload;
  assert.equal(now.offset, 2 * MiB);
  const middle = await patch(id, anna, now.offset, bytes.subarray(2 * MiB, 2 * MiB + 1));
  assert.deepEqual([middle.status, middle.json.upload.offset, middle.json.file], [200, 2 * MiB + 1, undefined]);
  const last = await patch(id, anna, 2 * MiB + 1, bytes.subarray(2 * MiB + 1));
  assert.equal(last.status, 201, JSON.stringify(last.json));
  assert.ok((await get(last.json.file, anna)).bytes.equals(bytes));
  refused(await request('GET', `/api/uploads/${id}`, { as: anna }), 404, 'not_found');
  await until(() => drafts().length === 0, 'the draft stays');
  silent.destroy();
});

test('an upload is its owner\'s alone', async () => {
  const { id } = await create(anna, 10);
  for (const [as, status, code] of [[null, 401, 'unauthorized'], [ben, 404, 'not_found'], [stranger, 404, 'not_found']]) {
    refused(await request('GET', `/api/uploads/${id}`, { as }), status, code);
    refused(await patch(id, as, 0, 'x'), status, code);
    refused(await request('DELETE', `/api/uploads/${id}`, { as }), status, code);
  }
  refused(await request('POST', '/api/uploads', { as: stranger, body: JSON.stringify({ roomId: room.id, name: 'x', size: 1 }) }), 403, 'access_denied');
  refused(await patch(id, anna, 0, 'x'.repeat(11)), 413, 'too_large');
  refused(await request('PATCH', `/api/uploads/${id}`, { as: anna, body: 'x' }), 400, 'invalid_request');
  refused(await patch('p-none', anna, 0, 'x'), 404, 'not_found');
  assert.equal((await request('DELETE', `/api/uploads/${id}`, { as: anna })).status, 200);
  refused(await request('GET', `/api/uploads/${id}`, { as: anna }), 404, 'not_found');
});

test('a form is checked', async () => {
  const body = (text) => request('POST', '/api/files', { as: anna, headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: text });
  const roomPart = `--b\r\nContent-Disposition: form-data; name="roomId"\r\n\r\n${room.id}\r\n`;
  const filePart = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n';
  for (const text of ['', 'hello', roomPart + '--b--', filePart + '--b--', roomPart + filePart, roomPart + filePart + filePart + '--b--'])
    refused(await body(text), 400, 'invalid_request');
  assert.equal((await body(filePart + roomPart + '--b--')).status, 201, 'in either order');
  const foreign = await request('POST', '/api/files', { as: stranger, headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: filePart + roomPart + '--b--' });
  refused(foreign, 403, 'access_denied');
  await until(() => drafts().length === 0, 'a refused form leaves a draft');
});

test('a slow reader of a large file holds no memory', async () => {
  const file = await upload(owner, randomBytes(4 * MiB));
  const rss = () => Number(readFileSync(`/proc/${server.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) * KiB;
  const before = rss();
  const readers = [];
  for (let i = 0; i < 40; ++i) {
    const socket = tcp(server.port, '127.0.0.1');
    socket.write(`GET /api/files/${file.id} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${owner.token}\r\n\r\n`);
    await new Promise((resolve) => socket.once('readable', resolve));
    readers.push(socket);
  }
  const sent = await metric('hearth_file_downloads_total');
  assert.ok(sent >= 40);
  assert.ok(rss() - before < 40 * MiB, `${(rss() - before) / MiB} MiB for 160 MiB`);
  for (const socket of readers) socket.destroy();
});

test('a kill in the middle leaves nothing that is not known, and what was noted goes on', async () => {
  const folder = makeFolder();
  let mine = await startServer({ folder, args: limits });
  const person = await mine.register('anna');
  mine.room = (await mine.makeRoom(person.token, { name: 'Room' })).id;
  const bytes = randomBytes(3 * MiB);
  const { id } = await create(person, bytes.length, mine);
  assert.equal((await patch(id, person, 0, bytes.subarray(0, MiB), mine)).json.upload.offset, MiB);
  const cut = await begin(id, person, MiB, bytes.subarray(MiB, 2 * MiB), 2 * MiB, mine);
  const whole = tcp(mine.port, '127.0.0.1');
  whole.on('error', () => {});
  whole.write(`POST /api/files?roomId=${mine.room}&name=a HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${person.token}\r\nContent-Length: 1000\r\n\r\nhalf`);
  const kept = await upload(person, 'kept', { on: mine, roomId: mine.room });
  await until(() => drafts(mine).length === 2, 'the drafts do not come');
  await mine.kill('SIGKILL');
  // Orphans of a kill between the content and its row.
  const orphan = join(folder, 'files', 'ab');
  mkdirSync(orphan, { recursive: true });
  writeFileSync(join(orphan, 'c'.repeat(62)), 'x');
  mine = Object.assign(await startServer({ folder, args: limits }), { room: mine.room });
  assert.deepEqual(drafts(mine), [id]);
  await until(() => readdirSync(orphan).length === 0, 'what nobody has stays');
  const now = (await request('GET', `/api/uploads/${id}`, { as: person, on: mine })).json.upload;
  assert.equal(now.offset, MiB);
  const last = await patch(id, person, MiB, bytes.subarray(MiB), mine);
  assert.equal(last.status, 201);
  const back = await request('GET', `/api/files/${last.json.file.id}`, { as: person, on: mine });
  assert.ok(back.bytes.equals(bytes));
  assert.equal(String((await request('GET', `/api/files/${kept.id}`, { as: person, on: mine })).bytes), 'kept');
  cut.destroy();
  whole.destroy();

  const check = () => run(process.env.HEARTHD, ['check', '--data', folder]).then(({ stdout }) => stdout, ({ stdout, code }) => `${code} ${stdout}`);
  assert.equal(await check(), 'sound\n');
  writeFileSync(blob(bytes, mine), 'short');
  assert.equal(await check(), `1 the content ${hashOf(bytes)} has 5 of ${bytes.length} bytes\n`);
  rmSync(blob(bytes, mine));
  assert.equal(await check(), `1 the content ${hashOf(bytes)} is missing\n`);
  await mine.stop();
});

test('a full disk refuses files and nothing else', { skip: process.getuid() !== 0 }, async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'files'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', join(folder, 'files')]);
  const mine = await startServer({ folder, args: limits });
  try {
    const person = await mine.register('anna');
    mine.room = (await mine.makeRoom(person.token, { name: 'Room' })).id;
    const full = await post(person, randomBytes(3 * MiB), { on: mine, roomId: mine.room });
    refused(full, 503, 'unavailable');
    assert.match(full.json.error.message, /disk is full/);
    await until(() => drafts(mine).length === 0, 'the draft fills the disk');
    const { id } = await create(person, 3 * MiB, mine);
    refused(await patch(id, person, 0, randomBytes(3 * MiB), mine), 503, 'unavailable');
    const { offset } = (await request('GET', `/api/uploads/${id}`, { as: person, on: mine })).json.upload;
    assert.equal(offset, 0);
    await request('DELETE', `/api/uploads/${id}`, { as: person, on: mine });
    await until(() => drafts(mine).length === 0, 'the draft fills the disk');
    await upload(person, randomBytes(MiB), { on: mine, roomId: mine.room });
    assert.equal((await mine.call('POST', `/api/rooms/${mine.room}/messages`, { content: 'hello' }, person.token)).status, 201);
  } finally {
    await mine.kill('SIGTERM');
    execFileSync('umount', [join(folder, 'files')]);
    rmSync(folder, { recursive: true });
  }
});

test('what is not sent, and what is not finished, expires', async () => {
  const mine = await startServer({ args: [...limits, '--limits-upload-keep-ms', '1000'] });
  const person = await mine.register('anna');
  mine.room = (await mine.makeRoom(person.token, { name: 'Room' })).id;
  const bytes = randomBytes(100);
  const file = await upload(person, bytes, { on: mine, roomId: mine.room });
  const { id } = await create(person, 100, mine);
  await patch(id, person, 0, bytes.subarray(0, 50), mine);
  await until(() => !existsSync(blob(bytes, mine)) && drafts(mine).length === 0, 'they stay');
  refused(await request('GET', `/api/files/${file.id}`, { as: person, on: mine }), 404, 'not_found');
  refused(await request('GET', `/api/uploads/${id}`, { as: person, on: mine }), 404, 'not_found');
  await mine.stop();
});

test('a person has a few uploads at once', async () => {
  const mine = await startServer({ args: [...limits, '--limits-uploads-per-user', '2'] });
  const person = await mine.register('anna');
  mine.room = (await mine.makeRoom(person.token, { name: 'Room' })).id;
  const sockets = [];
  for (let i = 0; i < 2; ++i) sockets.push(await begin((await create(person, 100, mine)).id, person, 0, 'x', 100, mine));
  await until(async () => (await metric('hearth_uploads_open', mine)) === 2, 'they do not open');
  refused(await post(person, 'x', { on: mine, roomId: mine.room }), 429, 'too_many');
  for (const socket of sockets) socket.destroy();
  await until(async () => (await metric('hearth_uploads_open', mine)) === 0, 'they do not close');
  assert.equal((await post(person, 'x', { on: mine, roomId: mine.room })).status, 201);
  await mine.stop();
});
