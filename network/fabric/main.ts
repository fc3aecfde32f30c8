/** `npm run network`: the native network from a terminal. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join as joinPath, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf } from '@fapiao-ledger/core';
import { organizationNamed } from '../organization.js';
import { upgrade } from './deployment.js';
import { examine, loadSigner, reportText, subjectAt } from './doctor/index.js';
import { down, erase } from './down.js';
import { packGateway } from './gateway-folder.js';
import { invitationTo, readInvitation } from './invitation.js';
import { join } from './join.js';
import { admit, approvePlatforms } from './members.js';
import { readNetworkFile } from './network-file.js';
import { Paths } from './paths.js';
import { renew } from './renew.js';
import { type FabricSettings, readSettings, type SettingFlags } from './settings.js';
import { SetupError } from './setup-error.js';
import { type ShowFlags, show } from './show.js';
import { statusOf } from './status.js';
import { up } from './up.js';
import { writeNodePackage, writePackages } from './write-packages.js';

const USAGE = `npm run network -- <command> [options]

  up                 start the network, and make it first where there is none
  upgrade            move the channel to the contract that is built now, and keep all data
  package            write the contract's packages, as a service for each endorsing organization and
                     for peers that run Node.js themselves (--out, ./packages)
  pack-gateway       write the files that the gateway of one organization needs on its host
                     (--organization NAME, such as platform or bureau; --out DIR, ./gateway-NAME)
  down [--erase]     end every process; with --erase remove all data, keys and ledger included
  status [--json]    print each process, whether it runs, and its number of blocks
  doctor [--json]    find the faults that keep the network from working, and name their cures
                     (--signer MODULE: also check a signer that exports sign(bytes))
  logs [NAME]        print the last lines of every log, or of one process
  show               print a block as JSON, the newest without --block: its hashes, its transactions
                     with what they read and wrote, and who signed. Or print the newest value of a
                     key (--key), or the keys under which an invoice is (--invoice)
                     (--block N, --key KEY as blocks show it, --invoice NUMBER; read from the
                     network's peers, from --ledger FOLDER of an embedded ledger, also while it is
                     in use, or from --file PATH: one block as peer channel fetch writes it, or a
                     folder of such files)

  invite             print what the operator of another machine needs to join: addresses, no secrets
  join ORGANIZATION  add a peer, the first of a new organization or one more; in a new folder
                     with --invitation FILE
  admit FILE         admit an organization to the channel, with the file that join wrote for it
  platforms MSP...   approve that any of these platforms may endorse; in force when every
                     organization has approved
  renew NAME         make new keys and certificates for a node, or for an organization's
                     administrator and client

  --home DIR         data folder                      (FAPIAO_FABRIC_HOME, ./data/fabric)
  --profile NAME     small or full                    (FAPIAO_FABRIC_PROFILE, small)
  --base-port N      first of 200 ports on 127.0.0.1  (FAPIAO_FABRIC_PORT, 17050)
  --batch-ms N       how long a block gathers         (FAPIAO_FABRIC_BATCH_MS, 300)
  --block-kib N      at this size a block is cut     (FAPIAO_FABRIC_BLOCK_KIB, 128)
  --contract MODULE  the contract to deploy           (FAPIAO_FABRIC_CONTRACT)
`;

const OPTIONS = {
  home: { type: 'string' },
  profile: { type: 'string' },
  'base-port': { type: 'string' },
  'batch-ms': { type: 'string' },
  'block-kib': { type: 'string' },
  contract: { type: 'string' },
  out: { type: 'string' },
  organization: { type: 'string' },
  invitation: { type: 'string' },
  signer: { type: 'string' },
  block: { type: 'string' },
  key: { type: 'string' },
  invoice: { type: 'string' },
  ledger: { type: 'string' },
  file: { type: 'string' },
  erase: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const LOG_LINES = 20;

interface Flags extends SettingFlags, ShowFlags {
  readonly out?: string;
  readonly organization?: string;
  readonly invitation?: string;
  readonly signer?: string;
  readonly erase?: boolean;
  readonly json?: boolean;
  readonly help?: boolean;
}

type Command = (settings: FabricSettings, flags: Flags, names: readonly string[]) => Promise<void>;

const COMMANDS: Record<string, Command> = {
  up: runUp,
  upgrade: runUpgrade,
  package: runPackage,
  'pack-gateway': runPackGateway,
  down: runDown,
  status: runStatus,
  doctor: runDoctor,
  logs: runLogs,
  show: runShow,
  invite: runInvite,
  join: runJoin,
  admit: runAdmit,
  platforms: runPlatforms,
  renew: runRenew,
};

function parse(args: readonly string[]): { values: Flags; positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new SetupError(messageOf(cause), USAGE, { cause });
  }
}

async function runUp(settings: FabricSettings): Promise<void> {
  const began = performance.now();
  const say = (text: string): void => console.log(`${seconds(began).padStart(6)} s  ${text}`);
  const network = await up(settings, say);
  say(`ready: ${network.definition?.label} on ${network.peers.map((peer) => peer.address).join(', ')}`);
  console.log(`Invoices can be issued, ${seconds(began)} s after the start.`);
}

async function runUpgrade(settings: FabricSettings): Promise<void> {
  const began = performance.now();
  const { label, sequence } = await upgrade(settings, (text) => console.log(text));
  console.log(`The channel runs ${label}, definition ${sequence}, after ${seconds(began)} s.`);
}

async function runPackage(settings: FabricSettings, { out = 'packages' }: Flags): Promise<void> {
  for (const { mspId, file, id } of await writePackages(settings, resolve(out)))
    console.log(`${mspId}  ${file}\n  ${id}`);
  const node = await writeNodePackage(settings, resolve(out));
  console.log(`for peers that build and run it themselves  ${node.file}\n  ${node.id}\n  ${node.staged}`);
}

async function runPackGateway({ home }: FabricSettings, { organization = '', out }: Flags): Promise<void> {
  const folder = resolve(out ?? `gateway-${organization}`);
  const { name, mspId } = packGateway(home, organization, folder);
  console.log(`${folder} is for the gateway of ${mspId}: it holds the key of its ${name} and no other key.`);
  console.log(`  FAPIAO_LEDGER=fabric FAPIAO_FABRIC_HOME=${folder} npm start`);
}

async function runDown(settings: FabricSettings, flags: Flags): Promise<void> {
  const ended = await down(settings.home);
  console.log(ended === 0 ? 'No process of this network was running.' : `Ended ${ended} processes.`);
  if (flags.erase) erase(settings.home);
}

async function runStatus(settings: FabricSettings, flags: Flags): Promise<void> {
  const processes = await statusOf(settings.home);
  if (flags.json) console.log(JSON.stringify(processes, undefined, 2));
  for (const { name, pid, height } of flags.json ? [] : processes) {
    const state = pid === undefined ? 'stopped' : `running as ${pid}`;
    console.log(`${name.padEnd(24)}${state.padEnd(20)}${height === undefined ? '' : `height ${height}`}`);
  }
  if (processes.some(({ pid }) => pid === undefined)) process.exitCode = 4;
}

async function runDoctor({ home }: FabricSettings, { json, signer }: Flags): Promise<void> {
  const own = signer === undefined ? {} : { signer: await loadSigner(resolve(signer)) };
  const findings = await examine(subjectAt(home, own));
  console.log(json ? JSON.stringify(findings, undefined, 2) : reportText(findings));
  if (findings.some(({ verdict }) => verdict === 'failed')) process.exitCode = 4;
}

async function runLogs(settings: FabricSettings, _flags: Flags, [name]: readonly string[]): Promise<void> {
  const folder = joinPath(new Paths(settings.home).home, 'logs');
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const chosen = files.filter((file) => name === undefined || basename(file, '.log') === name);
  if (chosen.length === 0)
    throw new SetupError(`there is no such log in ${folder}`, 'Give a name of `status`.');
  for (const file of chosen) {
    const lines = readFileSync(joinPath(folder, file), 'utf8').trimEnd().split('\n');
    console.log(`== ${joinPath(folder, file)}\n${lines.slice(-LOG_LINES).join('\n')}\n`);
  }
}

async function runShow(settings: FabricSettings, flags: Flags): Promise<void> {
  console.log(await show(settings, flags));
}

async function runInvite({ home }: FabricSettings): Promise<void> {
  console.log(JSON.stringify(invitationTo(home), undefined, 2));
}

async function runJoin(
  settings: FabricSettings,
  { invitation }: Flags,
  names: readonly string[],
): Promise<void> {
  const organization = organizationNamed(only(names, 'an organization'));
  const file = invitation === undefined ? undefined : readInvitation(resolve(invitation));
  const { name } = await join(settings, organization, file, (text) => console.log(text));
  console.log(`${name} is in channel ${readNetworkFile(settings.home).settings.channel}.`);
}

async function runAdmit({ home }: FabricSettings, _flags: Flags, names: readonly string[]): Promise<void> {
  const mspId = await admit(home, resolve(only(names, 'the file of an organization')));
  console.log(`${mspId} is a member of the channel.`);
}

async function runPlatforms(
  { home }: FabricSettings,
  _flags: Flags,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) throw new SetupError('no platform is named', USAGE);
  const { definition, waiting } = await approvePlatforms(home, names, (text) => console.log(text));
  const state = waiting.length === 0 ? 'in force' : `waiting for ${waiting.join(', ')}`;
  console.log(
    `Definition ${definition.sequence}, endorsed by the bureau and ${names.join(' or ')}: ${state}.`,
  );
}

async function runRenew({ home }: FabricSettings, _flags: Flags, names: readonly string[]): Promise<void> {
  await renew(home, only(names, 'a node or an organization'), (text) => console.log(text));
}

function only([name, ...more]: readonly string[], what: string): string {
  if (name !== undefined && more.length === 0) return name;
  throw new SetupError(`exactly one argument is expected: ${what}`, USAGE);
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}

async function main(): Promise<void> {
  const { values, positionals } = parse(process.argv.slice(2));
  const [command = 'help', ...names] = positionals;
  const run = COMMANDS[command];
  if (values.help || command === 'help') {
    console.log(USAGE);
    return;
  }
  if (run === undefined) {
    console.error(`there is no command "${command}": --help lists the commands`);
    process.exitCode = 2;
    return;
  }
  await run(readSettings(values), values, names);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`${error.message}\n${error.cure}`);
  process.exitCode = 4;
}
