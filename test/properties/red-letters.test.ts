import { type Fen, parseYuan } from '@fapiao-ledger/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUYER as COMPANY, SELLER } from '../support/draft.ts';
import { withoutStacks } from '../support/faults.ts';
import { Act, Happening, hasForm, isFrozen, isLive, met } from '../support/red-commands.ts';
import { type RedAct, reversibleAt } from '../support/red-ledger.ts';
import { bookedBetween, succeeded } from '../support/red-stories.ts';
import { allot, beginRed, fileMonths, type RedTwins, sell } from '../support/red-twins.ts';
import { partsWanted, type WantedPart } from '../support/red-wishes.ts';

/** 50,000 in `npm run test:long`. */
const RUNS = Number(process.env.TEST_RED_RUNS ?? 2_000);
/** Most acts of a sequence; the mean is half of it. */
const COMMANDS = 120;

const RIVAL = '91110108551385082Q';
const EMPLOYEE = 'P0000000000000000E';
const COLLEAGUE = 'P0000000000000000C';
const HOUR = 3_600;
const DAY = 24 * HOUR;

/** What they must have met, to be worth anything. */
const MET = [
  'start done',
  'start FAULTS',
  'start RED_LETTER_BY_SELLER',
  'confirm done',
  'confirm FAULTS',
  'confirm RED_FORM_ENDED',
  'supply done',
  'supply RED_FORM_AWAITS',
  'refuse done',
  'withdraw done',
  'withdraw NOT_THE_STARTER',
  'redeem done',
  'confirm former RED_FORM_ENDED',
  'supply former RED_FORM_ENDED',
  'release done',
  'revoke USE_PERIOD with no form, booked',
  'use USE_PERIOD with no form, booked',
  ...['use done', 'revoke done'].flatMap((act) =>
    [
      'no form, not booked',
      'no form, booked',
      'AWAITS_BUYER, booked',
      'AWAITS_SELLER, booked',
      'CONFIRMED, booked',
      'EXPIRED, booked',
      'issued, not booked',
      'issued, booked',
    ].map((circumstances) => `${act} with ${circumstances}`),
  ),
];

const place = fc.nat({ max: 30 });
const member = fc.constantFrom(SELLER, COMPANY, RIVAL, EMPLOYEE, COLLEAGUE);
/** One of the parties that a form has or may need, now and then a stranger. */
const party = fc.nat({ max: 30 });

function partyOf({ ledger }: RedTwins, of: number, drawn: number): string {
  const { invoice, status, form } = reversibleAt(ledger, of);
  if (drawn === 0) return EMPLOYEE;
  const bookers = status.redemptions.map(({ company }) => company);
  const buyer = 'code' in invoice.buyer && invoice.buyer.code !== undefined ? [invoice.buyer.code] : [];
  const parties = [SELLER, ...buyer, ...bookers];
  const missing = parties.filter((code) => form?.signers.includes(code) === false);
  const drawnFrom = drawn % 2 === 0 && missing.length > 0 ? missing : parties;
  return drawnFrom[drawn % drawnFrom.length] as string;
}
const laneName = fc.constantFrom('main', 'main', 'main', 'small', 'none');
const share = fc.oneof(fc.constant(1_000), fc.integer({ min: 1, max: 999 }));

const wantedPart: fc.Arbitrary<WantedPart> = fc.record({
  share,
  tax: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -8, max: 8 }) },
  ),
  isQuantityWrong: fc.oneof(
    { weight: 15, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
});

/** The holder of the invoice, the claimant or the parties of its form, mostly: strangers are refused. */
const either = fc.record({ isMeant: fc.boolean(), other: member });

const start = fc
  .record({
    at: place,
    drawn: party,
    reason: fc.constantFrom('01', '02', '02', '03', '04', '99'),
    parts: fc.option(fc.array(fc.option(wantedPart), { minLength: 1, maxLength: 4 }), { freq: 3 }),
    lane: laneName,
    isLaneWrong: fc.integer({ min: 0, max: 19 }).map((drawn) => drawn === 0),
  })
  .map(({ at, drawn, reason, parts, lane, isLaneWrong }) => {
    return new Act(`start ${drawn} ${reason} ${JSON.stringify(parts)}`, at, isLive, (twins, of) => {
      const { ledger } = twins;
      const actor = partyOf(twins, of, drawn);
      const names = (actor === SELLER) !== isLaneWrong ? { lane } : {};
      const lines = parts === null ? {} : { lines: partsWanted(reversibleAt(ledger, of), reason, parts) };
      return { of, act: 'start', actor, reason, ...lines, ...names };
    });
  });

const confirm = fc.record({ at: place, drawn: party, lane: laneName }).map(
  ({ at, drawn, lane }) =>
    new Act(`confirm ${drawn} ${lane}`, at, hasForm, (twins, of) => {
      const actor = partyOf(twins, of, drawn);
      return { of, act: 'confirm', actor, ...((actor === SELLER) !== (drawn === 7) ? { lane } : {}) };
    }),
);

const onForm = fc
  .record({
    at: place,
    drawn: party,
    lane: laneName,
    act: fc.constantFrom('supply', 'supply', 'refuse', 'withdraw'),
    isFormer: fc.integer({ min: 0, max: 9 }).map((drawn) => drawn === 0),
  })
  .map(
    ({ at, drawn, lane, act, isFormer }) =>
      new Act(`${act} ${drawn} ${lane} ${isFormer}`, at, hasForm, (twins, of) => {
        const actor = partyOf(twins, of, drawn);
        const named = { of, isFormer, actor };
        return act === 'supply' ? { ...named, act, lane } : { ...named, act: act as 'refuse' };
      }),
  );

/** Sequences that chance does not find: each is of several acts about one invoice. */
const story = fc.oneof(
  fc.record({ at: place, again: fc.constantFrom(COMPANY, SELLER), part: share }).map(bookedBetween),
  fc.record({ at: place, by: fc.constantFrom(COMPANY, SELLER), part: share }).map(succeeded),
);

const claim = fc
  .record({ at: place, by: either, company: fc.constantFrom(COMPANY, COMPANY, RIVAL), share })
  .map(
    ({ at, by, company, share: part }) =>
      new Act(`claim ${by.other} ${company} ${part}`, at, isLive, ({ ledger }, of): RedAct => {
        const { status } = reversibleAt(ledger, of);
        const meant = status.lock?.company ?? status.holder;
        const actor = by.isMeant ? meant : by.other;
        if (status.lock === undefined) return { of, act: 'lock', actor, company };
        const amount = (parseYuan(status.rest) * BigInt(part)) / 1_000n;
        return { of, act: 'redeem', actor, amount: amount as Fen };
      }),
  );

const pass = fc.record({ at: place, by: either, to: fc.constantFrom(EMPLOYEE, COLLEAGUE) }).map(
  ({ at, by, to }) =>
    new Act(`pass ${by.other} ${to}`, at, isLive, ({ ledger }, of): RedAct => {
      const { status } = reversibleAt(ledger, of);
      const actor = by.isMeant ? (status.lock?.company ?? status.holder) : by.other;
      return status.lock === undefined ? { of, act: 'transfer', actor, to } : { of, act: 'unlock', actor };
    }),
);

const use = fc
  .record({
    at: place,
    actor: fc.constantFrom(COMPANY, COMPANY, COMPANY, RIVAL),
    isRevoked: fc.boolean(),
    month: fc.nat({ max: 2 }),
  })
  .map(
    ({ at, actor, isRevoked, month }) =>
      new Act(`use ${actor} ${isRevoked}`, at, isLive, ({ ledger }, of): RedAct => {
        const { date } = reversibleAt(ledger, of).invoice;
        const period = month === 0 ? date.slice(0, 7) : `202${5 + month}-07`;
        return isRevoked ? { of, act: 'revoke', actor } : { of, act: 'use', actor, period };
      }),
  );

const bureau = fc
  .record({ at: place, act: fc.constantFrom('freeze', 'release', 'release') })
  .map(
    ({ at, act }) =>
      new Act(act, at, act === 'freeze' ? isLive : isFrozen, (_twins, of) => ({ of, act: act as 'freeze' })),
  );

const happening = fc.oneof(
  fc.constantFrom(1, HOUR, DAY, 71 * HOUR, 72 * HOUR, 31 * DAY).map(
    (seconds) =>
      new Happening(`wait ${seconds}`, (twins) => {
        twins.ledger = { ...twins.ledger, at: twins.ledger.at + seconds };
        twins.model.at += seconds;
      }),
  ),
  fc.constantFrom(SELLER, COMPANY, RIVAL).chain((code) =>
    fc.integer({ min: 0, max: 9 }).map(
      (drawn) =>
        new Happening(`${drawn === 0 ? 'suspend' : 'reinstate'} ${code}`, (twins) => {
          if (drawn === 0) twins.model.suspended.add(code);
          else twins.model.suspended.delete(code);
          twins.ledger = { ...twins.ledger, suspended: [...twins.model.suspended] };
        }),
    ),
  ),
  fc
    .record({ template: fc.nat({ max: 3 }), isOfCompany: fc.boolean(), isSpecial: fc.boolean() })
    .map((wanted) => new Happening('sell', (twins) => sell(twins, { ...wanted, holder: EMPLOYEE }))),
  fc.constant(new Happening('file', fileMonths)),
  fc
    .constantFrom('main', 'main', 'small')
    .map((lane) => new Happening(`allot ${lane}`, (twins) => allot(twins, lane))),
);

test(
  `in ${RUNS} sequences of ${COMMANDS} acts, hours and months, invoices and their forms keep to the model`,
  () => {
    const weighted = [
      start,
      start,
      start,
      confirm,
      confirm,
      onForm,
      story,
      claim,
      claim,
      claim,
      pass,
      use,
      use,
      bureau,
      happening,
      happening,
    ];
    const commands = fc.commands(weighted as fc.Arbitrary<fc.Command<RedTwins, RedTwins>>[], {
      maxCommands: COMMANDS,
      size: 'max',
    });
    const property = fc.property(commands, (sequence) => {
      const twins = beginRed(EMPLOYEE);
      fc.modelRun(() => ({ model: twins, real: twins }), sequence);
    });
    withoutStacks(() => fc.assert(property, { numRuns: RUNS }));
    expect(MET.filter((outcome) => !met.has(outcome))).toEqual([]);
  },
  60_000 + RUNS * 100,
);
