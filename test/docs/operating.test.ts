import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardSettings } from '@fapiao-ledger/gateway/config';
import { expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';
import { readDocument, section, tableIn } from '../support/markdown.ts';

const document = readDocument('operating.md');

test('docs/operating.md lists every setting of the gateway with its default, and no other', () => {
  const documented = tableIn(section(document, '## Settings')).map(([name, standard]) => [name, standard]);
  const read = Object.entries(standardSettings()).map(([name, standard]) => [name, String(standard ?? '-')]);
  expect(documented.toSorted()).toEqual(read.toSorted());
});

test('docs/operating.md lists every metric of the gateway, and no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fapiao-operating-'));
  const gateway = await TestGateway.bare({ readModel: join(folder, 'read-model.db') });
  const { body } = await gateway.anonymous<Uint8Array>('GET', '/metrics');
  await gateway.close();
  rmSync(folder, { recursive: true });
  const types = Buffer.from(body)
    .toString()
    .matchAll(/^# TYPE (fapiao_\w+) (\w+)$/gm);
  const given = [...types].map(([, name, kind]) => [name, kind]);
  const documented = tableIn(section(document, '## Metrics')).map(([name, kind]) => [name, kind]);
  expect(documented.toSorted()).toEqual(given.toSorted());
});
