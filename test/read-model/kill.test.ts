import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite, ReadModel } from '@fapiao-ledger/gateway/read-model';
import { changesIn } from '@fapiao-ledger/gateway/stream/ledger-change';
import { describe, expect, test } from 'vitest';
import { GeneratedLedger } from '../support/generated-ledger.ts';
import { projected, useFolder, useSqlite, withHook } from '../support/read-model-engines.ts';

/** How many points of the work are tried; every one of them with a number above that of statements. */
const KILLS = Number(process.env.TEST_READ_MODEL_KILLS ?? 100);

describe('a read model whose files are as a killed process leaves them', () => {
  const ledger = new GeneratedLedger().growTo(200);
  const source = useSqlite();
  const folder = useFolder();

  /** Copies the files as a dead process leaves them: with whatever is written and no word of farewell. */
  function photograph(name: string): string {
    const copy = join(folder(), name);
    for (const ending of ['', '-wal']) {
      if (existsSync(source.path() + ending)) copyFileSync(source.path() + ending, copy + ending);
    }
    return copy;
  }

  test(`at ${KILLS} points, it goes on to the content of a rebuild`, async () => {
    const photographs = await photographsOf(ledger, photograph);
    const model = await projected(source.create(), ledger);
    const wanted = await model.digest();
    await model.close();
    const heights = new Set<bigint>();
    for (const copy of photographs) {
      const survivor = await ReadModel.open(openSqlite(copy), ledger.channel);
      heights.add(await survivor.height());
      await survivor.apply(ledger.chain.map(changesIn));
      expect(await survivor.digest()).toEqual(wanted);
      await survivor.close();
    }
    expect(heights.size).toBeGreaterThan(Math.min(ledger.chain.length / 4, KILLS / 8));
  });

  async function photographsOf(
    of: GeneratedLedger,
    take: (name: string) => string,
  ): Promise<readonly string[]> {
    const statements = await run(of, () => {});
    const every = Math.max(1, Math.floor(statements / KILLS));
    const taken: string[] = [];
    await run(of, (statement) => {
      if (statement % every === 0 && taken.length < KILLS) taken.push(take(`${taken.length}.db`));
    });
    return taken;
  }

  /** Projects a block at a time and calls back before each statement. @returns how many there were */
  async function run(of: GeneratedLedger, before: (statement: number) => void): Promise<number> {
    let statements = 0;
    const engine = withHook(source.create(), () => {
      statements += 1;
      before(statements);
    });
    const model = await ReadModel.open(engine, of.channel);
    for (const block of of.chain) await model.apply([changesIn(block)]);
    await model.close();
    return statements;
  }
});
