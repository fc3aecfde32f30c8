import { readFileSync } from 'node:fs';
import { readCertificate } from '@fapiao-ledger/pki';
import { clientRolesOf } from '../credentials.js';
import type { ClientEntry } from '../network-file.js';
import { type Check, failed, type Trouble } from './finding.js';
import { organizationOf, type Subject } from './subject.js';

/** Checks that every client has the attribute from which the contract derives its rights. */
export const roles: Check = {
  name: 'roles',
  whenFine: 'every client has the role attribute of its organization',
  look: async (subject) => subject.network.clients.flatMap((client) => troubleOf(subject, client)),
};

function troubleOf(subject: Subject, { name, mspId, certificate }: ClientEntry): readonly Trouble[] {
  const kind = organizationOf(subject, mspId)?.kind;
  if (kind === undefined || kind === 'orderer') return [];
  const { subject: owner, attributes } = readCertificate(readFileSync(certificate, 'utf8'));
  const roles = clientRolesOf({ kind });
  const { role } = (roles.find((each) => each.name === name) ?? roles[0] ?? { attributes: { role: '' } })
    .attributes;
  const cure = `Enrol ${name} again with OU client and the attribute role=${role} (fabric-ca: --id.attrs role=${role}:ecert).`;
  const actual = attributes.role === undefined ? 'no role attribute' : `the role ${attributes.role}`;
  const troubles: Trouble[] = [];
  if (attributes.role !== role) troubles.push(failed(`${name} of ${mspId} has ${actual}, not ${role}`, cure));
  if (!owner.units.includes('client'))
    troubles.push(failed(`${name} of ${mspId} is not of the OU client`, cure));
  return troubles;
}
