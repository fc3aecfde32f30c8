import { platform, setPriority } from 'node:os';

const NICE = 10;

/**
 * Lets every other thread of the process run first where processors are short: what a thread of a pool does takes
 * long anyway. On Linux a priority is one of the calling thread; elsewhere it would be one of the whole process.
 */
export function lowerPriority(): void {
  if (platform() === 'linux') setPriority(NICE);
}
