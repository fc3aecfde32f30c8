/** Tables and JSON Lines as drafts, for Node.js and browsers: reading, completing and checking them, and the ids of their requests. */

export { type CheckContext, checkDraft, checkDrafts, faultsOf, shanghaiToday } from './check-drafts.js';
export { CHINESE_HEADERS, COLUMN_NAMES, type ColumnName, columnOf } from './columns.js';
export { completeDraft } from './complete-draft.js';
export { parseCsv } from './csv.js';
export { decodeTable, type TableEncoding, type TableText } from './decode-table.js';
export { contentDigest, isPageEnd, requestIdOf } from './own-ids.js';
export { personNameFaults, personNameIn, sealed } from './person-name.js';
export { type DraftFile, draftPath, readDrafts } from './read-drafts.js';
export { type DraftFormat, formatOf, type ReadFile, readDraftRows, refOf } from './read-rows.js';
export type { Row, RowFile } from './row.js';
export type { TableRecord } from './table.js';
export { readTableDrafts } from './table-drafts.js';
export { csvTemplate, xlsxTemplate } from './template.js';
export { readXlsx, SHEET_COLUMNS_MAX, SHEET_ROWS_MAX, WORKBOOK_BYTES_MAX } from './xlsx.js';
