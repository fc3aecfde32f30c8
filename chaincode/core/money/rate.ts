declare const unit: unique symbol;

/** A tax rate in basis points, hundredths of a percent: 13% is 1300. */
export type BasisPoints = number & { readonly [unit]: 'basis points' };

/** Basis points in one whole: the divisor of every tax. */
export const BASIS_POINTS_PER_UNIT = 10_000n;

/** The form of a rate in text: a fraction below one with at most three decimals and no zero at the end (T09). */
export const RATE_PATTERN = /^0(\.[0-9]{0,2}[1-9])?$/;

/** Returns the rate that a text such as "0.13", "0.015" or "0" writes, or undefined when the text is not a rate (T09). */
export function readRate(text: string): BasisPoints | undefined {
  if (!RATE_PATTERN.test(text)) return undefined;
  return Number(text.slice(2).padEnd(4, '0')) as BasisPoints;
}

/** Returns a rate in percent: "13%", "1.5%". */
export function formatPercent(rate: BasisPoints): string {
  const whole = Math.trunc(rate / 100);
  const rest = rate % 100;
  return rest === 0 ? `${whole}%` : `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}%`;
}
