/**
 * Thrown when the command line is wrong: a missing option, a file that does not exist, two options that exclude each
 * other.
 */
export class UsageError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UsageError';
  }
}
