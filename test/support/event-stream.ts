/** One server-sent event as a client receives it. */
export interface HeardEvent {
  readonly id: string;
  readonly name: string;
  readonly data: {
    readonly reason?: string;
    readonly operation?: string;
    readonly detail?: unknown;
    readonly transactionId: string;
    readonly invoices: readonly {
      readonly number: string;
      readonly state: string;
      readonly holder: string;
    }[];
  };
}

/** A client of /v1/events that remembers the last id, as a browser's EventSource does. */
export class EventStream {
  readonly status: number;
  #lastId = '';
  readonly #abort: AbortController;
  readonly #frames: AsyncGenerator<readonly string[]>;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.#abort = abort;
    this.#frames = framesOf(response);
  }

  /** @returns when the server has answered */
  static async open(url: string, token: string, lastId?: string): Promise<EventStream> {
    const abort = new AbortController();
    const headers = {
      Authorization: `Bearer ${token}`,
      ...(lastId !== undefined && lastId !== '' && { 'Last-Event-ID': lastId }),
    };
    const stream = new EventStream(await fetch(`${url}/v1/events`, { headers, signal: abort.signal }), abort);
    // The first frame has an id and no event: the place from which the stream continues.
    if (stream.status === 200) stream.#hear((await stream.#frames.next()).value ?? []);
    return stream;
  }

  /** Id with which the client reconnects. */
  get lastId(): string {
    return this.#lastId;
  }

  /** Returns the next event; undefined when the server has ended the stream. */
  async next(): Promise<HeardEvent | undefined> {
    for (;;) {
      const { value, done } = await this.#frames.next();
      if (done === true) return undefined;
      const event = this.#hear(value);
      if (event !== undefined) return event;
    }
  }

  async take(count: number): Promise<readonly HeardEvent[]> {
    const events: HeardEvent[] = [];
    while (events.length < count) {
      const event = await this.next();
      if (event === undefined) throw new Error(`the stream ended after ${events.length} events`);
      events.push(event);
    }
    return events;
  }

  leave(): void {
    this.#abort.abort();
  }

  #hear(lines: readonly string[]): HeardEvent | undefined {
    const fields = new Map(lines.map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 2)]));
    this.#lastId = fields.get('id') ?? this.#lastId;
    const data = fields.get('data');
    if (data === undefined) return undefined;
    return {
      id: this.#lastId,
      name: fields.get('event') ?? '',
      data: JSON.parse(data) as HeardEvent['data'],
    };
  }
}

async function* framesOf(response: Response): AsyncGenerator<readonly string[]> {
  let text = '';
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const frames = (text + piece).split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) yield frame.split('\n');
  }
}
