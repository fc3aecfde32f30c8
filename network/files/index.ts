/** Files and folders that are there as a whole or not at all, also after a loss of power. */
export { AppendLog } from './append-log.js';
export { createFolder, syncFolder } from './folder.js';
export { isMissing, readIfPresent } from './read-if-present.js';
export { isReadableByOthers } from './readable-by-others.js';
export { draftOf, writeSynced, writeWhole } from './write-whole.js';
