import type { Fault } from '@fapiao-ledger/core';

/** What completion fills in, as pointers into a draft; group 1 is the line. */
const FILLED_IN = /^\/(?:totals|lines\/([0-9]+)\/(?:kind|net|tax))$/;
const IN_LINE = /^\/lines\/([0-9]+)(?:\/|$)/;
const GROSS = /^\/lines\/[0-9]+\/gross$/;

/**
 * The faults of a completed draft for whoever wrote it: what completion could not fill in is not missing
 * in what was written, but follows from something else there. `path` is the pointer of the draft.
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
  const found = [...written, ...unexplained];
  return found.length === 0 ? open : found;
}

function amountFault(line: string, path: string): Fault {
  const message = 'the amount cannot be worked out: give net, gross, or quantity and unitPrice';
  return { code: 'FIELD_REQUIRED', path: `${path}/lines/${line}/net`, message };
}

/** The ledger's lines have no gross: one that completion left there could not be used. */
function asWritten(fault: Fault, within: string): Fault {
  if (fault.code !== 'FIELD_UNKNOWN' || !GROSS.test(within)) return fault;
  const message = 'gross is yuan with two decimals, and what net and tax add up to';
  return { code: 'FIELD_VALUE', path: fault.path, message };
}
