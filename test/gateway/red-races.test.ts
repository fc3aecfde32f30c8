import { ManualClock } from '@fapiao-ledger/network/embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';
import { HTTP_RACES, type HttpRace, type RaceCast, raceOverHttp } from '../support/http-races.ts';

/** 1,000 in `npm run test:long`. */
const ROUNDS = Number(process.env.TEST_RED_RACES ?? 50);
const HOURS_72 = 72 * 3_600_000;

let clock: ManualClock;
let gateway: TestGateway;
let cast: RaceCast;

beforeAll(async () => {
  // Early in a month, which 72 hours do not leave.
  const now = new Date();
  clock = new ManualClock(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 2, 4)));
  gateway = await TestGateway.start({ clock });
  const [seller, company] = [await gateway.seller({ credit: '100000000.00' }), await gateway.company()];
  const employee = await gateway.person();
  cast = { seller: [seller, seller], company: [company, company], employee: [employee, employee] };
});
afterAll(async () => await gateway.close());

test.each(Object.entries(HTTP_RACES))(
  `of %s one wins over HTTP, or both in an order that the rules allow, ${ROUNDS} times`,
  async (_name, race) => {
    const heard = await raceOverHttp(cast, race, { rounds: ROUNDS, period: gateway.month });
    expect([...heard.values()].reduce((sum, count) => sum + count, 0)).toBe(ROUNDS);
  },
  60_000 + ROUNDS * 500,
);

test(
  'of a confirmation and a withdrawal one wins in the last second of the 72 hours, none after it',
  async () => {
    const race = HTTP_RACES['a confirmation and a withdrawal'] as HttpRace;
    const period = gateway.month;
    const last = (): void => clock.advance(HOURS_72 - 1_000);
    expect(await raceOverHttp(cast, race, { rounds: ROUNDS, period, before: last })).toEqual(
      new Map([['409 RED_FORM_ENDED', ROUNDS]]),
    );
    const over = (): void => clock.advance(HOURS_72);
    const late = raceOverHttp(cast, race, { rounds: 1, period, before: over });
    await expect(late).rejects.toThrow('of 2 acts 2 lost: 409 RED_FORM_ENDED, 409 RED_FORM_ENDED');
  },
  120_000 + ROUNDS * 500,
);
