import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestGateway } from '../support/gateway.ts';
import type { IssuedBody, MerchantClient } from '../support/merchant-client.ts';
import { has, run } from '../support/programs.ts';

const EXAMPLES = fileURLToPath(new URL('../../docs/examples/', import.meta.url));
const VECTORS = fileURLToPath(new URL('../vectors/statements.json', import.meta.url));

/** The Python of .ci/run, which has the module. */
const { TEST_PYTHON: python = 'python3' } = process.env;
const hasPython = has(python) && run(python, ['-c', 'import cryptography']).status === 0;
const withPython = hasPython ? test : test.skip;
const withShell = ['bash', 'curl', 'openssl', 'jq'].every(has) ? test : test.skip;

withPython('statements.json holds in Python (needs python3 and its module cryptography)', () => {
  const program = fileURLToPath(new URL('./check-statements.py', import.meta.url));
  expect(run(python, [program, VECTORS]).output).toMatch(/^\d+ statements hold\n$/);
});

describe('against a gateway', () => {
  let gateway: TestGateway;
  let seller: MerchantClient;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fapiao-languages-'));
    gateway = await TestGateway.start();
    seller = await gateway.seller();
    const { code, certificate, key } = seller;
    const privateKey = key.export({ type: 'pkcs8', format: 'pem' });
    const identity = { version: 1, mspId: 'PlatformMSP', code, role: 'taxpayer', certificate, privateKey };
    writeFileSync(join(folder, 'identity.json'), JSON.stringify(identity));
    writeFileSync(join(folder, 'trust.json'), JSON.stringify(gateway.home.trust));
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs a program of docs/examples twice under one request id: the second run must get the first answer. */
  async function issuesOnce(
    command: string,
    program: string,
    requestId: string,
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const files = [join(folder, 'identity.json'), join(folder, 'trust.json'), join(EXAMPLES, 'draft.json')];
    const args = [join(EXAMPLES, program), ...files, gateway.url, requestId];
    const answers = [];
    for (const _ of ['first', 'again'])
      answers.push(
        JSON.parse(
          (await promisify(execFile)(command, args, { env: { ...process.env, ...env } })).stdout,
        ) as IssuedBody,
      );
    const [first, again] = answers;
    expect(again).toEqual(first);
    const { body } = await seller.get<{ invoice: { buyer: { name: string } } }>(
      `/v1/invoices/${first?.invoices[0]?.number}`,
    );
    expect(body.invoice.buyer.name).toBe('示例采购有限公司');
  }

  withPython('issue.py issues an invoice once (needs python3 and its module cryptography)', async () => {
    await issuesOnce(python, 'issue.py', 'python-0001');
  });

  withShell('issue.sh issues an invoice once (needs bash, curl, openssl and jq)', async () => {
    await issuesOnce('bash', 'issue.sh', 'shell-0001');
  });

  withShell(
    'issue.sh shows other users neither its token nor its draft in the list of processes',
    async () => {
      const curl = run('bash', ['-c', 'command -v curl']).output.trim();
      const [bin, log] = [join(folder, 'bin'), join(folder, 'arguments')];
      mkdirSync(bin);
      const script = `#!/bin/bash\nprintf '%s\\n' "$@" >>'${log}'\nexec '${curl}' "$@"\n`;
      writeFileSync(join(bin, 'curl'), script, { mode: 0o755 });
      await issuesOnce('bash', 'issue.sh', 'shell-0002', { PATH: `${bin}:${process.env.PATH ?? ''}` });
      const given = readFileSync(log, 'utf8');
      expect(given).toContain('Idempotency-Key: shell-0002');
      expect(given).not.toMatch(/Bearer|示例采购有限公司/);
    },
  );
});
