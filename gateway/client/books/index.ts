/** Files for the books of a company, for Node.js and browsers. */

export { bookingArchive } from './archive.js';
export { type BookedInvoice, einvXml } from './einv.js';
