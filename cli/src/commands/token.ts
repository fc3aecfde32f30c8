import { accessToken, type RequestOfToken } from '@fapiao-ledger/client';
import { Command, Option } from 'commander';
import { laneName, requestId } from '../arguments.js';
import { readNamedUpTo } from '../files/read-text.js';
import { clientIdentity } from '../identity/identity-file.js';
import type { OpenSession, Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { phrase } from '../words/phrase.js';

interface TokenOptions {
  readonly for?: readonly string[];
  readonly requestId?: string;
  readonly lane?: string;
}

/** Longest life of a token, in seconds. A token that names its request is used at once and ends as the client's own do. */
const LIFETIME_SECONDS = 300;
const NAMED_SECONDS = 120;
/** The largest body that a gateway reads. */
const BODY_MAX = 64 * 1_024 * 1_024;

export function tokenCommand(open: OpenSession): Command {
  return new Command('token')
    .description(phrase('print an access token for curl and for Authorize on the gateway’s /docs'))
    .addOption(
      new Option(
        '--for <request...>',
        phrase(
          'METHOD PATH BODY-FILE of the one request that the token is for, such as POST /v1/custodian/taxpayers body.json',
        ),
      ),
    )
    .addOption(
      new Option('--request-id <id>', phrase('value of the header Idempotency-Key')).argParser(requestId),
    )
    .addOption(new Option('--lane <name>', phrase('value of the header Fapiao-Lane')).argParser(laneName))
    .action(async (options: TokenOptions, command: Command) => {
      await printToken(await open(command), options);
    });
}

async function printToken(session: Session, options: TokenOptions): Promise<void> {
  const identity = clientIdentity(await session.identity());
  const request = await requestOf(options);
  const lifetime = request === undefined ? LIFETIME_SECONDS : NAMED_SECONDS;
  const now = session.now();
  const token = await accessToken(identity, session.settings.channel, now, request, lifetime);
  const expiresAt = new Date(now.getTime() + lifetime * 1_000).toISOString().replace(/\.\d+Z$/, 'Z');
  // The token alone goes to standard output, so that $(fapiao token) is the token.
  session.reporter.result({ token, expiresAt }, () => token);
  session.reporter.note(phrase('valid for {minutes} minutes', { minutes: lifetime / 60 }));
}

/** Returns the request that the token names. @throws {UsageError} when it is not a method, a path and a file */
async function requestOf({
  for: named,
  requestId: id,
  lane,
}: TokenOptions): Promise<RequestOfToken | undefined> {
  if (named === undefined) {
    if (id === undefined && lane === undefined) return undefined;
    throw new UsageError(phrase('--request-id and --lane belong to the request of --for'));
  }
  const [method = '', path = '', file, ...others] = named;
  if (!/^(POST|PATCH)$/.test(method) || !path.startsWith('/v1/') || file === undefined || others.length > 0)
    throw new UsageError(phrase('--for takes POST or PATCH, a path from /v1 on, and the file of the body'));
  return { method, path, body: Uint8Array.from(await readNamedUpTo(file, BODY_MAX)), requestId: id, lane };
}
