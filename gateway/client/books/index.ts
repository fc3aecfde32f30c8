/** Files for the books of a company, for Node.js and browsers. */

export { ARCHIVE_FILES_MAX, TooManyFiles } from '../drafts/zip-writer.js';
export { bookingArchive } from './archive.js';
export { type BookedInvoice, einvXml } from './einv.js';
