import {
  electLevy,
  endLevy,
  type LevyDay,
  type LevyElection,
  type Operation,
  type PolicyJson,
  type Read,
  read,
  readRateRowCode,
  ruleSetOn,
  shanghaiDate,
  stateKey,
  type TaxpayerJson,
} from '#core';
import type { Transaction } from '../transaction.js';
import { perform, readOwnAct, type SignedAct } from './act.js';
import { taxpayerOf } from './signers.js';

/**
 * Elects a levy row for the taxpayer that signs (T09).
 * @throws {DomainError} as `perform`, then RULE_SET_NOT_FOUND, as core's `electLevy`
 */
export async function electLevyRow(
  transaction: Transaction,
  act: SignedAct<LevyElection>,
): Promise<TaxpayerJson> {
  return await change(transaction, 'elect-levy', act, (before, day) => electLevy(before, act.body, day));
}

/**
 * Ends the election of the taxpayer that signs (T09).
 * @throws {DomainError} as `perform`, then RULE_SET_NOT_FOUND, as core's `endLevy`
 */
export async function endLevyRow(
  transaction: Transaction,
  act: SignedAct<Readonly<Record<string, never>>>,
): Promise<TaxpayerJson> {
  return await change(transaction, 'end-levy', act, endLevy);
}

async function change(
  transaction: Transaction,
  operation: Extract<Operation, 'elect-levy' | 'end-levy'>,
  act: SignedAct<unknown>,
  decide: (taxpayer: TaxpayerJson, day: LevyDay) => TaxpayerJson,
): Promise<TaxpayerJson> {
  return await perform(transaction, operation, act, async ({ policy }) => {
    const before = await taxpayerOf(transaction, act.actor);
    const taxpayer = decide(before, dayOf(transaction, policy));
    await transaction.state.put(stateKey('TAXPAYER', act.actor), taxpayer);
    const { code, levy } = taxpayer;
    if (levy === undefined) transaction.emit('LevyEnded', { code });
    else transaction.emit('LevyElected', { code, ...levy });
    return taxpayer;
  });
}

function dayOf({ at }: Transaction, policy: PolicyJson): LevyDay {
  const date = shanghaiDate(at);
  return { date, ruleSet: ruleSetOn(policy, date).ruleSet };
}

export const readElection: Read<SignedAct<LevyElection>> = readOwnAct(
  read.record({
    row: readRateRowCode,
    since: read.month,
  }),
);

export const readLevyEnd: Read<SignedAct<Readonly<Record<string, never>>>> = readOwnAct(read.record({}));
