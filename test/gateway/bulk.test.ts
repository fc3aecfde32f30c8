import { randomUUID } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { TestGateway } from '../support/gateway.ts';
import type { BulkAnswer, MerchantClient } from '../support/merchant-client.ts';

let gateway: TestGateway;
let seller: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start({ limits: { bodyBytesMax: 400_000 } });
  seller = await gateway.seller();
});
afterAll(async () => await gateway.close());

const draft = (remark: string) => draftOf(seller.code, enterprise(seller.code), { remark });
const drafts = (count: number) => Array.from({ length: count }, (_, index) => draft(`第${index}张`));
const lines = (count: number) => Array.from({ length: count }, () => seller.bulkLine([draft('单')]));
const outcomeOf = ({ problem, invoices }: BulkAnswer) => problem?.code ?? `${invoices?.length} issued`;

/** An upload that is sent piece by piece. */
class Upload {
  readonly #request: ClientRequest;
  readonly #answers: AsyncGenerator<string, undefined>;

  private constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#request = request(`${url}/v1/invoices`, { method: 'POST', headers });
    this.#answers = this.#read();
  }

  static async open(to = gateway, by = seller): Promise<Upload> {
    const { ledger } = await by.terms();
    return new Upload(to.url, {
      Authorization: `Bearer ${by.token()}`,
      'Content-Type': 'application/x-ndjson',
      'Fapiao-Ledger': ledger,
    });
  }

  send(text: string): void {
    this.#request.write(text);
  }

  end(): void {
    this.#request.end();
  }

  async next(): Promise<BulkAnswer | undefined> {
    const { value } = await this.#answers.next();
    return value === undefined ? undefined : (JSON.parse(value) as BulkAnswer);
  }

  /** The caller's connection breaks. */
  cut(): void {
    this.#request.on('error', () => undefined).destroy();
  }

  async *#read(): AsyncGenerator<string, undefined> {
    const answered = Promise.withResolvers<AsyncIterable<Buffer>>();
    this.#request.once('response', answered.resolve);
    let text = '';
    for await (const piece of await answered.promise) {
      const whole = (text + piece.toString()).split('\n');
      text = whole.pop() ?? '';
      yield* whole;
    }
    return undefined;
  }
}

describe('lines of a bulk request', () => {
  test('are issued or refused each by itself, and answered in order', async () => {
    const used = randomUUID();
    const stranger = await gateway.company();
    await seller.issue(draft('早先'), { requestId: used });
    const body = [
      seller.bulkLine(drafts(3), 'first-line'),
      '{"requestId":"broken-line-1",',
      seller.bulkLine([draft('好'), { ...draft('坏'), remark: '' }]),
      '',
      '{"requestId":"without-drafts","signature":"","invoices":[],"more":1}',
      seller.bulkLine([draft('别')], used),
      stranger.bulkLine([draft('假')]),
      '{"a":1,"a":2}',
      seller.bulkLine(drafts(2)),
    ].join('\n');
    const answers = await seller.bulk(body);
    expect(answers.map((answer) => `${answer.line} ${outcomeOf(answer)}`)).toEqual([
      '1 3 issued',
      '2 JSON_INVALID',
      '3 TEXT_INVALID',
      '5 FIELD_VALUE',
      '6 REQUEST_ID_REUSED',
      '7 KEY_EPOCH',
      '8 JSON_INVALID',
      '9 2 issued',
    ]);
    expect(answers[2]?.problem?.faults?.[0]?.path).toBe('/invoices/1/remark');
    expect(answers[3]).toMatchObject({ requestId: 'without-drafts', problem: { status: 422 } });
    expect(answers[0]?.requestId).toBe('first-line');
  });

  test('that are too long are passed over, and those after them are read', async () => {
    const ofSize = (bytes: number): string => {
      const line = seller.bulkLine(drafts(1));
      return line + ' '.repeat(bytes - Buffer.byteLength(line));
    };
    const [fitting, long] = [ofSize(400_000), ofSize(400_001)];
    const answers = await seller.bulk([fitting, long, ...lines(1)].join('\n'));
    expect(answers.map(outcomeOf)).toEqual(['1 issued', 'BODY_TOO_LARGE', '1 issued']);
  });

  test.each([
    ['empty lines', '\n'],
    ['a line that does not end', ' '],
  ])('end with the body when %s go on for longer than a line may be', async (_, endless) => {
    const answers = await seller.bulk(`${lines(1)[0]}\n${endless.repeat(900_000)}\n${lines(1)[0]}`);
    expect(answers.map((answer) => [outcomeOf(answer), answer.line])).toEqual([
      ['1 issued', 1],
      ['BODY_TOO_LARGE', undefined],
    ]);
  });

  test('may have empty lines between them', async () => {
    const answers = await seller.bulk(`\n\n${lines(1)[0]}${'\n'.repeat(1_000)}${lines(1)[0]}`);
    expect(answers.map((answer) => [outcomeOf(answer), answer.line])).toEqual([
      ['1 issued', 3],
      ['1 issued', 1_003],
    ]);
  });

  test('of one draft travel together on few pages', async () => {
    const { client } = gateway.home;
    const before = (await client.status()).height;
    const answers = await seller.bulk(lines(300).join('\n'));
    expect(new Set(answers.map(outcomeOf))).toEqual(new Set(['1 issued']));
    expect(new Set(answers.map(({ invoices }) => invoices?.[0]?.number)).size).toBe(300);
    expect((await client.status()).height - before).toBeLessThan(150n);
  });

  test('are answered while more are on their way', async () => {
    const upload = await Upload.open();
    for (const line of lines(3)) {
      upload.send(`${line}\n`);
      expect(outcomeOf((await upload.next()) ?? {})).toBe('1 issued');
    }
    upload.end();
    expect(await upload.next()).toBeUndefined();
  });

  test('that do not come end the request, with everything before them answered', async () => {
    const impatient = await TestGateway.start({ limits: { bodyTimeoutMs: 1_000 } });
    const own = await impatient.seller();
    const upload = await Upload.open(impatient, own);
    upload.send(`${own.bulkLine([draftOf(own.code, enterprise(own.code))])}\n{"requestId"`);
    expect(outcomeOf((await upload.next()) ?? {})).toBe('1 issued');
    expect(outcomeOf((await upload.next()) ?? {})).toBe('BODY_TIMEOUT');
    expect(await upload.next()).toBeUndefined();
    upload.cut();
    await impatient.close();
  });

  test('beyond ten thousand drafts are not read', async () => {
    const broken = Array.from({ length: 9_998 }, () => '{').join('\n');
    const answers = await seller.bulk(
      [broken, ...lines(1), seller.bulkLine(drafts(2)), ...lines(1)].join('\n'),
    );
    const last = answers.slice(-3).map(outcomeOf);
    expect([answers.length, ...last]).toEqual([10_000, 'JSON_INVALID', '1 issued', 'BODY_TOO_LARGE']);
  });
});

test('a bulk request that was cut off is sent again, and issues nothing twice', async () => {
  const ids = Array.from({ length: 40 }, () => randomUUID());
  const body = ids.map((id) => seller.bulkLine(drafts(5), id));
  const upload = await Upload.open();
  upload.send(body.slice(0, 30).join('\n'));
  const first = await upload.next();
  upload.cut();
  const again = await seller.bulk(body.join('\n'));
  expect(again.map(({ requestId }) => requestId)).toEqual(ids);
  expect(again[0]?.invoices).toEqual(first?.invoices);
  const numbers = again.flatMap(({ invoices }) => invoices?.map(({ number }) => number) ?? []);
  expect(new Set(numbers).size).toBe(200);
  const third = await seller.bulk(body.join('\n'));
  expect(third).toEqual(again);
});
