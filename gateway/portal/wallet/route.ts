import { useEffect, useState } from 'preact/hooks';

/**
 * Returns the path in the fragment of the address, "/held/26…". The code of a taxpayer opens the page "/party"; facts of an invoice, and
 * everything else, the check page "/".
 */
function pathNow(): string {
  const fragment = location.hash.slice(1);
  if (fragment.startsWith('party=')) return `/party?${fragment}`;
  return fragment.startsWith('/') ? fragment : '/';
}

/** Returns the path of the page that is open, and draws anew when the visitor opens another one. */
export function useRoute(): string {
  const [path, setPath] = useState(pathNow);
  useEffect(() => {
    const change = (): void => setPath(pathNow());
    addEventListener('hashchange', change);
    // The visitor may have gone on between the first drawing and now.
    change();
    return () => removeEventListener('hashchange', change);
  }, []);
  return path;
}

/** Opens the page of a path. */
export function go(path: string): void {
  location.hash = path;
}
