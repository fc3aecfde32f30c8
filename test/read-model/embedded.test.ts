import { statSync } from 'node:fs';
import { findInvoices, ReadModel, statistics } from '@fapiao-ledger/gateway/read-model';
import { Follower } from '@fapiao-ledger/gateway/stream/follower';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { LedgerStream } from '@fapiao-ledger/gateway/stream/ledger-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftOf, enterprise, enterpriseCode, personId } from '../support/drafts.ts';
import { embeddedWorld, type World } from '../support/embedded-world.ts';
import { useSqlite } from '../support/read-model-engines.ts';
import type { Participant } from '../support/signed-calls.ts';

describe('the read model of the embedded ledger', () => {
  const source = useSqlite();
  let world: World;
  let stream: LedgerStream;
  let follower: Follower;
  let model: ReadModel;
  let seller: Participant;
  let company: Participant;
  let employee: Participant;
  const numbers: string[] = [];

  beforeAll(async () => {
    world = await embeddedWorld();
    seller = await world.register(enterpriseCode(1), 'GENERAL');
    company = await world.register(enterpriseCode(2, '310115'), 'GENERAL');
    employee = await world.register(personId(1), 'PERSON');
    await world.openLane(seller, { credit: '1000000.00' });
    model = await ReadModel.open(source.create(), world.client.channel);
    const onError = (error: unknown): void => expect(error).toBeUndefined();
    stream = new LedgerStream(world.client, onError);
    stream.start();
    follower = new Follower(model, stream, { onError });
    follower.start();
    const drafts = Array.from({ length: 5 }, () => draftOf(seller.code, enterprise(company.code)));
    drafts.push(draftOf(seller.code, { type: 'PERSON' }, { holder: employee.code }));
    const issued = await world.issue(seller, drafts);
    numbers.push(...issued.invoices.map(({ number }) => number));
  });

  afterAll(async () => {
    await follower.stop();
    await stream.close();
    await model.close();
    await world.close();
  });

  async function caughtUp(): Promise<void> {
    await follower.reached((await world.client.status()).height, AbortSignal.timeout(55_000));
  }

  test('is a file, with two beside it, that only its owner may read', async () => {
    await caughtUp();
    const modes = ['', '-wal', '-shm'].map((end) => statSync(source.path() + end).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  test('agrees with the ledger about every invoice after all its changes', async () => {
    const [transferred, locked, booked, partly, frozen] = numbers as [string, string, string, string, string];
    await world.transfer(company, employee.code, transferred);
    await world.lock(company, company.code, locked, booked, partly);
    await world.redeem(company, booked, '4449.00');
    await world.redeem(company, partly, '49.00');
    await world.freeze(frozen, '核查');
    await caughtUp();
    const at = Math.floor(world.clock.now() / 1000);
    for (const number of numbers) {
      const { invoice, status } = await world.read(number);
      const { value } = await findInvoices(model, { number }, { at, limit: 1 });
      const { date, totals } = invoice;
      const { state, holder, rest } = status;
      expect(value.invoices).toEqual([
        expect.objectContaining({ number, date, totals, state, holder, rest }),
      ]);
    }
    const { value } = await findInvoices(model, { company: company.code }, { at, limit: 10 });
    expect(value.invoices.map(({ number }) => number)).toEqual([partly, booked, locked]);
    expect((await statistics(model, ['taxpayer'], {}, { limit: 10 })).value.groups).toEqual([
      expect.objectContaining({
        key: { taxpayer: seller.code },
        count: 6n,
        net: 6n * 419717n,
        tax: 6n * 25183n,
      }),
    ]);
  });

  test('counts net of red-letter invoices, and shows each as one of its own', async () => {
    const totalsOf = async (): Promise<unknown> => {
      const { value } = await statistics(model, ['taxpayer', 'rate'], {}, { limit: 10 });
      return value.groups.map(({ net, tax }) => ({ net, tax }));
    };
    await caughtUp();
    const before = await totalsOf();
    const { invoices } = await world.issue(seller, [draftOf(seller.code, enterprise(company.code))]);
    const number = invoices[0]?.number as string;
    const part = [{ line: 1, net: '197.17', tax: '11.83' }];
    const start = { number, reason: '04', lane: 'main' };
    await world.redLetter(seller, 'start-red-letter', { ...start, lines: part });
    await world.redLetter(seller, 'start-red-letter', { ...start, reason: '02' });
    await caughtUp();
    expect(await totalsOf()).toEqual(before);
    const at = Math.floor(world.clock.now() / 1000);
    const { reversal } = (await world.read(number)).status;
    for (const about of [number, ...(reversal?.reds ?? [])]) {
      const { invoice, status } = await world.read(about);
      const { value } = await findInvoices(model, { number: about }, { at, limit: 1 });
      expect(value.invoices).toEqual([
        expect.objectContaining({ number: about, totals: invoice.totals, state: 'RED', rest: status.rest }),
      ]);
    }
    expect(reversal?.reds).toHaveLength(2);
  });

  test('is rebuilt from the blocks of the ledger to the same content', async () => {
    await caughtUp();
    const again = await ReadModel.open(source.create(), world.client.channel);
    const { height, value } = await model.digest();
    const stop = new AbortController();
    for await (const block of world.client.blocks(0n, stop.signal)) {
      if ((await again.apply([changesIn(block)])) === height) break;
    }
    stop.abort();
    expect(await again.digest()).toEqual({ height, value });
    await again.close();
  });
});
