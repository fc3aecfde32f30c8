import type { ReactNode } from 'react';
import type { PortalOperation } from '../../shared/signing/act.ts';
import { useDesk } from '../desk.ts';
import { useRights } from './rights.ts';

interface AllowedProps {
  readonly operation: PortalOperation;
  readonly children: ReactNode;
}

/** Shows a form of the bureau, or says that the officer’s key may not sign its operation: before it is filled, not after. */
export function Allowed({ operation, children }: AllowedProps) {
  const { words } = useDesk();
  const { may, isKnown } = useRights();
  if (!isKnown) return null;
  if (may(operation)) return children;
  return <p className="quiet">{words.bureau.rights.not(words.shared.operations[operation].title)}</p>;
}
