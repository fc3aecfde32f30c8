import { readFileSync } from 'node:fs';
import { readCertificate } from '@fapiao-ledger/pki';
import { keptCertificates } from './certificates.js';
import { type Check, failed, type Trouble, warning } from './finding.js';
import type { Subject } from './subject.js';

const DAY_MS = 86_400_000;
/** Days before the end at which an operator is reminded. */
const REMINDERS = [7, 30, 90] as const;

const CURE =
  'Enrol anew with the same attributes and names, exchange the files, restart the node: docs/fabric.md, Certificates.';

/** Checks that no certificate of the network has ended, has not begun, or ends soon. */
export const expiry: Check = {
  name: 'expiry',
  whenFine: `every certificate is valid for more than ${REMINDERS.at(-1)} days`,
  look: async (subject) =>
    certificatesOf(subject).flatMap(({ file, pem }) => troubleOf(file, pem, subject.now())),
};

function certificatesOf({ paths, network }: Subject): readonly { file: string; pem: string }[] {
  const own = keptCertificates(paths);
  const texts = new Set(own.map(({ pem }) => pem));
  const clients = network.clients.map(({ certificate: file }) => ({ file, pem: readFileSync(file, 'utf8') }));
  return [...own, ...clients.filter(({ pem }) => !texts.has(pem))];
}

function troubleOf(file: string, pem: string, now: number): readonly Trouble[] {
  const { from, to } = readCertificate(pem).validity;
  if (now > to.getTime()) return [failed(`${file} expired on ${to.toISOString()}`, CURE)];
  if (now < from.getTime()) {
    const cure = 'Set the clock of this machine by NTP, or wait until the certificate begins.';
    return [failed(`${file} is valid from ${from.toISOString()}`, cure)];
  }
  const days = Math.floor((to.getTime() - now) / DAY_MS);
  const reminder = REMINDERS.find((each) => days < each);
  return reminder === undefined
    ? []
    : [warning(`${file} ends in ${days} days (fewer than ${reminder})`, CURE)];
}
