import { canonicalJson, RULE_SET_2026 } from '@fapiao-ledger/chaincode/core';
import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import type { ContractCall, Identity } from '@fapiao-ledger/network/ledger-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newYearAfter } from '../support/calendar.ts';
import { embeddedWorld, NOW, type World } from '../support/embedded-world.ts';
import { identityEncodings } from '../support/identity-encodings.ts';

let world: World;
let publish: ContractCall;
/** Somebody of the bureau's organisation whom nobody has made an officer. */
let member: Identity;
/** A certificate that says officer, made by somebody with an authority of their own. */
let forged: string;

beforeAll(async () => {
  world = await embeddedWorld();
  const validity = validFor(30, NOW);
  const authority = await createAuthority({ mspId: 'TaxBureauMSP', organization: 'Tax Bureau', validity });
  member = await world.enrol('TaxBureauMSP', {});
  ({ certificate: forged } = await authority.enrollWithNewKey({
    commonName: 'officer',
    ou: 'client',
    attributes: { role: 'officer' },
    validity,
  }));
  const rules = { ...RULE_SET_2026, version: 'forged', validFrom: newYearAfter(world.month) };
  publish = { contract: 'bureau', function: 'PublishRuleSet', args: [canonicalJson(rules as never)] };
});

afterAll(() => world.close());

async function verdictOn(identity: Identity): Promise<string> {
  const before = await world.client.status();
  const verdict = await world.client.submit(identity, publish).then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
  expect(await world.client.status()).toEqual(before);
  return verdict;
}

test('a member without a role publishes no rules', async () => {
  expect(await verdictOn(member)).toBe('ROLE_REQUIRED');
});

describe('an identity is refused that is not exactly one certificate:', () => {
  const encodings = identityEncodings('-----BEGIN CERTIFICATE-----\nAAAA\n', '').map(({ desc }) => desc);
  test.each(encodings)('%s', async (desc) => {
    const { text } = identityEncodings(member.certificate, forged).find((each) => each.desc === desc) as {
      text: string;
    };
    expect(await verdictOn({ ...member, certificate: text })).toBe('IDENTITY_INVALID');
  });
});

describe('attributes are refused that are not text by name:', () => {
  test.each([
    ['a role in a list', { role: ['officer'] }],
    ['a role in an object', { role: { officer: true } }],
    ['a role that is a number', { role: 1 }],
    ['a role that is null', { role: null }],
    ['something beside the role that is not text', { role: 'officer', other: [] }],
  ])('%s', async (_, attributes) => {
    const identity = await world.enrol('TaxBureauMSP', attributes as unknown as Record<string, string>);
    expect(await verdictOn(identity)).toBe('IDENTITY_INVALID');
  });
});
