import {
  type Certificate,
  DER_TAG,
  type DerNode,
  derChildren,
  derContextTag,
  expectDerTag,
  isLowS,
  parseCertificate,
  parseDer,
} from '@fapiao-ledger/core';
import { verifySignature } from '@fapiao-ledger/pki';
import { sha256 } from '../crypto.js';
import { encodeSignature, type SignatureFacts, signedAttributes } from '../signature/cms.js';
import { coveredBytes } from '../signature/hole.js';
import type { SignatureObject } from './container.js';
import { refuseUnless } from './report.js';

const CERTIFICATES_MAX = 5;

/**
 * Returns the facts of a signature container. It is read loosely and then written again: only if that gives the same
 * bytes is it the one container for these facts. One comparison thus checks versions, algorithms, the order of sets,
 * the hash of the signing certificate, and the absence of optional parts.
 */
export function readSignature(container: Uint8Array): SignatureFacts {
  const [, content] = derChildren(parseDer(container, DER_TAG.sequence));
  const [signedData] = derChildren(expectDerTag(content, derContextTag(0)));
  const [, , , certificates, signerInfos] = derChildren(expectDerTag(signedData, DER_TAG.sequence));
  const [signerInfo] = derChildren(expectDerTag(signerInfos, DER_TAG.set));
  const [, identifier, , attributes, , signature] = derChildren(expectDerTag(signerInfo, DER_TAG.sequence));
  const facts = {
    ...orderChain(readCertificates(certificates), expectDerTag(identifier, DER_TAG.sequence)),
    digest: digestOf(expectDerTag(attributes, derContextTag(0))),
    signature: expectDerTag(signature, DER_TAG.octetString).content,
  };
  refuseUnless(
    encodeSignature(facts).equals(container),
    'the signature container is not in its one canonical form',
  );
  return facts;
}

function readCertificates(node: DerNode | undefined): Certificate[] {
  const nodes = derChildren(expectDerTag(node, derContextTag(0)));
  refuseUnless(nodes.length <= CERTIFICATES_MAX, 'the signature carries too many certificates');
  return nodes.map(({ bytes }) => parseCertificate(bytes));
}

/** Returns the certificates in the order of the chain: the signer first, then each issuer. */
function orderChain(
  certificates: readonly Certificate[],
  identifier: DerNode,
): Pick<SignatureFacts, 'signer' | 'chain'> {
  const signer = certificates.find(({ issuer, serialNumber }) =>
    Buffer.concat([issuer, serialNumber]).equals(identifier.content),
  );
  refuseUnless(signer !== undefined, 'the signer’s certificate is missing');
  const chain: Certificate[] = [];
  const rest = new Set(certificates.filter((certificate) => certificate !== signer));
  let last = signer;
  while (rest.size > 0) {
    const issuer = [...rest].find(({ subject }) => Buffer.compare(subject, last.issuer) === 0);
    refuseUnless(issuer !== undefined, 'a certificate in the signature is not part of the chain');
    rest.delete(issuer);
    chain.push(issuer);
    last = issuer;
  }
  return { signer, chain };
}

/** Returns the message digest: the attribute whose value is an octet string. The canonical form fixes the others. */
function digestOf(attributes: DerNode): Uint8Array {
  for (const attribute of derChildren(attributes)) {
    const [, values] = derChildren(attribute);
    const [value] = derChildren(expectDerTag(values, DER_TAG.set));
    if (value?.tag === DER_TAG.octetString) return value.content;
  }
  return new Uint8Array();
}

export function checkDigest(file: Buffer, { hole }: SignatureObject, { digest }: SignatureFacts): true {
  refuseUnless(sha256(coveredBytes(file, hole)).equals(digest), 'the file was changed after it was signed');
  return true;
}

export function checkSignatureValue({ signer, digest, signature }: SignatureFacts): true {
  refuseUnless(isLowS(signature), 'the signature is not in its one form: strict DER with a low s');
  const isValid = verifySignature(signer.publicKey, signedAttributes(signer, digest), signature);
  refuseUnless(isValid, 'the signature is not by the key of the signer’s certificate');
  return true;
}
