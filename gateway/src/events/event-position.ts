/**
 * The position of a reader: all blocks before `block`, and a number of its transactions. Its text, such as "42-3",
 * is the id of an event. A reader that sends it back gets the events after it.
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
