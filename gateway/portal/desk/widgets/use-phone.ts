import { useSyncExternalStore } from 'react';

/** Up to this width a list is cards; the stylesheet names it too. */
const PHONE = matchMedia('(max-width: 600px)');

function subscribe(changed: () => void): () => void {
  PHONE.addEventListener('change', changed);
  return () => PHONE.removeEventListener('change', changed);
}

/** Returns whether the screen is as narrow as a phone, and renders anew when that changes. */
export function usePhone(): boolean {
  return useSyncExternalStore(subscribe, () => PHONE.matches);
}
