/**
 * How far a reader has come: all blocks before `block`, and so many transactions of it. As text,
 * "42-3", it is the id of an event; a reader that shows it again gets what comes after.
 */
export interface EventPosition {
  readonly block: bigint;
  readonly transactions: number;
}

const ID = /^(0|[1-9][0-9]{0,15})-(0|[1-9][0-9]{0,8})$/;

export function isEventId(id: string): boolean {
  return ID.test(id);
}

/** @param id one that `isEventId` accepts */
export function parseEventId(id: string): EventPosition {
  const [block = '', transactions] = id.split('-');
  return { block: BigInt(block), transactions: Number(transactions) };
}

export function formatEventId({ block, transactions }: EventPosition): string {
  return `${block}-${transactions}`;
}
