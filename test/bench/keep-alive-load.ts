import { connect, type Socket } from 'node:net';

/** What was asked, and how long it took. */
export interface Load {
  readonly count: number;
  readonly seconds: number;
}

const HEAD_END = '\r\n\r\n';

/**
 * Asks for the same again and again over connections that stay open, each waiting for its answer. Far lighter
 * than an HTTP client, which is busier than a bare route: what is to be measured is who answers.
 * @throws when an answer is not 200
 */
export async function askUntilEnd(
  url: URL,
  token: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Load> {
  const head = `GET ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nAuthorization: Bearer ${token}${HEAD_END}`;
  const request = Buffer.from(head, 'latin1');
  const start = performance.now();
  const end = start + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => askOn(connect(Number(url.port), url.hostname), request, end)),
  );
  return {
    count: counts.reduce((sum, count) => sum + count, 0),
    seconds: (performance.now() - start) / 1000,
  };
}

function askOn(socket: Socket, request: Buffer, end: number): Promise<number> {
  let count = 0;
  /** Bytes of the answer that are not there yet; undefined before its head. */
  let missing: number | undefined;
  return new Promise((resolve, reject) => {
    socket.setNoDelay(true).on('error', reject);
    socket.on('connect', () => socket.write(request));
    socket.on('data', (chunk: Buffer) => {
      missing = (missing ?? lengthOf(chunk, reject)) - chunk.length;
      if (missing > 0) return;
      missing = undefined;
      count += 1;
      if (performance.now() < end) socket.write(request);
      else resolve(count);
    });
    socket.on('close', () => reject(new Error('the connection was closed')));
  }).finally(() => socket.destroy()) as Promise<number>;
}

/** Of a whole answer, whose head comes in one piece. */
function lengthOf(chunk: Buffer, reject: (error: Error) => void): number {
  const text = chunk.toString('latin1');
  const length = /^HTTP\/1\.1 200 .*?\r\nContent-Length: ([0-9]+)\r\n/is.exec(text)?.[1];
  if (length === undefined) reject(new Error(`not the answer that was expected: ${text.slice(0, 200)}`));
  return text.indexOf(HEAD_END) + HEAD_END.length + Number(length);
}
