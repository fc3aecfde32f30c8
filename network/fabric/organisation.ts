/** One organisation of the network. `key` names its folder; `endorses` says whether its peers run the contract. */
export interface Organisation {
  readonly key: string;
  readonly mspId: string;
  readonly name: string;
  readonly kind: 'orderer' | 'bureau' | 'platform' | 'auditor';
}

export const ORDERER: Organisation = {
  key: 'orderer',
  mspId: 'OrdererMSP',
  name: 'Ordering service',
  kind: 'orderer',
};
export const BUREAU: Organisation = {
  key: 'bureau',
  mspId: 'TaxBureauMSP',
  name: 'Tax bureau',
  kind: 'bureau',
};
export const PLATFORM: Organisation = {
  key: 'platform',
  mspId: 'PlatformMSP',
  name: 'Platform',
  kind: 'platform',
};
export const PLATFORM_2: Organisation = {
  key: 'platform2',
  mspId: 'Platform2MSP',
  name: 'Platform 2',
  kind: 'platform',
};
export const AUDITOR: Organisation = {
  key: 'auditor',
  mspId: 'AuditorMSP',
  name: 'Auditor',
  kind: 'auditor',
};

/** Organisations by the name of their folder; any other name is a platform's. */
const WELL_KNOWN = [BUREAU, PLATFORM, PLATFORM_2, AUDITOR];

/** An organisation by the name of its folder. */
export function organisationNamed(key: string): Organisation {
  const known = WELL_KNOWN.find((each) => each.key === key);
  const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  return known ?? { key, mspId: `${name}MSP`, name, kind: 'platform' };
}
