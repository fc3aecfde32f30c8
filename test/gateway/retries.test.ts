import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedLedger } from '@fapiao-ledger/network/embedded';
import { expect, test } from 'vitest';
import { type Answer, CUT_POINTS, type CutPoint, postOnce } from '../support/cut-connection.ts';
import { draftOf, enterprise } from '../support/drafts.ts';
import { type IssuedBody, MerchantClient } from '../support/merchant-client.ts';
import { preparedSeller } from '../support/prepared-seller.ts';
import { Seeded } from '../support/seeded.ts';
import { type StartedGateway, startGateway } from '../support/started-gateway.ts';

/** 2,000 in long runs. */
const ISSUES = Number(process.env.TEST_RETRIED_ISSUES ?? 200);
const CLIENTS = 16;
const KILLS = 3;
const CUT_SHARE = 0.3;
/** Answers after which the same request may be sent again. */
const NOT_NOW = new Set([429, 503, 504]);

test(
  `${ISSUES} issues, 30 % of the answers cut at five points, the gateway killed in between: exactly ${ISSUES} invoices`,
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'fapiao-retries-'));
    let running: Promise<StartedGateway> = startGateway(home);
    const first = await running;
    const merchant = new MerchantClient(first.url, 'fapiao', await preparedSeller(first.url, home));
    const body = draftOf(merchant.code, enterprise(merchant.code));
    const random = new Seeded();
    const cuts = new Map<CutPoint, number>();
    const numbers = new Map<string, string>();
    const waiting = Array.from({ length: ISSUES }, () => randomUUID());
    const killsAt = Array.from({ length: KILLS }, (_, kill) =>
      Math.floor((ISSUES * (kill + 1)) / (KILLS + 1)),
    );

    const attempt = async (requestId: string): Promise<Answer | undefined> => {
      const cut = random.chance(CUT_SHARE) ? random.pick(CUT_POINTS) : undefined;
      if (cut !== undefined) cuts.set(cut, (cuts.get(cut) ?? 0) + 1);
      const headers = {
        Authorization: `Bearer ${merchant.token()}`,
        ...(await merchant.statement('issue', { drafts: [body] }, requestId)),
      };
      const { url } = await running;
      return await postOnce({ url: `${url}/v1/invoices`, headers, body: JSON.stringify(body), cut });
    };
    const restart = async (killed: StartedGateway): Promise<StartedGateway> => {
      expect(await killed.stop('SIGKILL')).toBeNull();
      return await startGateway(home);
    };
    const work = async (): Promise<void> => {
      for (let requestId = waiting.pop(); requestId !== undefined; requestId = waiting.pop()) {
        let answer = await attempt(requestId);
        while (answer === undefined || NOT_NOW.has(answer.status)) answer = await attempt(requestId);
        expect([answer.status, answer.body]).toEqual([201, expect.any(String)]);
        numbers.set(requestId, (JSON.parse(answer.body) as IssuedBody).invoices[0]?.number as string);
        if (numbers.size === killsAt[0]) {
          killsAt.shift();
          running = restart(await running);
        }
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, work));

    expect(killsAt).toEqual([]);
    expect([...cuts.keys()].sort()).toEqual([...CUT_POINTS].sort());
    expect(new Set(numbers.values()).size).toBe(ISSUES);
    expect(await (await running).stop('SIGTERM')).toBe(0);
    expect((await numbersOnLedger(home)).sort()).toEqual([...numbers.values()].sort());
    await rm(home, { recursive: true });
  },
  60_000 + ISSUES * 100,
);

/** Returns the numbers of all invoices in the blocks, answered or not. */
async function numbersOnLedger(home: string): Promise<string[]> {
  const ledger = await openEmbeddedLedger({ folder: join(home, 'ledger') });
  const client = ledger.client();
  const { height } = await client.status();
  const numbers: string[] = [];
  for await (const { number, transactions } of client.blocks(0n, new AbortController().signal)) {
    for (const { event } of transactions) {
      if (event?.name !== 'InvoicesIssued') continue;
      const { page, count } = JSON.parse(Buffer.from(event.payload).toString()) as {
        page: string;
        count: number;
      };
      for (let index = 0; index < count; index += 1) numbers.push(String(BigInt(page) + BigInt(index)));
    }
    if (number + 1n === height) break;
  }
  await ledger.close();
  return numbers;
}
