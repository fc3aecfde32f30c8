import { randomBytes, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isLowS } from '@fapiao-ledger/core';
import { readCertificate } from '@fapiao-ledger/pki';
import type { ClientEntry } from '../network-file.js';
import { type Check, failed, type Trouble } from './finding.js';
import { identityOf, type Signer, type Subject } from './subject.js';

/** Number of test signatures. A signer with high S in half of all cases passes 20 of them once in a million. */
const SAMPLES = 20;

/** Checks that clients sign with the keys of their certificates, in the form that Fabric accepts. */
export const signatures: Check = {
  name: 'signatures',
  whenFine: 'clients sign with the keys of their certificates, low-S',
  look: async (subject) => {
    const troubles = await Promise.all(signersOf(subject).map(troubleOf));
    return troubles.flat();
  },
};

interface NamedSigner {
  readonly name: string;
  readonly certificate: string;
  readonly sign: Signer;
}

/** Adds a given signer, which stands for the first platform's operator. */
function signersOf({ network, signer }: Subject): readonly NamedSigner[] {
  const operator = network.clients.find(({ name }) => name === 'operator');
  return network.clients.map((client: ClientEntry) => {
    const certificate = readFileSync(client.certificate, 'utf8');
    if (signer !== undefined && client === operator) return { name: client.name, certificate, sign: signer };
    const identity = identityOf(client);
    return { name: client.name, certificate, sign: (bytes) => identity.sign(bytes) };
  });
}

async function troubleOf({ name, certificate, sign }: NamedSigner): Promise<readonly Trouble[]> {
  const { publicKey } = readCertificate(certificate);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const bytes = randomBytes(64);
    const signature = await sign(bytes);
    if (!verify('sha256', bytes, publicKey, signature)) {
      const cure = `Put the key beside the certificate that was made for it, or enrol ${name} again; signatures are DER over SHA-256.`;
      return [failed(`what ${name} signs does not verify with its certificate`, cure)];
    }
    if (!isLowS(signature)) {
      const cure =
        'Replace s by n - s where it is above n/2 before the signature is encoded (signLowS does).';
      return [failed(`${name} signs with high S, which Fabric refuses`, cure)];
    }
  }
  return [];
}
