import { fileURLToPath } from 'node:url';

/** Path of the program by which operators run a Fabric network. */
export const networkProgram = fileURLToPath(new URL('./fabric/main.js', import.meta.url));
