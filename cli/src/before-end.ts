/** Ctrl-C, `kill`, and a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const cleanUps: (() => void)[] = [];

/**
 * Has `cleanUp` run when the process is told to end, which it then does as if nobody had listened: its
 * exit status tells the signal. What was asked for last runs first.
 *
 * @returns takes it back
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
