import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

/** A file of the gateway's pages. */
export interface PageFile {
  /** Media type. */
  readonly type: string;
  /** No cache stores the file when it is 0. */
  readonly cacheSeconds: number;
  readonly read: () => Promise<Buffer>;
}

/** The file as it is, and compressed. */
interface Forms {
  readonly plain: Buffer;
  readonly gzip: Buffer;
}

const compress = promisify(gzip);

/**
 * Returns a handler that answers with a file, compressed where the caller takes that. It reads and compresses the file once. After a
 * failure the next request reads it again.
 */
export function compressed({ type, cacheSeconds, read }: PageFile): RequestHandler {
  let forms: Promise<Forms> | undefined;
  return async (request, response) => {
    forms ??= formsOf(read).catch((error: unknown) => {
      forms = undefined;
      throw error;
    });
    const { plain, gzip: small } = await forms;
    const cache = cacheSeconds === 0 ? 'no-store' : `public, max-age=${cacheSeconds}`;
    response.type(type).set('Cache-Control', cache).vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') === false) response.send(plain);
    else response.set('Content-Encoding', 'gzip').send(small);
  };
}

async function formsOf(read: PageFile['read']): Promise<Forms> {
  const plain = await read();
  return { plain, gzip: await compress(plain, { level: constants.Z_BEST_COMPRESSION }) };
}
