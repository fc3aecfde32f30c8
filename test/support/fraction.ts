/**
 * A rational number on bigint: the tests' own arithmetic. It shares no code and no method with the
 * core, which counts in fen, so that the two can be compared.
 */
export class Fraction {
  readonly #numerator: bigint;
  readonly #denominator: bigint;

  constructor(numerator: bigint, denominator = 1n) {
    if (denominator <= 0n) throw new RangeError('a denominator is positive');
    this.#numerator = numerator;
    this.#denominator = denominator;
  }

  static readonly zero = new Fraction(0n);

  /** A decimal such as "-12.345". */
  static parse(text: string): Fraction {
    const [whole = '', decimals = ''] = text.split('.');
    return new Fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  }

  plus(other: Fraction): Fraction {
    const [a, b] = [this.#denominator, other.#denominator];
    if (a % b === 0n) return new Fraction(this.#numerator + other.#numerator * (a / b), a);
    if (b % a === 0n) return other.plus(this);
    return new Fraction(this.#numerator * b + other.#numerator * a, a * b);
  }

  negated(): Fraction {
    return new Fraction(-this.#numerator, this.#denominator);
  }

  minus(other: Fraction): Fraction {
    return this.plus(other.negated());
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.#numerator * other.#numerator, this.#denominator * other.#denominator);
  }

  over(other: Fraction): Fraction {
    const sign = other.#numerator < 0n ? -1n : 1n;
    return new Fraction(
      sign * this.#numerator * other.#denominator,
      sign * other.#numerator * this.#denominator,
    );
  }

  abs(): Fraction {
    return this.#numerator < 0n ? this.negated() : this;
  }

  isAtMost(other: Fraction): boolean {
    return this.#numerator * other.#denominator <= other.#numerator * this.#denominator;
  }

  equals(other: Fraction): boolean {
    return this.#numerator * other.#denominator === other.#numerator * this.#denominator;
  }

  /** Yuan with two decimals: schoolbook rounding by the remainder, a half away from zero. */
  toYuan(): string {
    const scaled = this.abs().#numerator * 100n;
    const whole = scaled / this.#denominator;
    const remainder = scaled - whole * this.#denominator;
    const fen = remainder + remainder < this.#denominator ? whole : whole + 1n;
    const digits = `00${fen}`;
    const yuan = `${BigInt(digits.slice(0, -2))}.${digits.slice(-2)}`;
    return this.#numerator < 0n && fen > 0n ? `-${yuan}` : yuan;
  }
}
