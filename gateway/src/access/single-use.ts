import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Credential } from './authenticator.js';
import { credentialInvalid } from './callers.js';
import { BOUND_HEADERS, HEADER_CLAIMS } from './named-request.js';
import { LEEWAY_SECONDS } from './token.js';

/** Checks the body against the token that names it, and marks the token as used. @throws {DomainError} CREDENTIAL_INVALID */
export type UseUp = (body: Uint8Array) => void;

/**
 * Admits tokens that name one request. Such a token is valid for that request, once. A caller that writes without
 * signing a statement sends one, so that an attacker who captures it can do nothing else with it.
 */
export class SingleUse {
  /** Used tokens by key and id, with the end of their validity in seconds since 1970. */
  readonly #used = new Map<string, number>();

  /**
   * @param isNeeded whether a token that names no request is refused
   * @returns undefined for a token that names no request
   * @throws {DomainError} CREDENTIAL_INVALID
   */
  admit({ token }: Credential, request: Request, isNeeded: boolean): UseUp | undefined {
    const { named } = token;
    if (named === undefined) {
      if (isNeeded) throw credentialInvalid('use a token that names its request: jti, method, path, body');
      return undefined;
    }
    if (named.method !== request.method || named.path !== request.originalUrl) {
      throw credentialInvalid(`the token is for another request: ${named.method} ${named.path}`);
    }
    for (const claim of HEADER_CLAIMS) {
      if (named.headers[claim] === request.get(BOUND_HEADERS[claim])) continue;
      throw credentialInvalid(`the token’s ${claim} differs from the header ${BOUND_HEADERS[claim]}`);
    }
    const name = `${token.publicKey} ${named.id}`;
    this.#requireUnused(name);
    return (body) => {
      if (createHash('sha256').update(body).digest('base64url') !== named.body) {
        throw credentialInvalid('the token is for another body than the request has');
      }
      // Another request with the same token may have arrived while this body was read.
      this.#requireUnused(name);
      this.#forgetExpired();
      this.#used.set(name, token.expiresAt + LEEWAY_SECONDS);
    };
  }

  #requireUnused(name: string): void {
    if (this.#used.has(name))
      throw credentialInvalid('the token was used before: make a new token for each request');
  }

  /** Forgets expired tokens. The map is in order of use, which is nearly the order of expiry. */
  #forgetExpired(): void {
    const now = Date.now() / 1000;
    for (const [name, until] of this.#used) {
      if (until > now) return;
      this.#used.delete(name);
    }
  }
}
