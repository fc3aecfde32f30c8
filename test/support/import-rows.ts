import type { Row } from '@fapiao-ledger/client/drafts';

/** Twenty rows of a file, whose drafts have their line as id. */
export const ROWS: readonly Row[] = Array.from({ length: 20 }, (_, index) => ({
  line: index + 1,
  text: JSON.stringify({ id: index + 1 }),
  isJson: true,
  read: () => ({ id: index + 1 }),
}));
