import { BUREAU } from './bureau.js';
import { DOCTOR } from './doctor.js';
import { ERRORS } from './errors.js';
import { HELP } from './help.js';
import { IMPORTS } from './imports.js';
import { INVOICES } from './invoices.js';
import { OUTPUT } from './output.js';
import { TAXPAYER } from './taxpayer.js';

/** All Chinese texts, by their English ones. Terms are those of docs/glossary.md. */
export const ZH_CN = {
  ...BUREAU,
  ...DOCTOR,
  ...ERRORS,
  ...HELP,
  ...IMPORTS,
  ...INVOICES,
  ...OUTPUT,
  ...TAXPAYER,
} as const;
