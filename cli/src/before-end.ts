/** Signals of Ctrl-C, of `kill`, and of a terminal that closes. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const cleanUps: (() => void)[] = [];

/**
 * Runs `cleanUp` when a signal ends the process. The process then ends by that signal, so its exit status names it.
 * The function registered last runs first.
 *
 * @returns a function that removes `cleanUp` again
 */
export function beforeEnd(cleanUp: () => void): () => void {
  if (cleanUps.length === 0) for (const signal of SIGNALS) process.on(signal, end);
  cleanUps.push(cleanUp);
  return () => {
    const index = cleanUps.indexOf(cleanUp);
    if (index >= 0) cleanUps.splice(index, 1);
    if (cleanUps.length === 0) stopListening();
  };
}

function end(signal: NodeJS.Signals): void {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of SIGNALS) process.off(signal, end);
}
