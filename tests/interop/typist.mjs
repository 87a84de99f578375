// A client in a process of its own: joins a room, types, and says `here` once the server knows. node typist.mjs URL TOKEN ROOM
import { ask, connect } from './hearthd.mjs';

const [url, token, roomId] = process.argv.slice(2);
const socket = connect(url, token, { reconnection: false });
await ask(socket, 'join:room', roomId);
await ask(socket, 'typing:start', roomId);
console.log('here');
