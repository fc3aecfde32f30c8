/** `npm run ledger -- audit [FOLDER]`: an embedded ledger from a terminal. */
import { LedgerError } from '../ledger-error.js';
import { auditLedger } from './audit.js';

const USAGE = `npm run ledger -- audit [FOLDER]

  audit   read every block of a ledger that is closed, verify every hash, signature and verdict, and
          compare the state with one built anew; changes nothing (FOLDER: ./data/ledger)
`;

async function main([command, folder = 'data/ledger', ...others]: readonly string[]): Promise<void> {
  if (command !== 'audit' || others.length > 0) {
    console.log(USAGE);
    process.exitCode = 2;
    return;
  }
  const { blocks, transactions } = await auditLedger(folder);
  console.log(
    `${blocks} blocks with ${transactions} transactions are as they were written, and so is the state.`,
  );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LedgerError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 4;
}
