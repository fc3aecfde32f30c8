import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storedBlocks } from '@fapiao-ledger/network/embedded';
import {
  auditLedger,
  BlockFile,
  commitHash,
  FileDisk,
  systemRandom,
} from '@fapiao-ledger/network/embedded/in-process';
import { common } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outcome, Probe } from '../support/probe.ts';

const root = mkdtempSync(join(tmpdir(), 'fapiao-audit-test-'));
const original = join(root, 'original');
const folder = join(root, 'copy');
const state = join(folder, 'channel', 'state.sqlite');
let height = 0;

beforeAll(async () => {
  const probe = await Probe.open({ folder: original });
  for (const value of ['1', '2', '3']) await probe.submit('Put', 'a', value);
  await Promise.all(['b', 'c', 'd'].map((key) => probe.submit('Put', key, '1')));
  await probe.submit('Delete', 'b');
  const late = probe.delayed(() => probe.submit('Put', 'a', '4'));
  expect(await outcome(late.submit('Append', 'a', 'lost'))).toMatchObject({ code: 'LEDGER_CONFLICT' });
  height = Number((await probe.client.status()).height);
  await probe.close();
});
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(original, folder, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

const damage = (message: RegExp): object => ({
  code: 'LEDGER_DAMAGED',
  message: expect.stringMatching(message),
});

test('an untouched ledger is as it was written, also without its state or behind its blocks', async () => {
  const { blocks, transactions } = await auditLedger(folder);
  expect(blocks).toBe(height);
  expect(transactions).toBeGreaterThanOrEqual(height);
  change(
    'DELETE FROM block WHERE number > 2',
    'DELETE FROM tx WHERE block > 2',
    'DELETE FROM history WHERE block > 2',
  );
  change("UPDATE state SET value = CAST('1' AS BLOB), block = 2, tx = 0 WHERE key = CAST('a' AS BLOB)");
  change("DELETE FROM state WHERE key IN (CAST('c' AS BLOB), CAST('d' AS BLOB))");
  expect(await auditLedger(folder)).toMatchObject({ blocks, transactions });
  rmSync(state);
  expect(await auditLedger(folder)).toMatchObject({ blocks, transactions });
});

describe('the audit finds', () => {
  test.each([
    ['state', "DELETE FROM state WHERE key = CAST('a' AS BLOB)"],
    ['state', "UPDATE state SET value = CAST('9' AS BLOB) WHERE key = CAST('a' AS BLOB)"],
    ['state', "INSERT INTO state VALUES ('fapiao', CAST('e' AS BLOB), CAST('1' AS BLOB), 2, 0)"],
    ['history', 'DELETE FROM history WHERE block = 2'],
    ['tx', 'UPDATE tx SET code = 11 WHERE block = 2'],
    ['block', 'UPDATE block SET commit_hash = header_hash WHERE number = 2'],
  ])('a %s table that was changed: %s', async (table, statement) => {
    change(statement);
    await expect(auditLedger(folder)).rejects.toMatchObject(damage(new RegExp(`^the ${table} table is not`)));
  });

  test('that the last blocks are gone', async () => {
    await rewrite((number, bytes) => (number < height - 1 ? bytes : undefined));
    await expect(auditLedger(folder)).rejects.toMatchObject(damage(new RegExp(`^block ${height - 1} is`)));
  });

  test('a block that the orderer did not sign', async () => {
    await rewrite((number, bytes) => (number === 2 ? withMetadata(bytes, 0, new Uint8Array()) : bytes));
    await expect(auditLedger(folder)).rejects.toMatchObject(damage(/^block 2 is not signed/));
  });

  test('verdicts that are changed from a block to the end, with every commit hash after it', async () => {
    rmSync(state);
    let previous: Uint8Array | undefined;
    await rewrite((number, bytes) => {
      const metadata = common.Block.deserializeBinary(bytes).getMetadata()?.getMetadataList_asU8() ?? [];
      if (number === 1)
        previous = common.Metadata.deserializeBinary(metadata[4] ?? new Uint8Array()).getValue_asU8();
      if (number < 2) return bytes;
      const codes = (metadata[2] ?? new Uint8Array()).map(() => 11);
      previous = commitHash(codes, [], previous);
      const slot = new common.Metadata();
      slot.setValue(previous);
      return withMetadata(withMetadata(bytes, 2, codes), 4, slot.serializeBinary());
    });
    await expect(auditLedger(folder)).rejects.toMatchObject(
      damage(/^the validation codes of block 2 are not those/),
    );
  });
});

test('an open ledger, and none at all, are not audited', async () => {
  const probe = await Probe.open({ folder });
  await expect(auditLedger(folder)).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  await probe.close();
  await expect(auditLedger(root)).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
});

test('from a terminal it says what it found, and ends with 0 or 4', async () => {
  expect(await audit()).toMatchObject({ code: 0, stdout: expect.stringContaining(`${height} blocks`) });
  change("DELETE FROM state WHERE key = CAST('a' AS BLOB)");
  expect(await audit()).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('LEDGER_DAMAGED: the state'),
  });
});

function change(...statements: readonly string[]): void {
  const database = new DatabaseSync(state);
  for (const statement of statements) expect(database.prepare(statement).run().changes).toBeGreaterThan(0);
  database.close();
}

/** Writes the blocks anew, with right checksums, but some of them altered or left out. */
async function rewrite(alter: (number: number, bytes: Uint8Array) => Uint8Array | undefined): Promise<void> {
  const blocks: Uint8Array[] = [];
  for await (const { number, bytes } of storedBlocks(folder)) {
    const altered = alter(number, bytes);
    if (altered !== undefined) blocks.push(altered);
  }
  rmSync(join(folder, 'channel', 'blocks'));
  const file = await BlockFile.open(new FileDisk(join(folder, 'channel')), 'blocks', systemRandom);
  for (const [number, bytes] of blocks.entries()) await file.append(number, bytes);
  await file.close();
}

function withMetadata(bytes: Uint8Array, slot: number, value: Uint8Array): Uint8Array {
  const block = common.Block.deserializeBinary(bytes);
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  metadata[slot] = value;
  block.getMetadata()?.setMetadataList(metadata);
  return block.serializeBinary();
}

function audit(): Promise<{ code: number; stdout: string; stderr: string }> {
  const main = join(import.meta.dirname, '..', '..', 'network', 'dist', 'embedded', 'main.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'audit', folder], (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}
