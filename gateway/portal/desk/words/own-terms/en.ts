/** The English texts of mandates and elections. */
export const ownTermsEn = {
  mandates: {
    lead: 'A payment provider with a mandate issues the invoices of what was paid to you, in your name. A new mandate replaces the former one for the same provider.',
    granted: 'Mandates',
    provider: 'code of the provider, such as V-PAY',
    until: 'last day (Beijing)',
    types: { ORDINARY: 'ordinary invoices', SPECIAL: 'special invoices', both: 'both' },
    refundLane: 'lane of red-letter invoices for refunds (empty: none)',
    revoke: (provider: string) => `Revoke ${provider}`,
    ended: 'ended',
  },
  levy: {
    title: 'Simplified method (levy)',
    lead: 'A general taxpayer may elect a levy row, such as that of 3 %, for at least 36 months.',
    onlyGeneral: 'Only a general taxpayer elects a levy row.',
    none: 'No levy row is elected.',
    noRows: 'The rules in force have no row that can be elected.',
    elected: (row: string, since: string) => `Row ${row} is elected since ${since}.`,
    endsFrom: (month: string) => `The election may end in ${month} or later.`,
    row: 'levy row',
    from: 'first month',
  },
  strictRefs: {
    title: 'Own ids',
    on: 'Strict refs are on: the ledger issues one invoice for each own id at most, also when two imports run at once. Each invoice costs one more key on the ledger.',
    off: 'Strict refs are off: imports guard against doubles by asking the gateway, and the ledger does not compare own ids.',
    turnOn: 'Switch strict refs on',
    turnOff: 'Switch strict refs off',
  },
} as const;
