import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries, readNetworkFile } from '@fapiao-ledger/network/fabric';

const run = promisify(execFile);
const NAME = 'unmet';

/**
 * Commits a contract on a running network whose policy asks for a peer of an organization that has none in
 * the channel. @returns its name
 */
export async function commitUnmetPolicy(home: string): Promise<string> {
  const { peers, orderers, settings } = readNetworkFile(home);
  const [orderer] = orderers;
  if (orderer === undefined) throw new Error('the network has an orderer');
  const definition = [
    ['--orderer', orderer.address, '--tls', '--cafile', orderer.tlsCa],
    ['--channelID', settings.channel, '--name', NAME, '--version', '1', '--sequence', '1'],
    ['--signature-policy', "AND('TaxBureauMSP.peer','AuditorMSP.peer')"],
  ].flat();
  for (const { mspId, address, tlsCa, name } of peers) {
    const key = name.replace('peer-', '');
    await peerCommand(home, { name, key, mspId, address, tlsCa }, ['approveformyorg', ...definition]);
  }
  const [first] = peers;
  if (first === undefined) throw new Error('the network has a peer');
  const targets = peers.flatMap(({ address, tlsCa }) => [
    '--peerAddresses',
    address,
    '--tlsRootCertFiles',
    tlsCa,
  ]);
  await peerCommand(home, { ...first, key: first.name.replace('peer-', '') }, [
    'commit',
    ...definition,
    ...targets,
  ]);
  return NAME;
}

interface Administered {
  readonly name: string;
  /** Folder of the organization. */
  readonly key: string;
  readonly mspId: string;
  readonly address: string;
  readonly tlsCa: string;
}

async function peerCommand(
  home: string,
  { name, key, mspId, address, tlsCa }: Administered,
  args: readonly string[],
): Promise<void> {
  const env = {
    ...process.env,
    FABRIC_CFG_PATH: join(home, 'nodes', name, 'config'),
    CORE_PEER_ADDRESS: address,
    CORE_PEER_LOCALMSPID: mspId,
    CORE_PEER_MSPCONFIGPATH: join(home, 'organizations', key, 'admin', 'msp'),
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: tlsCa,
  };
  await run(findBinaries().paths.peer, ['lifecycle', 'chaincode', ...args], { env });
}
