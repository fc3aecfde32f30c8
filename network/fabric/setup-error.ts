/** Thrown when the network cannot be started or managed as asked. `cure` tells the operator what to do. */
export class SetupError extends Error {
  readonly cure: string;

  constructor(message: string, cure: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'SetupError';
    this.cure = cure;
  }
}
