// Files of a team of servers that share one folder of contents: what one keeps and another removes, at the same time.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, statSync, truncateSync, writeSync } from 'node:fs';
import { connect as tcp } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run } from './hearthd.mjs';
import { patiently, startTeam, until } from './team.mjs';

const KiB = 1024, MiB = KiB * KiB;
let team, anna, room;
before(async () => {
  team = await startTeam(2, ['--limits-file-quota-bytes', '0']);
  anna = await team.servers[0].register('anna');
  room = await team.servers[0].makeRoom(anna.token, { name: 'Workshop' });
});
after(() => team.stop());

const headers = () => ({ authorization: `Bearer ${anna.token}` });
const folder = () => join(team.files, readdirSync(team.files)[0]);
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');
const placeOf = (hash) => join(folder(), hash.slice(0, 2), hash.slice(2));
async function upload(server, bytes) {
  const response = await fetch(`${server.url}/api/files?roomId=${room.id}&name=a`, { method: 'POST', headers: headers(), body: bytes });
  const answer = await response.json();
  assert.equal(response.status, 201, JSON.stringify(answer));
  return answer.file;
}
async function send(server, file) {
  const { status, body } = await server.call('POST', `/api/rooms/${room.id}/messages`, { content: '', files: [file.id] }, anna.token);
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
async function remove(server, message) {
  const { status, body } = await server.call('DELETE', `/api/rooms/${room.id}/messages/${message.id}`, undefined, anna.token);
  assert.equal(status, 200, JSON.stringify(body));
}
const hashFrom = async (server, file) => {
  const response = await fetch(`${server.url}/api/files/${file.id}`, { headers: headers() });
  return response.status === 200 ? hashOf(Buffer.from(await response.arrayBuffer())) : response.status;
};

test('a download goes on while another server removes the content', async () => {
  const [one, two] = team.servers, bytes = randomBytes(16 * MiB), hash = hashOf(bytes);
  const file = await upload(one, bytes);
  const message = await send(one, file);
  const socket = tcp(one.port, '127.0.0.1');
  socket.write(`GET /api/files/${file.id} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer ${anna.token}\r\n\r\n`);
  await new Promise((resolve) => socket.once('readable', resolve));
  await remove(two, message);
  await until(() => !existsSync(placeOf(hash)));
  assert.equal(await hashFrom(one, file), 404);
  const pieces = [];
  for await (const piece of socket) pieces.push(piece);
  const all = Buffer.concat(pieces), body = all.subarray(all.indexOf('\r\n\r\n') + 4);
  assert.equal(hashOf(body), hash);
});

test('an upload in parts that comes to two servers is what the one that ended it was sent', async () => {
  const [one, two] = team.servers, size = 30;
  const create = { method: 'POST', headers: headers(), body: JSON.stringify({ roomId: room.id, name: 'a', size }) };
  const { upload: { id } } = await (await fetch(`${one.url}/api/uploads`, create)).json();
  const draft = join(folder(), 'drafts', id);
  const held = tcp(one.port, '127.0.0.1');
  held.write(`PATCH /api/uploads/${id} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${anna.token}\r\nUpload-Offset: 0\r\nContent-Length: ${size}\r\n\r\nfirst`);
  await until(() => existsSync(draft) && statSync(draft).size === 5);
  const bytes = randomBytes(size);
  const patch = { method: 'PATCH', headers: { ...headers(), 'upload-offset': '0' }, body: bytes };
  const { file } = await (await fetch(`${two.url}/api/uploads/${id}`, patch)).json();
  assert.equal(await hashFrom(one, file), hashOf(bytes));
  // Into a file that nobody else has any more.
  held.write('x'.repeat(size - 5));
  const answer = await new Promise((resolve) => { held.once('data', resolve); });
  assert.equal(await hashFrom(two, file), hashOf(bytes));
  assert.match(String(answer), /^HTTP\/1.1 503 /);
  await until(() => readdirSync(join(folder(), 'drafts')).length === 0);
  held.destroy();
});

test('an upload that was spoilt begins anew, and is no file', async () => {
  const [one] = team.servers, bytes = randomBytes(30);
  const state = (id) => fetch(`${one.url}/api/uploads/${id}`, { headers: headers() });
  const patch = (id, from, to) =>
    fetch(`${one.url}/api/uploads/${id}`, { method: 'PATCH', headers: { ...headers(), 'upload-offset': `${from}` }, body: bytes.subarray(from, to) });
  const create = async () => {
    const body = JSON.stringify({ roomId: room.id, name: 'a', size: bytes.length });
    const { upload: { id } } = await (await fetch(`${one.url}/api/uploads`, { method: 'POST', headers: headers(), body })).json();
    assert.equal((await patch(id, 0, 10)).status, 200);
    return { id, draft: join(folder(), 'drafts', id) };
  };
  const begun = async (id, draft) => {
    const held = tcp(one.port, '127.0.0.1');
    held.write(`PATCH /api/uploads/${id} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${anna.token}\r\nUpload-Offset: 10\r\nContent-Length: 20\r\n\r\n`);
    held.write(bytes.subarray(10, 15));
    await until(() => statSync(draft).size === 15);
    return held;
  };
  const ended = async (held) => {
    held.write(bytes.subarray(15));
    const answer = await new Promise((resolve) => { held.once('data', resolve); });
    held.destroy();
    return Number(String(answer).split(' ')[1]);
  };
  const spoil = (draft) => { const file = openSync(draft, 'r+'); writeSync(file, 'other', 3); closeSync(file); };
  // What another server, which the same peer has come to, does to the draft.
  const cases = {
    'written into': async ({ id, draft }) => { const held = await begun(id, draft); spoil(draft); return ended(held); },
    'cut, before the next part': async ({ id, draft }) => { truncateSync(draft, 5); return (await patch(id, 10, 30)).status; },
  };
  for (const [what, happens] of Object.entries(cases)) {
    const upload = await create();
    assert.equal(await happens(upload), 503, what);
    assert.equal((await state(upload.id)).status, 404, what);
    assert.equal((await patch(upload.id, 30, 30)).status, 404, what);
    await until(() => readdirSync(join(folder(), 'drafts')).length === 0);
  }
});

test('no message is without its file, whoever keeps and removes it, starts and dies', async () => {
  // Three contents at a time, soon others: a kill may leave a message that nobody removes.
  const some = (n) => Buffer.from(`${n % 3} of ${Math.floor(n / 100)}`);
  let isOver = false, rounds = 0;
  const refusals = [];
  const keep = async (server, bytes) => {
    const file = await upload(server, bytes);
    return { file, hash: hashOf(bytes), message: await send(server, file) };
  };
  // Each server keeps the same contents, which the other removes.
  const work = async (index) => {
    while (!isOver) {
      try {
        const { message } = await keep(team.servers[index], some(rounds++));
        await remove(team.servers[1 - index], message);
      } catch (error) {
        // So fetch() says that a server is away, or goes while it answers.
        if (!['fetch failed', 'terminated'].includes(error.message)) refusals.push(error.message);
        await new Promise((resolve) => { setTimeout(resolve, 5); });
      }
    }
  };
  // By whichever looks first.
  const removed = async () => {
    const pages = await Promise.all(team.servers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    return pages.reduce((sum, page) => sum + Number(page.match(/^hearth_file_contents_deleted_total (\d+)$/m)[1]), 0);
  };
  const untilMoreAreRemoved = async () => {
    const before = await removed();
    await patiently(async () => (await removed()) > before);
  };
  const workers = [work(0), work(1), work(0), work(1)];
  await untilMoreAreRemoved();
  for (const [index, signal] of [[0, 'SIGKILL'], [1, 'SIGKILL'], [0, 'SIGTERM']]) {
    await team.servers[index].kill(signal);
    await team.restart(index);
    await untilMoreAreRemoved();
  }
  isOver = true;
  await Promise.all(workers);
  assert.deepEqual(refusals, []);
  const kept = [];
  for (const server of team.servers) for (const n of [0, rounds, rounds]) kept.push(await keep(server, some(n)));
  for (const { file, hash } of kept) {
    for (const server of team.servers) assert.equal(await hashFrom(server, file), hash);
  }
  const { status, stdout } = run('check', '--data', team.servers[0].folder, '--database', team.postgres.url, '--files', team.files);
  assert.deepEqual([status, stdout], [0, 'sound\n']);
});
