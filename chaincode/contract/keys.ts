import { mirroredNumber } from '#core';

/** Every key of the world state. Parts never contain the separator: codes, numbers and names are checked. */
export const keys = {
  policy: (): string => 'POLICY',
  /** One published version, for ever: the policy has only those that still judge. */
  ruleSet: (version: string): string => `RULESET~${version}`,
  taxpayer: (code: string): string => `TAXPAYER~${code}`,
  officer: (code: string): string => `OFFICER~${code}`,
  /** How far the bureau has granted the numbers under a prefix. */
  prefix: (prefix: string): string => `PREFIX~${prefix}`,
  /** Numbers granted to a seller and not allotted to a lane. */
  stock: (seller: string): string => `STOCK~${seller}`,
  credit: (seller: string, month: string): string => `CREDIT~${seller}~${month}`,
  lane: (seller: string, lane: string): string => `LANE~${seller}~${lane}`,
  /** Mirrored, so that the first key at or after the mirror of a number is the page that may carry it. */
  page: (first: string): string => `PAGE~${mirroredNumber(first)}`,
  /** Exists once something has happened to an invoice after its issue. */
  status: (number: string): string => `STATUS~${number}`,
  /** Why the bureau has frozen an invoice: not in its status, which its parties read. */
  freeze: (number: string): string => `FREEZE~${number}`,
  request: (actor: string, requestId: string): string => `REQUEST~${actor}~${requestId}`,
} as const;
