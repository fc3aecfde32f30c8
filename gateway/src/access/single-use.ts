import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Credential } from './authenticator.js';
import { credentialInvalid } from './callers.js';
import { BOUND_HEADERS, HEADER_CLAIMS } from './named-request.js';
import { LEEWAY_SECONDS } from './token.js';

/** Takes the body of the request that a token was made for, and the token with it. @throws {DomainError} CREDENTIAL_INVALID */
export type UseUp = (body: Uint8Array) => void;

/**
 * Tokens that name one request, each good for that request and for one time. A caller that writes without signing
 * a statement shows such a token: caught on its way, it does nothing but what it was made for.
 */
export class SingleUse {
  /** Tokens that were used, by key and id, and until when each would be believed: seconds since 1970. */
  readonly #used = new Map<string, number>();

  /**
   * @param isNeeded whether the request is refused with a token that names none
   * @returns absent for a token that names no request
   * @throws {DomainError} CREDENTIAL_INVALID
   */
  admit({ token }: Credential, request: Request, isNeeded: boolean): UseUp | undefined {
    const { named } = token;
    if (named === undefined) {
      if (isNeeded)
        throw credentialInvalid('this takes a token that names its request: jti, method, path, body');
      return undefined;
    }
    if (named.method !== request.method || named.path !== request.originalUrl) {
      throw credentialInvalid(`the token is for another request: ${named.method} ${named.path}`);
    }
    for (const claim of HEADER_CLAIMS) {
      if (named.headers[claim] === request.get(BOUND_HEADERS[claim])) continue;
      throw credentialInvalid(`the token’s ${claim} is not what the request has in ${BOUND_HEADERS[claim]}`);
    }
    const name = `${token.publicKey} ${named.id}`;
    this.#requireUnused(name);
    return (body) => {
      if (createHash('sha256').update(body).digest('base64url') !== named.body) {
        throw credentialInvalid('the token is for another body than the one that was sent');
      }
      // Another request with the same token may have come while this one's body did.
      this.#requireUnused(name);
      this.#forgetExpired();
      this.#used.set(name, token.expiresAt + LEEWAY_SECONDS);
    };
  }

  #requireUnused(name: string): void {
    if (this.#used.has(name))
      throw credentialInvalid('the token was used before: every request takes one of its own');
  }

  /** In the order of their use, which is nearly that of their end. */
  #forgetExpired(): void {
    const now = Date.now() / 1000;
    for (const [name, until] of this.#used) {
      if (until > now) return;
      this.#used.delete(name);
    }
  }
}
