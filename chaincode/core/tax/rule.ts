import type { ErrorCode } from '../errors.js';
import type { ReadDraft, ReadLine } from '../invoice/draft.js';
import type { NumberProfile } from '../invoice/invoice.js';
import type { Fen } from '../money/money.js';
import type { RuleSetJson, TaxpayerKind } from './rule-set.js';

/** What the rules about a draft need to know besides the draft. */
export interface RuleContext {
  readonly ruleSet: RuleSetJson;
  /** Day of issue in Shanghai. */
  readonly date: string;
  readonly profile: NumberProfile;
  readonly seller: {
    readonly kind: TaxpayerKind;
    readonly singleLimit: Fen;
    readonly rateGrants: readonly string[];
  };
}

/** Says that a rule is broken at a pointer relative to the draft. */
export type Report = (code: ErrorCode, path: string, message: string) => void;

/** A rule about a whole draft. It skips what could not be read, so that every fault shows at once. */
export interface DraftRule {
  readonly id: string;
  readonly check: (draft: ReadDraft, context: RuleContext, report: Report) => void;
}

/** A rule about one line, called with its place. */
export interface LineRule {
  readonly id: string;
  readonly check: (line: ReadLine, at: LinePlace, context: RuleContext, report: Report) => void;
}

export interface LinePlace {
  readonly path: string;
  readonly draft: ReadDraft;
  readonly previous: ReadLine | undefined;
  readonly next: ReadLine | undefined;
}
