/** The command line itself is wrong: an option missing, a file that is not there, two that exclude each other. */
export class UsageError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UsageError';
  }
}
