import { readFileSync } from 'node:fs';
import {
  type Certificate,
  DomainError,
  isLowS,
  parseCertificatePem,
  parseMemberCertificate,
} from '@fapiao-ledger/core';
import { certificateFromPem, isIssuedBy } from '@fapiao-ledger/pki';
import type { ClientEntry } from '../network-file.js';
import { type Check, failed, type Trouble } from './finding.js';
import { organizationOf, type Subject } from './subject.js';

/** Checks that every client acts for the organization whose authority certified it. */
export const membership: Check = {
  name: 'membership',
  whenFine: 'every client’s certificate comes from the authority of the MSP it acts for',
  look: async (subject) => subject.network.clients.flatMap((client) => troubleOf(subject, client)),
};

function troubleOf(subject: Subject, { name, mspId, certificate }: ClientEntry): readonly Trouble[] {
  if (organizationOf(subject, mspId) === undefined) {
    const names = subject.topology.organizations.map((each) => each.mspId).join(', ');
    return [
      failed(
        `${name} acts for ${mspId}, which is no organization of this network`,
        `Name one of ${names} in network.json.`,
      ),
    ];
  }
  const pem = readFileSync(certificate);
  const form = formTrouble(name, pem);
  if (form !== undefined) return [form];
  const issued = certificateFromPem(pem.toString());
  const issuers = subject.topology.organizations.filter(({ key }) =>
    isIssuedBy(issued, authorityOf(subject, key)),
  );
  if (issuers.some((each) => each.mspId === mspId)) return [];
  const by = issuers[0]?.mspId ?? 'an authority that no organization of the channel names';
  const cure =
    issuers.length === 0
      ? `Enrol ${name} with the authority of ${mspId}; if that authority is new, add it to the channel first.`
      : `Set the MSP id of ${name} to ${by} in network.json, or enrol it with the authority of ${mspId}.`;
  return [failed(`${name} acts for ${mspId}, but its certificate comes from ${by}`, cure)];
}

function authorityOf({ paths }: Subject, key: string): Certificate {
  return certificateFromPem(readFileSync(paths.organization(key, 'msp', 'cacerts', 'ca.pem'), 'utf8'));
}

/** Finds certificates that the contract refuses although a peer may accept them. */
function formTrouble(name: string, pem: Uint8Array): Trouble | undefined {
  try {
    const { signature } = parseMemberCertificate(parseCertificatePem(pem)).certificate;
    if (isLowS(signature)) return undefined;
    const cure = `Put the certificate of ${name} in place as its authority issued it.`;
    return failed(`the signature in the certificate of ${name} has a high S`, cure);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return failed(`${name}: ${error.message}`, `Repair the certificate of ${name}, or enrol it again.`);
  }
}
