// Reads a stream of channels event by event, as far as it is asked for.
export async function readStream(url, token, { lastEventId } = {}) {
  const headers = { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const reader = (await fetch(url, { headers })).body.pipeThrough(new TextDecoderStream()).getReader();
  const events = [];
  let text = '';
  const until = async (condition) => {
    while (!condition(events)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended after ${events.length} events`);
      const parts = (text += value).split('\n\n');
      text = parts.pop();
      for (const part of parts) {
        const fields = Object.fromEntries(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        if (fields.event) events.push({ type: fields.event, id: fields.id, ...JSON.parse(fields.data) });
      }
    }
    return events;
  };
  return { events, until, end: () => reader.cancel() };
}
