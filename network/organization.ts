import { AUDITOR_MSP, BUREAU_MSP, ORDERER_MSP, PLATFORM_2_MSP, PLATFORM_MSP } from '@fapiao-ledger/pki';

/** One organization of the network, on either home. */
export interface Organization {
  /** Names its folder on a Fabric network. */
  readonly key: string;
  readonly mspId: string;
  readonly name: string;
  readonly kind: 'orderer' | 'bureau' | 'platform' | 'auditor';
}

export const ORDERER = { key: 'orderer', mspId: ORDERER_MSP, name: 'Orderer', kind: 'orderer' } as const;
export const BUREAU = { key: 'bureau', mspId: BUREAU_MSP, name: 'Tax Bureau', kind: 'bureau' } as const;
export const PLATFORM = { key: 'platform', mspId: PLATFORM_MSP, name: 'Platform', kind: 'platform' } as const;
export const PLATFORM_2 = {
  key: 'platform2',
  mspId: PLATFORM_2_MSP,
  name: 'Platform 2',
  kind: 'platform',
} as const;
export const AUDITOR = { key: 'auditor', mspId: AUDITOR_MSP, name: 'Auditor', kind: 'auditor' } as const;

const WELL_KNOWN: readonly Organization[] = [BUREAU, PLATFORM, PLATFORM_2, AUDITOR];

/** Returns an organization by the name of its folder; any name that is not well known is a platform's. */
export function organizationNamed(key: string): Organization {
  const known = WELL_KNOWN.find((each) => each.key === key);
  const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  return known ?? { key, mspId: `${name}MSP`, name, kind: 'platform' };
}

/** Returns whether the peers of an organization run the contract and sign what it decides. */
export function endorses({ kind }: Organization): boolean {
  return kind === 'bureau' || kind === 'platform';
}
