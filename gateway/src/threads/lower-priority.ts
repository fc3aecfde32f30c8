import { platform, setPriority } from 'node:os';

const NICE = 10;

/**
 * Lowers the priority of a pool's thread, so that other threads of the process run first on a busy machine. Only Linux
 * has priorities of threads; elsewhere this would be the priority of the whole process.
 */
export function lowerPriority(): void {
  if (platform() === 'linux') setPriority(NICE);
}
