import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { certificateInPem, DomainError, isLowS, readMemberCertificate } from '@fapiao-ledger/chaincode/core';
import { isIssuedBy as isIssued } from '../../ca/index.js';
import type { ClientEntry } from '../network-file.js';
import { type Check, failed, type Trouble } from './finding.js';
import { organisationOf, type Subject } from './subject.js';

/** Every client acts for the organisation whose authority certified it. */
export const membership: Check = {
  name: 'membership',
  whenFine: 'every client’s certificate comes from the authority of the MSP it acts for',
  look: async (subject) => subject.network.clients.flatMap((client) => troubleOf(subject, client)),
};

function troubleOf(subject: Subject, { name, mspId, certificate }: ClientEntry): readonly Trouble[] {
  if (organisationOf(subject, mspId) === undefined) {
    const known = subject.topology.organisations.map((each) => each.mspId).join(', ');
    return [
      failed(
        `${name} acts for ${mspId}, which is no organisation of this network`,
        `Name one of ${known} in network.json.`,
      ),
    ];
  }
  const pem = readFileSync(certificate);
  const form = formTrouble(name, pem);
  if (form !== undefined) return [form];
  const issued = new X509Certificate(pem);
  const issuers = subject.topology.organisations.filter(({ key }) => isIssuedBy(subject, issued, key));
  if (issuers.some((each) => each.mspId === mspId)) return [];
  const by = issuers[0]?.mspId ?? 'an authority that no organisation of the channel names';
  const cure =
    issuers.length === 0
      ? `Enrol ${name} with the authority of ${mspId}; if that authority is new, add it to the channel first.`
      : `Set the MSP id of ${name} to ${by} in network.json, or enrol it with the authority of ${mspId}.`;
  return [failed(`${name} acts for ${mspId}, but its certificate comes from ${by}`, cure)];
}

function isIssuedBy({ paths }: Subject, issued: X509Certificate, key: string): boolean {
  const authority = new X509Certificate(readFileSync(paths.organisation(key, 'msp', 'cacerts', 'ca.pem')));
  return isIssued(issued, authority);
}

/** What the contract refuses although a peer may take it. */
function formTrouble(name: string, pem: Uint8Array): Trouble | undefined {
  try {
    const { signature } = readMemberCertificate(certificateInPem(pem)).certificate;
    if (isLowS(signature)) return undefined;
    const cure = `Put the certificate of ${name} in place as its authority issued it.`;
    return failed(`the signature in the certificate of ${name} has a high S`, cure);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return failed(`${name}: ${error.message}`, `Mend the certificate of ${name}, or enrol it again.`);
  }
}
