import type { Json } from '@fapiao-ledger/chaincode/core';
import type { Command } from 'commander';
import { documentFields } from '../../output/document-text.js';
import { fieldsText } from '../../output/table.js';
import type { OpenSession } from '../../session.js';

/** One act of the bureau: a request of an officer, its answer shown as it came. */
export async function act(
  open: OpenSession,
  command: Command,
  request: { readonly method?: 'POST' | 'PATCH'; readonly path: string; readonly body: Json },
): Promise<void> {
  const session = await open(command);
  const client = await session.client();
  const answer = await client.write<Json>(request.method ?? 'POST', `/bureau${request.path}`, request.body);
  session.reporter.result(answer, (page) => fieldsText(documentFields(answer), page));
}
