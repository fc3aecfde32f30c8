import type { Fen } from './money.js';
/**
 * An amount in Chinese capitals as invoices print it: 150309.15 is 壹拾伍万零叁佰零玖圆壹角伍分,
 * whole yuan end in 整, a negative amount starts with （负数）.
 */
export declare function amountInCapitals(amount: Fen): string;
