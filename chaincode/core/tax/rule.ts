import type { ErrorCode } from '../errors.js';
import type { ReadDraft, ReadLine } from '../invoice/draft.js';
import type { NumberProfile } from '../invoice/invoice.js';
import type { Fen } from '../money/money.js';
import type { RateUser, RuleSetJson } from './rule-set.js';

/** Facts that the rules need besides the draft. */
export interface RuleContext {
  readonly ruleSet: RuleSetJson;
  /** Day of issue in Shanghai. */
  readonly date: string;
  readonly profile: NumberProfile;
  readonly seller: RateUser & { readonly singleLimit: Fen };
}

/** Reports a broken rule at a JSON pointer relative to the draft, with a sentence for its author. */
export type Report = (code: ErrorCode, path: string, message: string) => void;

/** A rule about a whole draft. It skips fields that could not be read, so that all faults are reported at once. */
export interface DraftRule {
  /** As in docs/tax-rules.md, such as "T19". */
  readonly id: string;
  /** Reports where the draft breaks the rule. */
  readonly check: (draft: ReadDraft, context: RuleContext, report: Report) => void;
}

/** A rule about one line, which is called with its place. */
export interface LineRule {
  /** As in docs/tax-rules.md, such as "T17". */
  readonly id: string;
  /** Reports where the line breaks the rule. */
  readonly check: (line: ReadLine, at: LinePlace, context: RuleContext, report: Report) => void;
}

/** The place of a line: its draft and its neighbors. */
export interface LinePlace {
  /** JSON pointer relative to the draft. */
  readonly path: string;
  readonly draft: ReadDraft;
  readonly previous: ReadLine | undefined;
  readonly next: ReadLine | undefined;
}
