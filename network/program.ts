import { fileURLToPath } from 'node:url';

/** Path of the network's program, for operators. */
export const networkProgram = fileURLToPath(new URL('./fabric/main.js', import.meta.url));
