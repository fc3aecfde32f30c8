import {
  DomainError,
  type Fault,
  FEN_MAX,
  type Json,
  judgeDraft,
  type NumberProfile,
  notTheSeller,
  RULE_SET_2026,
  type RuleSetJson,
  shanghaiDate,
  type TaxpayerKind,
  ValidationError,
} from '@fapiao-ledger/core';
import { faultsAsWritten } from './faults-as-written.js';
import { personNameFaults, personNameIn, sealed } from './person-name.js';
import { type DraftFile, draftPath } from './read-drafts.js';

export interface CheckContext {
  /** The newest rule set that this machine has. */
  readonly ruleSet?: RuleSetJson;
  /** Date of issue in Shanghai. */
  readonly date: string;
  /** Code of the signer. */
  readonly actor: string | undefined;
  /** Whether derived fields are filled in: then their absence is not reported as a fault. */
  readonly isCompleted?: boolean;
}

/** Returns the present date in Shanghai. */
export function shanghaiToday(now: Date): string {
  return shanghaiDate(Math.floor(now.getTime() / 1_000));
}

/**
 * Refuses drafts that the ledger would certainly refuse, before anything is sent.
 *
 * @throws {ValidationError} every fault of every draft with its pointer
 * @throws {DomainError} NOT_THE_SELLER when a draft names another seller than the signer
 */
export function checkDrafts(file: DraftFile, context: CheckContext): void {
  const faults = file.drafts.flatMap((draft, index) => faultsOf(draft, draftPath(file, index), context));
  if (faults.length > 0) throw new ValidationError(faults);
  file.drafts.forEach((draft, index) => {
    const { seller } = draft as { seller: string };
    if (context.actor === undefined || seller === context.actor) return;
    const { code, message } = notTheSeller(seller, context.actor);
    throw new DomainError(code, `${draftPath(file, index)}/seller: ${message}`);
  });
}

/** Checks one draft as `checkDrafts` does. @throws {ValidationError} every fault; NOT_THE_SELLER when there is no other */
export function checkDraft(draft: Json, context: CheckContext & { readonly actor: string }): void {
  const faults = faultsOf(draft, '', context);
  if (faults.length > 0) throw new ValidationError(faults);
  const { seller } = draft as { seller: string };
  if (seller === context.actor) return;
  const { code, message } = notTheSeller(seller, context.actor);
  throw new ValidationError([{ code, path: '/seller', message }]);
}

/** Returns every fault of the draft whose pointer is `path`. */
export function faultsOf(draft: Json, path: string, context: CheckContext): readonly Fault[] {
  const name = personNameIn(draft);
  const traveling = name === undefined ? draft : sealed(draft, { name, salt: '' });
  const faults = [...personNameFaults(draft, path), ...certainFaults(traveling, path, context)];
  return context.isCompleted === true ? faultsAsWritten(faults, path) : faults;
}

/**
 * Returns the faults that hold for both kinds of taxpayer, with every rate granted and no limit. The seller's own
 * status is on the ledger, so no other fault is certain here.
 */
function certainFaults(draft: Json, path: string, context: CheckContext): readonly Fault[] {
  const general = judged(draft, path, context, 'GENERAL');
  if (general.length === 0) return general;
  const small = new Set(judged(draft, path, context, 'SMALL_SCALE').map(keyOf));
  return general.filter((fault) => small.has(keyOf(fault)));
}

function judged(draft: Json, path: string, context: CheckContext, kind: TaxpayerKind): readonly Fault[] {
  const { ruleSet = RULE_SET_2026, date } = context;
  const seller = { kind, singleLimit: FEN_MAX, rateGrants: ruleSet.rates.map(({ code }) => code) };
  try {
    judgeDraft(draft, { ruleSet, date, profile: 'DIGITAL' satisfies NumberProfile, seller }, path);
    return [];
  } catch (error) {
    if (error instanceof ValidationError) return error.faults;
    throw error;
  }
}

function keyOf({ code, path }: Fault): string {
  return `${code} ${path}`;
}
