/**
 * Does work while no other tab of this browser does work under the same name. The work must not ask for the same name again: it would wait for
 * itself. A program without locks between tabs, such as a test in Node, does the work at once.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  const hasLocks = 'navigator' in globalThis && 'locks' in navigator;
  return hasLocks ? await navigator.locks.request(name, work) : await work();
}
