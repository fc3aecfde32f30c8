import {
  formatInstant,
  type OfficerJson,
  type RuleSetJson,
  requireThisLedger,
  ruleSetHash,
  type ScopedKeyJson,
  type Signer,
  sha256Hex,
  statementLifetimeOn,
  statementText,
} from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { highTwin } from '../embedded/tampering.ts';
import { DAY_SECONDS, Executing, type Submission, type SubmissionChanges } from '../support/executing.ts';
import { codeOf } from '../support/faults.ts';
import { AT, LEDGER, seller, TERMS } from '../support/issuing.ts';
import { ruleSet } from '../support/rule-context.ts';
import { TaxpayerKeys } from '../support/taxpayer-keys.ts';

const [ENDED, READING, CIRCULATING] = ['1'.repeat(16), '2'.repeat(16), '3'.repeat(16)] as const;
const till = new TaxpayerKeys();

/** Further keys of the signer: one that has ended, one that may only read, and one that may sign. */
const FURTHER_KEYS: readonly ScopedKeyJson[] = [
  keyWith(ENDED, { scopes: ['read'], until: formatInstant(AT - 1) }),
  keyWith(READING, { scopes: ['read'] }),
  keyWith(CIRCULATING, { until: formatInstant(AT) }),
];

function keyWith(keyEpoch: string, more: Partial<ScopedKeyJson>): ScopedKeyJson {
  const registration = { registeredAt: formatInstant(AT - 1), registeredUnder: seller.keyEpoch };
  const { publicKey } = till;
  return { name: `key-${keyEpoch[0]}`, publicKey, scopes: ['circulate'], keyEpoch, ...registration, ...more };
}

/** Reasons to refuse a request, in the order in which they count. */
const REASONS: readonly {
  readonly code: string;
  readonly changes?: SubmissionChanges;
  readonly signer?: Partial<Signer & Pick<OfficerJson, 'operations'>>;
}[] = [
  { code: 'REQUEST_ID_REUSED', changes: { requestId: 'request-used' } },
  { code: 'REQUEST_REPLACED', changes: { requestId: 'request-burned' } },
  { code: 'STATEMENT_EXPIRED', changes: { end: AT - 1 } },
  { code: 'STATEMENT_TOO_LONG', changes: { end: AT + 7 * DAY_SECONDS + 1 } },
  { code: 'TAXPAYER_SUSPENDED', signer: { status: 'SUSPENDED' } },
  { code: 'OFFICER_REVOKED', signer: { status: 'REVOKED' } },
  { code: 'KEY_EPOCH', changes: { keyEpoch: 'ffffffffffffffff' } },
  { code: 'KEY_ENDED', changes: { keyEpoch: ENDED } },
  { code: 'KEY_SCOPE', changes: { keyEpoch: READING } },
  { code: 'KEY_SCOPE', signer: { operations: ['freeze'] } },
  { code: 'SIGNATURE_INVALID', changes: { by: new TaxpayerKeys() } },
  { code: 'REPLACED_REQUEST_USED', changes: { replaces: 'request-used' } },
];

/** Two that exclude each other: one field says both. Three reasons are about the key that a statement names. */
const ALTERNATIVES = ['requestId', 'end', 'status', 'keyEpoch', 'keyEpoch', 'keyEpoch'];

/** A signer one of whose requests took effect, and one of whose requests was replaced. */
function experienced(): Executing {
  const executing = new Executing();
  executing.furtherKeys = FURTHER_KEYS;
  executing.submit(executing.sign({ requestId: 'request-used', content: 'other' }));
  executing.submit(executing.sign({ requestId: 'request-kept', replaces: 'request-burned' }));
  return executing;
}

describe('the order in which errors are reported', () => {
  const fieldsOf = ({ changes, signer }: (typeof REASONS)[number]) => Object.keys({ ...changes, ...signer });
  const pairs = REASONS.flatMap((first, index) =>
    REASONS.slice(index + 1)
      .filter((second) => !fieldsOf(second).some((field) => fieldsOf(first).includes(field)))
      .map((second) => ({ first, second, name: `${first.code} before ${second.code}` })),
  );

  test.each(pairs)('$name', ({ first, second }) => {
    const executing = experienced();
    executing.signer = { ...executing.signer, ...first.signer, ...second.signer };
    const attempt = executing.sign({ ...first.changes, ...second.changes });
    expect(executing.submit(attempt)).toEqual([first.code]);
  });

  test('is walked whole: what is not compared are alternatives', () => {
    const count = (REASONS.length * (REASONS.length - 1)) / 2;
    expect(pairs).toHaveLength(count - ALTERNATIVES.length);
    for (const { changes, signer, code } of REASONS) {
      const executing = experienced();
      executing.signer = { ...executing.signer, ...signer };
      expect(executing.submit(executing.sign(changes))).toEqual([code]);
    }
  });
});

describe('a further key of the signer', () => {
  test('signs what its scopes cover, and nothing that the own key has signed for it', () => {
    const executing = experienced();
    const changes = { keyEpoch: CIRCULATING, by: till };
    expect(executing.submit(executing.sign(changes))).toEqual(['answer 3']);
    const other = { ...changes, requestId: 'request-other' };
    expect(executing.submit(executing.sign({ ...other, by: executing.keys }))).toEqual(['SIGNATURE_INVALID']);
    const { keyEpoch: _named, ...own } = other;
    expect(executing.submit(executing.sign(own))).toEqual(['SIGNATURE_INVALID']);
    executing.at += 1;
    expect(executing.submit(executing.sign(other))).toEqual(['KEY_ENDED']);
  });

  test('does not undo what it has signed when it is revoked', () => {
    const executing = experienced();
    const done = executing.sign({ keyEpoch: CIRCULATING, by: till });
    const kept = executing.sign({ requestId: 'request-kept-back', keyEpoch: CIRCULATING, by: till });
    const [answer] = executing.submit(done);
    executing.furtherKeys = [];
    expect(executing.submit(done, kept)).toEqual([answer, 'KEY_EPOCH']);
  });

  test('is worth nothing under another registration of the own key', () => {
    const executing = experienced();
    executing.signer = { ...executing.signer, keyEpoch: '9'.repeat(16) };
    expect(executing.submit(executing.sign({ keyEpoch: CIRCULATING, by: till }))).toEqual(['KEY_EPOCH']);
  });
});

describe('a request that is remembered', () => {
  const anew: [string, SubmissionChanges][] = [
    ['another end', { end: AT + 7_200 }],
    ['an end in the past', { end: AT - 1 }],
    ['an end too far ahead', { end: AT + 30 * DAY_SECONDS }],
    ['another registration of the key', { keyEpoch: 'ffffffffffffffff' }],
    ['another key', { by: new TaxpayerKeys() }],
  ];
  test.each(anew)('is the same request under a statement with %s', (_, changes) => {
    const executing = new Executing();
    const [first] = executing.submit(executing.sign({}));
    executing.signer = { ...executing.signer, status: 'SUSPENDED' };
    expect(executing.submit(executing.sign(changes))).toEqual([first]);
    expect(executing.records.size).toBe(1);
  });

  test.each<[string, SubmissionChanges]>([
    ['content', { content: 'two' }],
    ['replaced request', { replaces: 'request-old' }],
    ['actor', { actor: '914403001922038216' }],
  ])('is another request with another %s', (_, changes) => {
    const executing = new Executing();
    executing.submit(executing.sign({}));
    expect(executing.submit(executing.sign(changes))).toEqual(['REQUEST_ID_REUSED']);
    expect([...executing.records.keys()]).toEqual(['request-new']);
  });
});

describe('a statement', () => {
  test.each([
    [AT - 1, 'STATEMENT_EXPIRED'],
    [AT, 'answer 1'],
    [AT + 1, 'answer 1'],
    [AT + 7 * DAY_SECONDS, 'answer 1'],
    [AT + 7 * DAY_SECONDS + 1, 'STATEMENT_TOO_LONG'],
  ])('that ends at %i counts to its last second: %s', (end, want) => {
    const executing = new Executing();
    expect(executing.submit(executing.sign({ end }))).toEqual([want]);
  });

  test('names in its refusals the moments that are compared', () => {
    const executing = new Executing();
    expect(executing.refusalOf(executing.sign({ end: AT - 1 })).message).toContain(formatInstant(AT - 1));
    const last = formatInstant(AT + 7 * DAY_SECONDS);
    expect(executing.refusalOf(executing.sign({ end: AT + 8 * DAY_SECONDS })).message).toContain(last);
  });

  test('for another ledger or contract is refused before anything of it is looked at', () => {
    for (const named of [
      { ledger: '2e'.repeat(32), contract: LEDGER.contract },
      { ledger: LEDGER.id, contract: 'other' },
    ]) {
      expect(codeOf(() => requireThisLedger(LEDGER, named))).toBe('OTHER_LEDGER');
    }
    const named = { ledger: LEDGER.id, contract: LEDGER.contract };
    expect(codeOf(() => requireThisLedger(LEDGER, named))).toBeUndefined();
  });

  test.each<[string, SubmissionChanges]>([
    ['ledger', { ledger: '2e'.repeat(32) }],
    ['contract', { contract: 'other' }],
    ['actor', { actor: '914403001922038216' }],
  ])('signed for another %s is not signed for this one', (_, changes) => {
    const executing = new Executing();
    const { digest } = executing.sign({});
    const { request } = executing.sign(changes);
    expect(executing.submit({ request, digest })).toEqual(['SIGNATURE_INVALID']);
  });
});

test('how far ahead a statement may end is the rule set of the day', () => {
  const of = (validFrom: string, statementDays: number) => published({ validFrom, statementDays });
  const policy = { ledger: LEDGER, ruleSets: [of('2026-01-01', 3), of('2026-07-01', 31)] };
  expect(statementLifetimeOn(policy, '2025-12-31')).toBe(7 * DAY_SECONDS);
  expect(statementLifetimeOn(policy, '2026-01-01')).toBe(3 * DAY_SECONDS);
  expect(statementLifetimeOn(policy, '2026-06-30')).toBe(3 * DAY_SECONDS);
  expect(statementLifetimeOn(policy, '2026-07-01')).toBe(31 * DAY_SECONDS);
  expect(statementLifetimeOn({ ledger: LEDGER, ruleSets: [] }, '2026-07-01')).toBe(7 * DAY_SECONDS);
});

describe('a signature', () => {
  const executing = new Executing();
  const { request, digest } = executing.sign({});
  const der = Buffer.from(request.signature, 'base64');
  const withSignature = (bytes: Uint8Array): Submission => ({
    request: { ...request, signature: Buffer.from(bytes).toString('base64') },
    digest,
  });

  test.each<[string, Submission, RegExp]>([
    ['of the higher s', withSignature(highTwin(der)), /higher of its two s values/],
    ['with a byte behind it', withSignature(Buffer.concat([der, Buffer.of(0)])), /not DER in base64/],
    ['without its last byte', withSignature(der.subarray(0, -1)), /not DER in base64/],
    ['that is empty', withSignature(Buffer.of()), /not DER in base64/],
    [
      'in base64url',
      { request: { ...request, signature: der.toString('base64url') }, digest },
      /not DER in base64/,
    ],
    [
      'in two lines',
      { request: { ...request, signature: `${request.signature}\n` }, digest },
      /not DER in base64/,
    ],
    ['by another key', executing.sign({ by: new TaxpayerKeys() }), /not signed by the registered key/],
  ])('%s is refused with its reason and the digests of request and statement', (_, submission, reason) => {
    const { code, message } = executing.refusalOf(submission);
    expect(code).toBe('SIGNATURE_INVALID');
    expect(message).toMatch(reason);
    expect(message).toContain(digest);
    const statement = statementText({ ...TERMS, ...submission.request }, digest);
    expect(message).toContain(`SHA-256 of the statement ${sha256Hex(statement)}`);
  });
});

function published(over: Partial<RuleSetJson>): { hash: string; ruleSet: RuleSetJson } {
  const changed = ruleSet(over);
  return { hash: ruleSetHash(changed), ruleSet: changed };
}
