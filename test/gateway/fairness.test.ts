import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise } from '../support/drafts.ts';
import { refusalOf, TestGateway } from '../support/gateway.ts';
import { base64Of, type MerchantClient, type ProblemBody, type Reply } from '../support/merchant-client.ts';
import { WORST_BODIES, worstBodies } from '../support/worst-bodies.ts';

const BODY_BYTES = 1_500_000;
/** Processor time of this thread between two looks at its timers; the attacker runs in it, too. */
const TURN_MS_MAX = 100;

let gateway: TestGateway;
let attacker: MerchantClient;

beforeAll(async () => {
  gateway = await TestGateway.start();
  attacker = await gateway.seller();
});
afterAll(async () => await gateway.close());

describe('a large body that is refused', () => {
  test.each(WORST_BODIES)(
    '%s: costs the ledger nothing, and the thread that answers little',
    async (name) => {
      const { path, type, body, headers } = worstBodies(
        attacker,
        BODY_BYTES,
        await attacker.statement('issue', {}),
      )[name]();
      const attack = async (): Promise<Reply<ProblemBody>> =>
        await attacker.send<ProblemBody>('POST', path, {
          raw: body,
          headers: { ...headers, 'Content-Type': type },
        });
      await attack();
      const before = (await gateway.home.client.status()).height;
      const turns = new LongestTurn();
      const replies = [await attack(), await attack()];
      const longestMs = turns.end();
      expect((await gateway.home.client.status()).height).toBe(before);
      expect(longestMs).toBeLessThan(TURN_MS_MAX);
      for (const { status, body: problem } of replies) {
        expect([200, 400, 403, 413, 422]).toContain(status);
        expect(problem.faults?.length ?? 0).toBeLessThanOrEqual(100);
      }
    },
  );
});

/** The most processor time that this thread spends without looking at its timers, in milliseconds. */
class LongestTurn {
  #last = process.threadCpuUsage();
  #longest = 0;
  readonly #timer = setInterval(() => this.#look(), 1);

  end(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#longest;
  }

  #look(): void {
    const now = process.threadCpuUsage();
    this.#longest = Math.max(
      this.#longest,
      (now.user + now.system - this.#last.user - this.#last.system) / 1000,
    );
    this.#last = now;
  }
}

describe('what is refused counts', () => {
  test('by its bytes, until no body of that caller is read; others are answered', async () => {
    const strict = await TestGateway.start({ limits: { refusedBytesPerMinute: 3_000 } });
    const [bad, good] = [await strict.seller(), await strict.seller()];
    const junk = async (): Promise<string> =>
      refusalOf(
        await bad.send('POST', '/v1/invoices', {
          raw: `"${'x'.repeat(10_000)}"`,
          headers: await bad.statement('issue', {}),
        }),
      );
    const tries: string[] = [];
    for (let at = 0; at < 3; at += 1) tries.push(await junk());
    expect(tries).toEqual(['422 FIELD_TYPE', '429 QUOTA_EXCEEDED', '429 QUOTA_EXCEEDED']);
    expect((await good.issue(draftOf(good.code, enterprise(bad.code)))).status).toBe(201);
    expect((await bad.get(`/v1/taxpayers/${bad.code}`)).status).toBe(200);
    await strict.close();
  });

  test('credentials by network, before a signature is looked at; who was let in before stays in', async () => {
    const strict = await TestGateway.start({ limits: { badCredentialsPerMinute: 5 } });
    const good = await strict.seller();
    const known = good.token();
    const as = async (token: string): Promise<string> => {
      const reply = await strict.anonymous('GET', `/v1/taxpayers/${good.code}`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      return reply.status === 200 ? '200' : refusalOf(reply as Reply<ProblemBody>);
    };
    expect(await as(known)).toBe('200');
    const forged = (): string => good.token({ sign: () => new Uint8Array(64).fill(1) });
    const tries: string[] = [];
    for (let at = 0; at < 7; at += 1) tries.push(await as(forged()));
    expect(tries.slice(0, 5)).toEqual(Array(5).fill('401 CREDENTIAL_INVALID'));
    expect(tries.slice(5)).toEqual(Array(2).fill('429 QUOTA_EXCEEDED'));
    expect(await as(known)).toBe('200');
    await strict.close();
  });
});

describe('a certificate has one form in a token', () => {
  const certificate = (): string => base64Of(attacker.certificate);
  const junk: readonly [string, () => unknown][] = [
    [
      'bytes behind it',
      () => Buffer.concat([Buffer.from(certificate(), 'base64'), Buffer.alloc(1_000)]).toString('base64'),
    ],
    ['white space in it', () => `${certificate().slice(0, 76)}\n${certificate().slice(76)}`],
    ['characters that are no base64', () => `${certificate()}****`],
    [
      'base64url',
      () =>
        Buffer.from(certificate(), 'base64')
          .toString('base64url')
          .padEnd(certificate().length + 4, '='),
    ],
  ];

  test.each(junk)('%s', async (_, x5c) => {
    const token = attacker.token({ header: { x5c: [x5c()] } });
    const headers = { Authorization: `Bearer ${token}` };
    expect(refusalOf(await gateway.anonymous('GET', `/v1/taxpayers/${attacker.code}`, { headers }))).toBe(
      '401 CREDENTIAL_INVALID',
    );
  });

  test('and nothing else in the head of the token', async () => {
    const token = attacker.token({ header: { junk: 'x'.repeat(3_000) } });
    const headers = { Authorization: `Bearer ${token}` };
    expect(refusalOf(await gateway.anonymous('GET', `/v1/taxpayers/${attacker.code}`, { headers }))).toBe(
      '401 CREDENTIAL_INVALID',
    );
  });
});
