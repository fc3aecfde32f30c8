import type { PortalFault } from '../../portal-error.ts';
import type { OperationWords } from '../signing-words.ts';

const operations = {
  transfer: {
    title: 'Transfer invoices',
    effect: 'Irreversible: the new holder alone can pass the invoice on or claim it.',
  },
  lock: {
    title: 'Lock invoices for a company’s claim',
    effect: 'The company alone can book the invoice or give it back, until the lock ends.',
  },
} as const satisfies Record<string, OperationWords>;

const faults = {
  'identity-unreadable':
    'The file is not an identity file with a P-256 key. Choose the file that fapiao identity made.',
  'identity-uncertified':
    'The identity has no certificate yet. Install the certificate that the tax bureau gave.',
  'identity-other-key':
    'The certificate is for another key than this one. Install the certificate of this request.',
  'identity-expired': 'The certificate has expired. Ask the tax bureau for a new one.',
  'certificate-unreadable': 'The text is not the certificate of a taxpayer or an officer.',
  'ledger-other':
    'This identity is for another ledger than the gateway serves. Nothing was signed: remove the identity first to use it for that ledger.',
  'ledger-unreadable': 'The gateway does not say which ledger it serves, or the trust file cannot be read.',
  'not-confirmed': 'Nothing was signed.',
  'request-pending':
    'A key waits for its certificate under this code. Install that certificate, or remove the request first.',
  'still-open':
    'The same was signed before, and its outcome is not known. Send that request again: it takes effect once.',
  'terms-altered':
    'The document shown by the gateway is not the one whose digest would be signed. Nothing was signed: do not trust this gateway, or load the page again.',
  'too-many-files': 'An archive has at most 65,535 files. Narrow the list by its first and last day.',
  'way-in-used':
    'This way in was used before, or the gateway has started anew. Take the newest address that it prints.',
  'storage-unavailable':
    'This browser keeps no data for this page. Leave the private window, or allow storage.',
} as const satisfies Record<PortalFault, string>;

/** The English texts of what a holder signs in the wallet, which is all that a phone loads of them. */
export const holderEn = {
  operations,
  faults,
  fields: { company: 'company', invoices: 'invoices', number: 'number', to: 'new holder' },
  values: {},
  reasons: {},
  sign: {
    as: 'As',
    ledger: 'Ledger',
    confirm: 'Sign and send',
    cancel: 'Do not sign',
    invoices: (count: string, gross: string) => `${count} invoices, ${gross} yuan`,
    count: (count: string) => `${count} invoices`,
    buyers: (count: string) => `${count} buyers`,
    shownWhole: 'Signed is exactly what stands here.',
    unnamed: 'no name',
    termsShown: 'The document whose digest is signed',
  },
} as const;
