import type { Fault } from '@fapiao-ledger/core';

/** Pointers of the fields that completion fills in; group 1 is the line. */
const FILLED_IN = /^\/(?:totals|lines\/([0-9]+)\/(?:kind|net|tax))$/;
const IN_LINE = /^\/lines\/([0-9]+)(?:\/|$)/;
const GROSS = /^\/lines\/[0-9]+\/gross$/;

/**
 * Returns the faults of a completed draft in terms of the draft as the user wrote it: a field that completion could
 * not derive is not missing there, but another field is wrong. `path` is the pointer of the draft.
 */
export function faultsAsWritten(faults: readonly Fault[], path: string): readonly Fault[] {
  const within = (fault: Fault): string => fault.path.slice(path.length);
  const isOpen = (fault: Fault): boolean => fault.code === 'FIELD_REQUIRED' && FILLED_IN.test(within(fault));
  const written = faults.filter((fault) => !isOpen(fault)).map((fault) => asWritten(fault, within(fault)));
  const explained = new Set(written.map((fault) => IN_LINE.exec(within(fault))?.[1]));
  const open = faults.filter(isOpen);
  const lines = new Set(open.flatMap((fault) => FILLED_IN.exec(within(fault))?.[1] ?? []));
  const unexplained = [...lines]
    .filter((line) => !explained.has(line))
    .map((line) => amountFault(line, path));
  const explanations = [...written, ...unexplained];
  return explanations.length === 0 ? open : explanations;
}

function amountFault(line: string, path: string): Fault {
  const message = 'the amount is unknown: give net, gross, or quantity and unitPrice';
  return { code: 'FIELD_REQUIRED', path: `${path}/lines/${line}/net`, message };
}

/** A draft of the ledger has no gross per line. A gross that completion left in place is therefore wrong. */
function asWritten(fault: Fault, within: string): Fault {
  if (fault.code !== 'FIELD_UNKNOWN' || !GROSS.test(within)) return fault;
  const message = 'gross must be yuan with two decimals, and the sum of net and tax';
  return { code: 'FIELD_VALUE', path: fault.path, message };
}
