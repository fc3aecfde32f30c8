import { useEffect, useState } from 'react';
import type { OpenRequest } from '../../shared/signing/open-request.ts';
import { useDesk } from '../desk.ts';

/** Returns the requests whose outcome is not known, as they are after each act that ends. */
export function useOpenRequests(): readonly OpenRequest[] {
  const { store, session } = useDesk();
  const [open, setOpen] = useState<readonly OpenRequest[]>([]);
  useEffect(() => {
    const refresh = (): void => void session.openRequests().then(setOpen);
    refresh();
    return store.watchRequests(refresh);
  }, [store, session]);
  return open;
}
