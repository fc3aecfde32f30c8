/** One frame of a stream of server-sent events. */
export interface EventFrame {
  /** Position in the stream; absent where the frame does not move it. */
  readonly id?: string;
  readonly name?: string;
  /** Absent in a frame that only moves the position, which libraries for server-sent events pass over (eventsource-parser 3.1). */
  readonly data?: string;
}

/** Longest frame, in characters: a page of 500 invoices has less than a tenth of it. A hostile gateway could send without end. */
const FRAME_MAX = 4_000_000;

/** Yields the frames of a body of the type text/event-stream. */
export async function* framesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<EventFrame> {
  let rest = '';
  for await (const text of texts(body)) {
    rest += text;
    if (rest.length > FRAME_MAX) throw new RangeError(`a frame has more than ${FRAME_MAX} characters`);
    const frames = rest.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) yield frameOf(frame);
  }
}

/** Yields the texts of a body. Not every browser iterates over a stream, so its reader is used. */
async function* texts(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

function frameOf(text: string): EventFrame {
  const fields = new Map(
    text.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
  const [id, name, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(data !== undefined && { data }),
  };
}
