/** An organization of the network. `key` names its folder; `endorses` says whether its peers run the contract. */
export interface Organization {
  readonly key: string;
  readonly mspId: string;
  readonly name: string;
  readonly kind: 'orderer' | 'bureau' | 'platform' | 'auditor';
}

export const ORDERER: Organization = {
  key: 'orderer',
  mspId: 'OrdererMSP',
  name: 'Ordering service',
  kind: 'orderer',
};
export const BUREAU: Organization = {
  key: 'bureau',
  mspId: 'TaxBureauMSP',
  name: 'Tax bureau',
  kind: 'bureau',
};
export const PLATFORM: Organization = {
  key: 'platform',
  mspId: 'PlatformMSP',
  name: 'Platform',
  kind: 'platform',
};
export const PLATFORM_2: Organization = {
  key: 'platform2',
  mspId: 'Platform2MSP',
  name: 'Platform 2',
  kind: 'platform',
};
export const AUDITOR: Organization = {
  key: 'auditor',
  mspId: 'AuditorMSP',
  name: 'Auditor',
  kind: 'auditor',
};

/** Organizations by the name of their folder. Any other name is a platform's. */
const WELL_KNOWN = [BUREAU, PLATFORM, PLATFORM_2, AUDITOR];

/** Returns an organization by the name of its folder. */
export function organizationNamed(key: string): Organization {
  const known = WELL_KNOWN.find((each) => each.key === key);
  const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  return known ?? { key, mspId: `${name}MSP`, name, kind: 'platform' };
}
