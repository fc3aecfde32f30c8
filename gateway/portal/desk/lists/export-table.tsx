import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { everyRecord, type Work } from '../../shared/paging.ts';
import { useDesk } from '../desk.ts';
import type { Column } from '../widgets/data-table.tsx';
import { Down } from '../widgets/icons.tsx';
import { saveFile } from '../widgets/save-file.ts';
import { useWork } from '../widgets/work.tsx';
import { type ReadPage, withCursor } from './use-list.ts';

/** A further file that is made of the records of a list. */
export interface ExportFile<T> {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly make: (records: readonly T[], work: Work) => Promise<Uint8Array<ArrayBuffer>>;
}

interface ExportTableProps<T, Answer> {
  /** Name of the files, without an ending. */
  readonly name: string;
  /** Path of the filtered list. */
  readonly path: string;
  readonly read: ReadPage<T, Answer>;
  readonly columns: readonly Column<T>[];
  readonly further?: readonly ExportFile<T>[];
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Saves the whole filtered list with the columns that are shown. It reads page after page, and can be canceled. */
export function ExportTable<T, Answer>(props: ExportTableProps<T, Answer>) {
  const { name, path, read, columns, further = [] } = props;
  const { words, session } = useDesk();
  const { run, progress } = useWork(words);

  const all = async (work: Work): Promise<T[]> => {
    const pageAt = async (cursor: string | undefined) =>
      read(await session.read<Answer>(withCursor(path, cursor)));
    const records: T[] = [];
    for await (const record of everyRecord(pageAt, work)) records.push(record);
    return records;
  };
  const save = async (kind: string): Promise<void> =>
    void (await run(words.list.exporting, async (work) => {
      const records = await all(work);
      const file = further.find((each) => each.name === kind);
      if (file !== undefined) saveFile(file.name, file.type, [await file.make(records, work)]);
      else {
        const { csvOf, xlsxOf } = await import('./spreadsheet.ts');
        if (kind === 'csv') saveFile(`${name}.csv`, 'text/csv', [csvOf({ columns, records })]);
        else saveFile(`${name}.xlsx`, XLSX, [xlsxOf({ columns, records })]);
      }
    }));

  return (
    <>
      <MenuTrigger>
        <Button className="button">
          {words.list.export} <Down />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="list" onAction={(key) => void save(String(key))}>
            <MenuItem id="csv" className="option">
              CSV
            </MenuItem>
            <MenuItem id="xlsx" className="option">
              Excel (xlsx)
            </MenuItem>
            {further.map((file) => (
              <MenuItem key={file.name} id={file.name} className="option">
                {file.label}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {progress}
    </>
  );
}
