import {
  completeAmounts,
  type DraftJson,
  type Fault,
  judgeDraft,
  type LineInput,
  type NumberProfile,
  type PublishedRuleSet,
  type RuleContext,
  ruleContextOf,
  ruleSetOn,
  type TaxpayerJson,
  ValidationError,
} from '@fapiao-ledger/core';
import { draftInput, type IssueForm, placedLines } from './form.ts';

/** What the rules say about a form: the completed draft, and its faults by the field of the form. */
export interface Judgment {
  readonly draft: DraftJson;
  /** First fault of each field, such as "lines/0/rate" or "buyerCode"; "" for those of no field. */
  readonly faults: ReadonlyMap<string, Fault>;
}

/** Returns what the rules need, as the gateway answers it. It only helps to enter: the ledger judges by its own facts. */
export function judgingContext(
  taxpayer: TaxpayerJson,
  ruleSets: readonly PublishedRuleSet[],
  date: string,
  profile: NumberProfile,
): RuleContext {
  return ruleContextOf(
    taxpayer,
    { segment: { profile, prefix: '', next: 0, last: 0 } },
    ruleSetOn({ ruleSets }, date),
    date,
  );
}

/** Judges a form by the rules of the ledger, with the code by which the ledger does. */
export function judge(form: IssueForm, seller: string, context: RuleContext): Judgment {
  const draft = completeAmounts(draftInput(form, seller));
  try {
    judgeDraft(draft, context);
    return { draft, faults: new Map() };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const faults = new Map<string, Fault>();
    const lines = placedLines(form);
    for (const fault of error.faults) {
      const field = fieldOf(fault.path, lines);
      if (!faults.has(field)) faults.set(field, fault);
    }
    return { draft, faults };
  }
}

const BUYER_FIELDS: Readonly<Record<string, string>> = {
  code: 'buyerCode',
  name: 'buyerName',
  type: 'buyerType',
};
/** Fields of a line that follow from others: their faults stand at what is entered. */
const ENTERED: Readonly<Record<string, string>> = {
  net: 'amount',
  tax: 'amount',
  gross: 'amount',
  kind: 'discount',
  zeroRate: 'rate',
};

/** Returns the field of the form that a pointer into the draft is about. */
function fieldOf(path: string, lines: ReturnType<typeof placedLines>): string {
  const [first = '', place = '', name = ''] = path.slice(1).split('/');
  if (first === 'buyer') return BUYER_FIELDS[place] ?? 'buyerName';
  const placed = first === 'lines' ? lines[Number(place)] : undefined;
  if (placed !== undefined) return `lines/${placed.formLine}/${lineFieldOf(placed.line, name)}`;
  return first === 'totals' ? '' : first;
}

function lineFieldOf({ kind }: LineInput, name: string): string {
  if (kind === 'DISCOUNT') return 'discount';
  return ENTERED[name] ?? (name === '' ? 'item' : name);
}
