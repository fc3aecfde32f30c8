import {
  type ContentJson,
  canonicalJson,
  checkInvoiceArithmetic,
  type Fault,
  Faults,
  findRedReason,
  formatInstant,
  invoiceOfPage,
  isJsonObject,
  type JsonObject,
  type LineJson,
  mirrored,
  type PageJson,
  parseYuan,
  type RedFormJson,
  type RedReason,
  type RuleSetJson,
  readDraft,
  redContent,
  redLetterRulesOf,
  restoreCredit,
  takeFromLane,
} from '@fapiao-ledger/core';
import { storedDocument } from '../stored-document.js';
import { attempt, type Context, differencesBetween, differing, numberDifferences } from './differences.js';
import type { IssuedPage } from './judgment.js';
import type { ReversedStatus, StoredFacts } from './stored-facts.js';

/** The page of a red-letter invoice. */
type RedLetterPage = IssuedPage & { readonly redLetter: NonNullable<IssuedPage['redLetter']> };

/** The documents that decide about a red-letter invoice. */
interface RedContext extends Context {
  readonly ruleSet: RuleSetJson;
  readonly form: RedFormJson;
  /** Of the invoice that is reversed. */
  readonly status: ReversedStatus;
}

/**
 * Judges a red-letter invoice again by what its transaction wrote (T23): the form, the status of the invoice that it reverses, and the
 * lane. What was left of that invoice, and its date, are in no document at hand.
 *
 * @throws {ValidationError} every fault of the first document that cannot be read
 */
export function redLetterDifferences(
  issued: RedLetterPage,
  context: Context & Pick<RedContext, 'ruleSet'>,
  stored: StoredFacts,
): readonly Fault[] {
  const page = storedDocument('PAGE', issued.page);
  const [content, ...others]: readonly unknown[] = page.requests.flat();
  if (!isJsonObject(content) || others.length > 0)
    return [differing('', 'a red-letter invoice is alone on its page')];
  const form = stored.redForm(issued.redLetter.form);
  const status = stored.reversedStatus(issued.redLetter.status);
  const reason = findRedReason(redLetterRulesOf(context.ruleSet), form.reason);
  if (reason === undefined) return [differing('/red/reason', `no reason has the code ${form.reason}`)];
  const the = { ...context, form, status };
  return [
    ...formDifferences(issued, the),
    ...contentDifferences(page, content, the),
    ...statusDifferences(issued, the, reason),
    ...laneDifferences(issued, the, reason, stored),
  ];
}

/** The form must be one that both sides have signed, and must name this invoice. */
function formDifferences({ first, at, lane }: RedLetterPage, { form, seller }: RedContext): readonly Fault[] {
  const isSigned = form.signers.includes(seller.code) && SIGNED.includes(form.state);
  return [
    ...(isSigned ? [] : [differing('/red/form', 'its form is not signed by both sides')]),
    ...differencesBetween('/red/form', 'the red-letter invoice of its form', form.red ?? '', first),
    ...differencesBetween('/red/form', 'the lane of its form', form.lane ?? '', lane?.name),
    ...differencesBetween('/red/form', 'the last change of its form', form.changedAt, formatInstant(at)),
  ];
}

const SIGNED: readonly RedFormJson['state'][] = ['UNCONDITIONAL', 'CONFIRMED'];

/** The content must be the parts of the form with the other sign, and its sums must be right. */
function contentDifferences(
  page: PageJson,
  document: JsonObject,
  { form, status, seller }: RedContext,
): readonly Fault[] {
  const { red: _red, ...draft } = document;
  const faults = new Faults();
  readDraft(mirrored(draft), faults);
  if (faults.count > 0) return faults.list;
  const content = document as unknown as ContentJson;
  if (content.lines.length !== form.lines.length)
    return [differing('/lines', `its form reverses ${form.lines.length} lines`)];
  const lines: LineJson[] = [];
  for (const [index, line] of content.lines.entries()) lines[(form.lines[index]?.line ?? 0) - 1] = line;
  const reversed = {
    type: content.type,
    seller: { ...page.seller, code: seller.code },
    buyer: content.buyer,
    lines,
  };
  const want = redContent(form, reversed, status.holder);
  const invoice = invoiceOfPage(page, page.first);
  return [
    ...FIELDS.flatMap((field) =>
      differencesBetween(`/${field}`, 'it', content[field] ?? null, want[field] ?? null),
    ),
    ...(invoice === undefined ? [] : checkInvoiceArithmetic(invoice)),
  ];
}

/** Fields of the content that the form and the status decide. */
const FIELDS = ['seller', 'holder', 'lines', 'totals', 'remark', 'red'] as const;

/** The status of the reversed invoice must count the form, and name this invoice as the last one that reverses it. */
function statusDifferences(
  { first, at }: RedLetterPage,
  { form, status }: RedContext,
  { isWhole, code }: RedReason,
): readonly Fault[] {
  const { forms, reds, totals, lines } = status.reversal;
  const only = { reds: [first], totals: form.totals, lines: form.lines };
  const isOnly = reds.length === 1;
  const whole: readonly Fault[] =
    !isWhole || (isOnly && status.state === 'RED')
      ? []
      : [differing('/red/reason', `reason ${code} reverses a whole invoice`)];
  return [
    ...differencesBetween(
      '/red/number',
      'the newest red-letter invoice of what it reverses',
      reds.at(-1) ?? '',
      first,
    ),
    ...differencesBetween('/red/form', 'the count of forms of what it reverses', forms, form.sequence),
    ...differencesBetween('/red/number', 'the moment of the reversal', status.reversal.at, formatInstant(at)),
    ...(isOnly ? differencesBetween('/red/number', 'what is reversed', { reds, totals, lines }, only) : []),
    ...whole,
  ];
}

/**
 * Takes the number again. The net comes back to the lane only where the reason restores credit; the contract also compares months, which
 * takes the date of the reversed invoice.
 */
function laneDifferences(
  { first, lane }: RedLetterPage,
  { form, lane: before, date }: RedContext,
  { restoresCredit }: RedReason,
  stored: StoredFacts,
): readonly Fault[] {
  const { value: taken, faults } = attempt('/number', () =>
    takeFromLane(before, { date, count: 1, net: 0n }),
  );
  if (taken === undefined || lane === undefined) return faults;
  const after = stored.lane(lane.after);
  const restored = restoreCredit(taken.lane, parseYuan(form.totals.net));
  const isRestored = restoresCredit && canonicalJson(after) === canonicalJson(restored);
  return [
    ...numberDifferences(first, taken.first),
    ...(isRestored ? [] : differencesBetween('/number', 'its lane afterward', after, taken.lane)),
  ];
}
