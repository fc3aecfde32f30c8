import type { EndpointEntry } from '../network-file.js';
import { whyNoTls, whyUnreachable } from './connecting.js';
import { type Check, failed, type Trouble } from './finding.js';

/** Checks that every reachable node presents a certificate of the authority that network.json names. */
export const tls: Check = {
  name: 'tls',
  whenFine: 'every node’s TLS certificate is of the authority and the name that network.json has',
  look: async ({ network }) => {
    const troubles = await Promise.all([...network.peers, ...network.orderers].map(troubleOf));
    return troubles.flat();
  },
};

const OTHER_AUTHORITY = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
]);

async function troubleOf(node: EndpointEntry): Promise<readonly Trouble[]> {
  // Another check names this node.
  if ((await whyUnreachable(node.address)) !== undefined) return [];
  const reason = await whyNoTls(node);
  return reason === undefined ? [] : [explain(node, reason)];
}

function explain({ name, mspId, tlsName, tlsCa }: EndpointEntry, reason: string): Trouble {
  if (OTHER_AUTHORITY.has(reason)) {
    const cure = `Put the TLS authority of ${mspId} (organizations/<name>/tls-ca/ca-cert.pem) at ${tlsCa}.`;
    return failed(
      `the TLS certificate of ${name} is not signed by the authority in ${tlsCa} (${reason})`,
      cure,
    );
  }
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const cure = `Set tlsName in network.json to a name in the certificate, or enrol ${name} for ${tlsName} (sans).`;
    return failed(`the TLS certificate of ${name} is not for ${tlsName}`, cure);
  }
  const cure = `Read the log of ${name}; look at dates and TLS versions: openssl s_client -connect its address.`;
  return failed(`no TLS connection to ${name} (${reason})`, cure);
}
