import { ERROR_CODES, type ErrorCode } from '@fapiao-ledger/core';
import { describe, expect, test } from 'vitest';
import { errorSites } from '../support/error-sites.ts';
import { readDocument, section, tableIn } from '../support/markdown.ts';

/** Codes that name a field, a credential or a fault of a machine: each site says another thing of that kind. The numbers may only fall. */
const GENERIC: { readonly [Code in ErrorCode]?: { readonly sites: number; readonly because: string } } = {
  JSON_INVALID: {
    sites: 4,
    because: 'bytes, text, canonical form and source of a receipt are read at four borders',
  },
  FIELD_UNKNOWN: {
    sites: 8,
    because: 'JSON, CSV, columns, lanes and options each name what they do not know',
  },
  FIELD_REQUIRED: {
    sites: 11,
    because: 'JSON, CSV, statements, lanes, facts and options each name what is missing',
  },
  FIELD_TYPE: { sites: 5, because: 'each JSON type says what was expected' },
  FIELD_VALUE: { sites: 85, because: 'each field says which values it takes' },
  TEXT_INVALID: { sites: 5, because: 'each kind of text says what is wrong with it' },
  MONEY_FORMAT: { sites: 8, because: 'each amount says where it stands and whether it may be negative' },
  RATE_FORMAT: { sites: 2, because: 'rate of a line, of a row of the rate table, of a filter' },
  DATE_FORMAT: { sites: 8, because: 'dates, months, years and moments of several documents' },
  NUMBER_FORMAT: { sites: 8, because: 'invoice numbers, prefixes and printed numbers of several documents' },
  CREDIT_CODE_INVALID: {
    sites: 12,
    because: 'codes of sellers, buyers, participants, officers, providers and actors',
  },
  BODY_TOO_LARGE: {
    sites: 5,
    because: 'a body, a line, empty lines, the drafts of a body and a chunk have bounds of their own',
  },
  BODY_TIMEOUT: {
    sites: 4,
    because: 'a head, a body and a line have times of their own, and a caller may break off',
  },
  MEDIA_TYPE: { sites: 3, because: 'type, encoding and charset are three headers' },
  REQUEST_MALFORMED: { sites: 3, because: 'the parser, a doubled header and the conditions on a page' },
  ROLE_REQUIRED: { sites: 10, because: 'each act says which role it takes' },
  CREDENTIAL_INVALID: {
    sites: 28,
    because: 'identities, keys, certificates, tokens and proposals each say what is wrong with them',
  },
  IDENTITY_INVALID: {
    sites: 4,
    because: 'the message, its PEM, its certificate and its attributes are read one after the other',
  },
  QUOTA_EXCEEDED: { sites: 3, because: 'requests, turns and streams have quotas of their own' },
  LEDGER_ENDORSEMENT: { sites: 5, because: 'two homes of the ledger, each at several stages' },
  LEDGER_REFUSED: { sites: 7, because: 'two homes of the ledger, each at several stages' },
  LEDGER_UNAVAILABLE: {
    sites: 15,
    because: 'two homes of the ledger, the client and its stream of events, each at several stages',
  },
  LEDGER_BUSY: { sites: 4, because: 'lanes, peer, orderer and the count of credit have bounds of their own' },
  LEDGER_OUTCOME_UNKNOWN: {
    sites: 5,
    because:
      'an answer is lost on the way of two homes and of the client, or does not fit what the portal has signed',
  },
  GATEWAY_BUSY: { sites: 2, because: 'a check that was ended, and one that found no thread' },
  RECEIPT_STRUCTURE: { sites: 7, because: 'six checks of a receipt, and a receipt that was not checked' },
  RECEIPT_SIGNATURE: { sites: 3, because: 'three checks of a receipt' },
  RECEIPT_CERTIFICATE: { sites: 3, because: 'two checks of a receipt, and the path of a certificate' },
  RECEIPT_ATTESTATION: { sites: 10, because: 'six checks of a receipt, and the proofs that they rest on' },
};

/** Never reused, so that it stays in the table; no program gives it any more. */
const RETIRED: ReadonlySet<string> = new Set<ErrorCode>(['REQUEST_NOT_FOUND']);

const sites = errorSites();
const codes = Object.keys(ERROR_CODES) as ErrorCode[];
const meanings = tableIn(section(readDocument('errors.md'), '## Codes with several meanings'));

describe('docs/errors.md and the sources agree on where an error is made', () => {
  test.each(codes)('%s has one site for each meaning', (code) => {
    const generic = GENERIC[code];
    if (generic === undefined) expect(partsOf(code)).toEqual(documentedPartsOf(code));
    else expect({ code, sites: sites.get(code)?.length }).toEqual({ code, sites: generic.sites });
  });

  test('the table of meanings names no code that has one meaning', () => {
    const counts = Map.groupBy(meanings, ([code = '']) => code);
    expect([...counts].filter(([, rows]) => rows.length < 2).map(([code]) => code)).toEqual([]);
  });
});

/** The parts of the project that make an error of this code, one for each site. */
function partsOf(code: ErrorCode): readonly string[] {
  return (sites.get(code) ?? []).map(partOf).toSorted();
}

/** A code that the table does not name has one meaning, wherever it is made. */
function documentedPartsOf(code: ErrorCode): readonly string[] {
  const rows = meanings.filter(([named]) => named === code);
  if (rows.length > 0) return rows.map(([, , part = '']) => part).toSorted();
  return RETIRED.has(code) ? [] : [partsOf(code)[0] ?? 'no part makes it'];
}

/** The folder of the part that holds a site: `chaincode/core`, `gateway`. */
function partOf(site: string): string {
  const [top = '', folder = ''] = site.split('/');
  return folder === 'src' || top === 'network' ? top : `${top}/${folder}`;
}
