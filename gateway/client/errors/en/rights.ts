import type { CuresOf } from '../error-text.js';

/** What to do where the caller lacks a right, or names what does not exist, in English. */
export const RIGHT_CURES: CuresOf<'forbidden' | 'missing'> = {
  ROLE_REQUIRED: 'submit with the right identity',
  NOT_THE_SELLER: "sign with the seller's own key, one seller per request",
  NOT_A_PARTY: 'ask as seller, buyer, holder or claiming company, or check the receipt instead',
  SIGNATURE_INVALID:
    "sign the statement's exact bytes with the registered key: P-256, SHA-256, DER, low S; compare both digests of the message with your own (docs/statements.md)",
  KEY_EPOCH: 'read the record of the signer again, and sign the same request for the key epoch that it names',
  KEY_ENDED: "register a key with a later end, by the taxpayer's own key",
  KEY_SCOPE:
    "sign with the taxpayer's own key, or register a key with the scope or lane; an officer asks one whose key is not limited",
  OTHER_LEDGER:
    'sign for the ledger and contract of the trust file; if the gateway names others, do not trust it',
  STATEMENT_EXPIRED: "read the request's outcome, then sign the same request again with a later end",
  STATEMENT_TOO_LONG: 'sign the same request again with an earlier end',
  PROVIDER_REVOKED: 'ask the bureau; it registers a provider again with a new key',
  MANDATE_ENDED: 'ask the seller for another mandate',
  MANDATE_EXCEEDED: 'ask the seller for a wider mandate, or to issue itself from the confirmed payment',
  OFFICER_REVOKED: 'another officer has to act',
  TAXPAYER_SUSPENDED: 'ask the bureau',
  NOT_THE_HOLDER: 'ask the holder to do it',
  NOT_THE_CLAIMANT: 'ask the company that holds the lock, or wait for its term',
  NOT_THE_STARTER: 'refuse the form instead, or ask its starter to withdraw it',
  RED_LETTER_BY_SELLER: 'ask the seller to reverse it',
  NOT_THE_BUYER: 'have that enterprise sign',
  CREDENTIAL_INVALID:
    'log in again; if your program signs its own tokens, read in the message what is wrong with this one',
  IDENTITY_INVALID:
    "write the certificate's file anew (`openssl x509 -in cert.pem -out cert.pem`), or have its authority certify the key again",
  NOT_SERVED_HERE:
    'ask the gateway of that organization: the bureau’s for its acts, the platform’s for its taxpayers',
  QUOTA_EXCEEDED: 'wait as long as `Retry-After` says, then send fewer requests, or fewer that are refused',
  CHECK_CODE_NEEDED: 'give all 20 digits of the check code, or wait an hour',
  TAXPAYER_NOT_FOUND: 'register the taxpayer with the bureau',
  INVOICE_NOT_FOUND: 'check the number; a page given with it must be the page that carries it',
  LANE_NOT_FOUND: 'allot the lane first',
  CREDIT_NOT_FOUND: "ask the bureau for the month's credit",
  RULE_SET_NOT_FOUND: 'the bureau must publish a rule set for this day',
  OFFICER_NOT_FOUND: 'check the code; an officer has to register this one first',
  PROVIDER_NOT_FOUND: 'check the code; the bureau registers providers',
  MANDATE_NOT_FOUND: 'ask the seller to grant one, or to issue itself from the confirmed payment',
  PAYMENT_NOT_FOUND: 'check provider and id; the provider confirms the payment first',
  RED_FORM_NOT_FOUND: 'read the status of the invoice: `reversal.forms` counts its forms from 1',
  RETURN_NOT_FOUND: 'file the return first',
  REQUEST_NOT_FOUND: 'no program gives this code any more; it stays listed because codes are never reused',
  KEY_NOT_FOUND:
    'list the keys; a revoked key, and one that an earlier own key registered, is no longer listed',
  CUSTODY_NOT_FOUND: 'enroll the taxpayer with the custodian, or sign yourself',
  ROUTE_NOT_FOUND: 'see the API description',
  METHOD_NOT_ALLOWED: 'see the API description',
};
