import { useSyncExternalStore } from 'react';

/** A place in the desks: the fragment of the address, such as `#/invoices?from=2026-03-01`. No server sees it. */
export interface Route {
  /** Path after the `#`, without a slash at its end; "/" at the start. */
  readonly path: string;
  /** Parts of the path. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

/** Returns the place that a fragment names. */
function routeIn(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '');
  return { path: `/${parts.join('/')}`, parts, query: new URLSearchParams(query) };
}

/** Returns the fragment of a place. Fields without a value are left out. */
export function hashOf(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  const text = new URLSearchParams(given).toString();
  return `#${path}${text === '' ? '' : `?${text}`}`;
}

/** Goes to a place. With `replace` the place before is not kept in the history, as when a filter changes. */
export function go(hash: string, { replace = false } = {}): void {
  if (replace) {
    history.replaceState(null, '', hash);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else location.hash = hash;
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

/** Returns the present place, and renders anew when it changes. */
export function useRoute(): Route {
  return routeIn(useSyncExternalStore(subscribe, () => location.hash));
}
