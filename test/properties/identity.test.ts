import { execFileSync } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import {
  attributesIn,
  certificatePem,
  decodeBase64,
  encodeBase64,
  isP256PublicKey,
  OID,
  parseCertificatePem,
  parseSerializedIdentity,
} from '@fapiao-ledger/core';
import { createAuthority, validFor } from '@fapiao-ledger/network/ca';
import { msp } from '@hyperledger/fabric-protos';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

const INVALID = expect.objectContaining({ code: 'IDENTITY_INVALID' });
const bytes = fc.uint8Array({ maxLength: 300 });

let certificate: string;
let identity: Uint8Array;

beforeAll(async () => {
  const validity = validFor(30, new Date('2026-06-15T04:00:00Z'));
  const authority = await createAuthority({ mspId: 'PlatformMSP', organization: 'Platform', validity });
  const attributes = { role: 'operator', 'hf.Affiliation': '深圳' };
  ({ certificate } = await authority.enrollWithNewKey({
    commonName: 'x',
    ou: 'client',
    validity,
    attributes,
  }));
  identity = serialized('PlatformMSP', certificate);
});

function serialized(mspId: string, pem: string): Uint8Array {
  const message = new msp.SerializedIdentity();
  message.setMspid(mspId);
  message.setIdBytes(Buffer.from(pem));
  return message.serializeBinary();
}

test('base64 is what Node.js writes, and the only text that is read for its bytes', () => {
  fc.assert(
    fc.property(bytes, (value) => {
      const text = Buffer.from(value).toString('base64');
      expect(encodeBase64(value)).toBe(text);
      expect(decodeBase64(text)).toEqual(value);
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.base64String(), fc.string({ unit: fc.constantFrom(...'AB/+=\n ') })), (text) => {
      const isOne = Buffer.from(text, 'base64').toString('base64') === text;
      expect(decodeBase64(text) !== undefined).toBe(isOne);
    }),
  );
});

test('PEM of any bytes is read back, and what Node.js and OpenSSL write of a certificate is that form', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 3000 }), (der) => {
      expect(parseCertificatePem(Buffer.from(certificatePem(der)))).toEqual(der);
    }),
  );
  const { raw } = new X509Certificate(certificate);
  expect(new X509Certificate(certificate).toString()).toBe(certificate);
  expect(execFileSync('openssl', ['x509'], { input: certificate }).toString()).toBe(certificate);
  expect(Buffer.from(parseCertificatePem(Buffer.from(certificate)))).toEqual(raw);
});

test('an identity is read with its organization, key and attributes', () => {
  const { mspId, certificate: read, attributes } = parseSerializedIdentity(identity);
  const key = createPublicKey(certificate).export({ format: 'der', type: 'spki' });
  expect(mspId).toBe('PlatformMSP');
  expect(Buffer.from(read.publicKey)).toEqual(key);
  expect(attributes).toEqual({ role: 'operator', 'hf.Affiliation': '深圳' });
});

test('an identity has one encoding: no inserted, dropped or repeated piece of it is read as another certificate', () => {
  const own = parseSerializedIdentity(identity);
  const piece = fc
    .tuple(fc.nat(identity.length), fc.nat(identity.length))
    .map(([a, b]) => identity.subarray(Math.min(a, b), Math.max(a, b)));
  fc.assert(
    fc.property(fc.nat(identity.length), fc.nat(40), fc.oneof(bytes, piece), (at, dropped, inserted) => {
      const changed = Buffer.concat([identity.subarray(0, at), inserted, identity.subarray(at + dropped)]);
      fc.pre(!changed.equals(identity));
      try {
        const read = parseSerializedIdentity(changed);
        // One that is read is written in the one form of what it says.
        expect(changed.equals(serialized(read.mspId, certificatePem(read.certificate.bytes)))).toBe(true);
        expect(read).not.toEqual(own);
      } catch (error) {
        expect(error).toEqual(INVALID);
      }
    }),
    { numRuns: 2000 },
  );
});

describe('bytes that are no msp.SerializedIdentity in its one encoding:', () => {
  const field = (tag: number, content: Uint8Array): Buffer => {
    const { length } = content;
    const size = length < 128 ? [length] : [(length & 127) | 128, length >> 7];
    return Buffer.concat([Buffer.of(tag, ...size), content]);
  };
  const name = () => field(0x0a, Buffer.from('PlatformMSP'));
  const pem = () => field(0x12, Buffer.from(certificate));
  const cases: readonly (readonly [string, () => Buffer])[] = [
    ['fields in the other order', () => Buffer.concat([pem(), name()])],
    ['two organizations', () => Buffer.concat([field(0x0a, Buffer.from('TaxBureauMSP')), name(), pem()])],
    ['two certificates', () => Buffer.concat([name(), pem(), pem()])],
    ['an unknown field', () => Buffer.concat([name(), pem(), Buffer.of(0x18, 1)])],
    [
      'a length in more bytes than it takes',
      () => Buffer.concat([Buffer.of(0x0a, 0x8b, 0), Buffer.from('PlatformMSP'), pem()]),
    ],
    ['no organization', () => pem()],
    ['no certificate', () => name()],
    ['an organization in no ASCII', () => Buffer.concat([field(0x0a, Buffer.from('Plätze')), pem()])],
    ['an organization without a name', () => Buffer.concat([field(0x0a, Buffer.of()), pem()])],
    ['a certificate that ends too early', () => Buffer.concat([name(), pem()]).subarray(0, -1)],
  ];
  test.each(cases)('%s', (_, make) => {
    expect(Buffer.concat([name(), pem()]).equals(identity)).toBe(true);
    expect(() => parseSerializedIdentity(make())).toThrow(INVALID);
  });
});

describe('attributes', () => {
  const read = (text: string | Uint8Array) =>
    attributesIn({
      extensions: new Map([[OID.attributes, { critical: false, value: Buffer.from(text as string) }]]),
    });

  test('are text by name, as Fabric CA writes them', () => {
    const attrs = { 'hf.Affiliation': '', 'hf.EnrollmentID': 'a', 'hf.Type': 'client', role: 'operator' };
    expect(read(JSON.stringify({ attrs }))).toEqual(attrs);
    expect(attributesIn({ extensions: new Map() })).toEqual({});
  });

  test.each([
    '',
    'null',
    '[]',
    '{}',
    '{"attrs":null}',
    '{"attrs":[]}',
    '{"attrs":"role"}',
    '{"attrs":{"role":["auditor"]}}',
    '{"attrs":{"role":{"0":"auditor"}}}',
    '{"attrs":{"role":1}}',
    '{"attrs":{"role":null}}',
    '{"attrs":{"role":"operator","role":"officer"}}',
    '{"attrs":{"role":"operator","\\u0072ole":"officer"}}',
    '{"attrs":{"role":"operator"},"attrs":{"role":"officer"}}',
    '{"attrs":{"role":"operator"},"more":1}',
    '{"attrs":{"__proto__":{"role":"officer"}}}',
    '{"attrs":{"role":"operator"}} {}',
    '\u{FEFF}{"attrs":{"role":"operator"}}',
    '\u0004\u0002{"attrs":{}}',
  ])('are refused: %s', (text) => {
    expect(() => read(text)).toThrow(INVALID);
  });

  test('are refused when they are not UTF-8', () => {
    expect(() => read(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toThrow(INVALID);
  });
});

test('a key with a hybrid or a compressed point is not the key with the same point uncompressed', () => {
  const spki = createPublicKey(certificate).export({ format: 'der', type: 'spki' });
  expect(isP256PublicKey(spki)).toBe(true);
  for (const form of [0x02, 0x03, 0x06, 0x07]) {
    const changed = Buffer.from(spki);
    changed[26] = form;
    expect(isP256PublicKey(changed)).toBe(false);
  }
});

describe('a point', () => {
  const HEAD = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';
  const keyWith = (x: string, y: string): Buffer => Buffer.from(HEAD + x + y, 'hex');
  // The curve has a point with x = 0, so P + 0 names it a second time.
  const Y = '66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4';
  const P = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff';

  test.each([
    ['0, y', '0'.repeat(64), Y, true],
    ['P, y: the same point in other bytes', P, Y, false],
    ['0, 0', '0'.repeat(64), '0'.repeat(64), false],
    ['0, 1', '0'.repeat(64), '1'.padStart(64, '0'), false],
  ])('with %s is judged as OpenSSL does', (_, x, y, want) => {
    expect(isP256PublicKey(keyWith(x, y))).toBe(want);
    expect(isOpenSslKey(keyWith(x, y))).toBe(want);
  });

  test('is judged as OpenSSL does, on the curve or one bit beside it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 511 }), (bit) => {
        const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        const spki = publicKey.export({ format: 'der', type: 'spki' });
        expect(isP256PublicKey(spki)).toBe(true);
        const at = 27 + (bit >> 3);
        spki[at] = (spki[at] ?? 0) ^ (1 << (bit & 7));
        expect(isP256PublicKey(spki)).toBe(isOpenSslKey(spki));
      }),
    );
  });
});

function isOpenSslKey(spki: Buffer): boolean {
  try {
    createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return true;
  } catch (error) {
    expect(String(error)).toMatch(/error:[0-9A-F]+|asn1|Failed to read/i);
    return false;
  }
}
