import type { InvoiceSummary, InvoicesPage } from '@fapiao-ledger/client';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { everyRecord, type Work } from '../../shared/paging.ts';
import { useDesk } from '../desk.ts';
import { withCursor } from '../lists/use-list.ts';
import type { Column } from '../widgets/data-table.tsx';
import { Down } from '../widgets/icons.tsx';
import { saveFile } from '../widgets/save-file.ts';
import { useWork } from '../widgets/work.tsx';
import { invoicesOf } from './filter.ts';

interface ExportListProps {
  /** Path of the filtered list. */
  readonly path: string;
  readonly columns: readonly Column<InvoiceSummary>[];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Saves the filtered list with the columns that are shown, or the receipts of its invoices. */
export function ExportList({ path, columns }: ExportListProps) {
  const { words, session } = useDesk();
  const { run, progress } = useWork(words);

  const all = async (work: Work): Promise<InvoiceSummary[]> => {
    const read = async (cursor: string | undefined) =>
      invoicesOf(await session.read<InvoicesPage>(withCursor(path, cursor)));
    const records: InvoiceSummary[] = [];
    for await (const record of everyRecord(read, work)) records.push(record);
    return records;
  };
  const act = async (kind: string): Promise<void> =>
    void (await run(words.list.exporting, async (work) => {
      const records = await all(work);
      const { csvOf, xlsxOf } = await import('../lists/spreadsheet.ts');
      if (kind === 'csv') saveFile('invoices.csv', 'text/csv', [csvOf({ columns, records })]);
      else if (kind === 'xlsx') saveFile('invoices.xlsx', XLSX, [xlsxOf({ columns, records })]);
      else saveFile('receipts.zip', 'application/zip', [await receiptsOf(records, work)]);
    }));

  /** Reads the receipts one after the other: the gateway draws each, and others wait for it too. */
  const receiptsOf = async (
    records: readonly InvoiceSummary[],
    { signal, report }: Work,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    const { zipSync } = await import('fflate');
    const files: Record<string, Uint8Array> = {};
    for (const [index, { number }] of records.entries()) {
      signal.throwIfAborted();
      files[`${number}.pdf`] = await session.readFile(`/invoices/${number}/receipt.pdf`);
      report({ done: index + 1, total: records.length });
    }
    return zipSync(files, { level: 0 });
  };

  return (
    <>
      <MenuTrigger>
        <Button className="button">
          {words.list.export} <Down />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="list" onAction={(key) => void act(String(key))}>
            <MenuItem id="csv" className="option">
              CSV
            </MenuItem>
            <MenuItem id="xlsx" className="option">
              Excel (xlsx)
            </MenuItem>
            <MenuItem id="receipts" className="option">
              {words.list.receipts}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {progress}
    </>
  );
}
