import { request } from 'node:http';

/** Where a connection breaks, seen from the client, which cannot know what the server did then. */
export const CUT_POINTS = [
  'half the request is sent',
  'the request is sent',
  'the answer begins',
  'part of the answer is there',
  'the answer is there, unread',
] as const;

export type CutPoint = (typeof CUT_POINTS)[number];

export interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Post {
  readonly url: string;
  /** POST when absent. */
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly cut?: CutPoint | undefined;
}

/** Sends JSON over a connection of its own. @returns undefined when it broke, by itself or where it was to be cut */
export function postOnce({ url, method = 'POST', headers, body, cut }: Post): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const bytes = Buffer.from(body);
    const length = String(bytes.length);
    const sent = request(url, {
      method,
      agent: false,
      headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': length },
    });
    const breakOff = (): void => {
      sent.destroy();
      resolve(undefined);
    };
    sent.on('error', () => resolve(undefined));
    sent.on('response', (response) => {
      if (cut === 'the answer begins') breakOff();
      const chunks: Buffer[] = [];
      response.on('error', () => resolve(undefined));
      response.on('data', (chunk: Buffer) => {
        if (cut === 'part of the answer is there') breakOff();
        chunks.push(chunk);
      });
      response.on('end', () => {
        if (cut === 'the answer is there, unread') breakOff();
        else resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
      });
    });
    if (cut === 'half the request is sent') {
      sent.write(bytes.subarray(0, bytes.length / 2), breakOff);
    } else {
      if (cut === 'the request is sent') sent.on('finish', breakOff);
      sent.end(bytes);
    }
  });
}
