#!/usr/bin/env node
import { existsSync } from 'node:fs';

/** Is under version control, so that npm finds a command to link before the project is built. */
const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('error: fapiao is not built yet: npm run build\n');
  process.exitCode = 64;
}
