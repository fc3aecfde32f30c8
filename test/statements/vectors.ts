import type { Operation } from '@fapiao-ledger/core';

/** Terms of a statement, as its headers carry them. */
interface Terms {
  readonly ledger: string;
  readonly contract: string;
  readonly keyEpoch: string;
  readonly notAfter: string;
}

/** A request and its statement, from the first byte to the signature. */
export interface StatementVector {
  readonly desc: string;
  readonly request: {
    readonly actor: string;
    readonly operation: Operation;
    readonly requestId: string;
    readonly replaces?: string;
    readonly body: object;
  };
  readonly terms: Terms;
  readonly requestText: string;
  /** SHA-256 of the text in UTF-8, hex. */
  readonly requestSha256: string;
  readonly statementText: string;
  readonly statementSha256: string;
  /** DER, base64. */
  readonly signature: string;
}

/** A signature that the ledger refuses, over the statement of the first vector. */
interface RefusedSignature {
  readonly desc: string;
  readonly signature: string;
  readonly verdict: 'high-s' | 'malformed' | 'invalid';
}

/** The file `test/vectors/statements.json`. */
export interface StatementVectors {
  readonly key: {
    /** SubjectPublicKeyInfo, DER in base64. */
    readonly publicKey: string;
    /** PKCS#8, PEM. It was made for these vectors alone. */
    readonly privateKey: string;
  };
  readonly statements: readonly StatementVector[];
  readonly refused: readonly RefusedSignature[];
}

type Case = Pick<StatementVector, 'desc' | 'request'>;

const seller = '91440300708461136T';
const number = '26442000000000000001';

/** The requests of the vectors. */
export const CASES: readonly Case[] = [
  {
    desc: 'a draft: keys in the order of their code units, at every depth',
    request: {
      actor: seller,
      operation: 'issue',
      requestId: 'order-2026-0001',
      body: {
        drafts: [
          {
            type: 'ORDINARY',
            seller,
            buyer: { type: 'ENTERPRISE', code: '914403001922038216', name: '示例采购有限公司' },
            lines: [
              {
                kind: 'NORMAL',
                taxClass: '3040201010000000000',
                item: '*信息技术服务*系统维护',
                quantity: '1',
                unitPrice: '4197.17',
                net: '4197.17',
                rate: '0.06',
                tax: '251.83',
              },
            ],
            totals: { net: '4197.17', tax: '251.83', gross: '4449.00' },
          },
        ],
      },
    },
  },
  {
    desc: 'text that JSON escapes, and text that it does not: quotes, backslash, slash, an ideograph of two code units',
    request: {
      actor: 'O0002',
      operation: 'freeze',
      requestId: 'freeze:2026.0001',
      body: { number, reason: 'audit "A\\B" / 𠮷野家 <&> é' },
    },
  },
  {
    desc: 'a transfer',
    request: {
      actor: seller,
      operation: 'transfer',
      requestId: 'transfer-0001',
      body: { to: 'P2026000000000001X', invoices: [{ number }] },
    },
  },
  {
    desc: 'a redemption that replaces an earlier request: `replaces` stands between `operation` and `requestId`',
    request: {
      actor: '914403001922038216',
      operation: 'redeem',
      requestId: 'redeem-0002',
      replaces: 'redeem-0001',
      body: { invoices: [{ number, amount: '100.00' }] },
    },
  },
  {
    desc: 'a count is a JSON number, and nothing else is',
    request: {
      actor: '914403001922038216',
      operation: 'confirm-red-letter',
      requestId: 'red-letter-0001',
      body: { number, sequence: 1, terms: '5f'.repeat(32) },
    },
  },
  {
    desc: 'a cancellation has an empty body',
    request: {
      actor: seller,
      operation: 'cancel',
      requestId: 'cancel-0001',
      replaces: 'order-2026-0001',
      body: {},
    },
  },
  {
    desc: 'a payment provider confirms a payment with its drafts',
    request: {
      actor: 'V-PAY',
      operation: 'issue-paid',
      requestId: 'payment-0001',
      body: {
        drafts: [],
        payment: { id: '2026/0001', payee: seller, amount: '4449.00', paidAt: '2026-03-01T08:00:00Z' },
      },
    },
  },
];

export const TERMS: Terms = {
  ledger: '1e'.repeat(32),
  contract: 'fapiao',
  keyEpoch: '0123456789abcdef',
  notAfter: '2026-03-01T10:00:00Z',
};
