declare const unit: unique symbol;

/** A tax rate in hundredths of a percent: 13 % is 1300. */
export type BasisPoints = number & { readonly [unit]: 'basis points' };

/** How many basis points are one: the divisor of every tax. */
export const BASIS_POINTS_PER_UNIT = 10_000n;

/** A fraction below one with at most three decimals and no trailing zero. */
export const RATE_PATTERN = /^0(\.[0-9]{0,2}[1-9])?$/;

/** A fraction below one with at most three decimals and no trailing zero ("0.13", "0.015", "0"). */
export function readRate(text: string): BasisPoints | undefined {
  if (!RATE_PATTERN.test(text)) return undefined;
  return Number(text.slice(2).padEnd(4, '0')) as BasisPoints;
}

/** "0.13" as people read it: "13%", "1.5%". */
export function formatPercent(rate: BasisPoints): string {
  const whole = Math.trunc(rate / 100);
  const rest = rate % 100;
  return rest === 0 ? `${whole}%` : `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}%`;
}
