/** Thrown when the command line is wrong: an option or a file is missing, or two options exclude each other. */
export class UsageError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UsageError';
  }
}
