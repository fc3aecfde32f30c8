import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { ARCHIVE_FILES_MAX, TooManyFiles, zipOf } from '../../gateway/client/drafts/zip-writer.ts';

const filesOf = (count: number): Parameters<typeof zipOf>[0] =>
  Array.from({ length: count }, (_, index) => ({ name: `${index}`, bytes: new Uint8Array() }));

test('an archive has as many files as it can count, and refuses one more', () => {
  expect(Object.keys(unzipSync(zipOf(filesOf(ARCHIVE_FILES_MAX))))).toHaveLength(ARCHIVE_FILES_MAX);
  expect(() => zipOf(filesOf(ARCHIVE_FILES_MAX + 1))).toThrow(TooManyFiles);
});
