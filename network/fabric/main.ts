/** `npm run network -- up | down | status | doctor | ...`: the native network from a terminal. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { upgrade } from './deployment.js';
import { examine, loadSigner, reportText, subjectAt } from './doctor/index.js';
import { down, erase } from './down.js';
import { packGateway } from './gateway-folder.js';
import { Paths } from './paths.js';
import { type FabricSettings, readSettings, type SettingFlags } from './settings.js';
import { SetupError } from './setup-error.js';
import { statusOf } from './status.js';
import { up } from './up.js';
import { writeNodePackage, writePackages } from './write-packages.js';

const USAGE = `npm run network -- <command> [options]

  up                 start the network, make it first where there is none
  upgrade            move the channel to the contract that is built now, with all data kept
  package            write the contract's packages, as a service for each endorsing organisation and
                     for peers that run Node.js themselves (--out, ./packages)
  pack-gateway       write what the gateway of one organisation needs, for its host
                     (--organisation NAME, such as platform or bureau; --out DIR, ./gateway-NAME)
  down [--erase]     end every process; with --erase remove the data, keys and ledger included
  status [--json]    each process, whether it runs, and how many blocks it has
  doctor [--json]    look for what keeps it from working, and say how to mend it
                     (--signer MODULE: also a signer that exports sign(bytes))
  logs [NAME]        the last lines of every log, or of one process

  --home DIR         data folder                      (FAPIAO_FABRIC_HOME, ./data/fabric)
  --profile NAME     small or full                    (FAPIAO_FABRIC_PROFILE, small)
  --base-port N      first of 200 ports on 127.0.0.1  (FAPIAO_FABRIC_PORT, 17050)
  --batch-ms N       how long a block gathers         (FAPIAO_FABRIC_BATCH_MS, 300)
  --contract MODULE  the contract to deploy           (FAPIAO_FABRIC_CONTRACT)
`;

const OPTIONS = {
  home: { type: 'string' },
  profile: { type: 'string' },
  'base-port': { type: 'string' },
  'batch-ms': { type: 'string' },
  contract: { type: 'string' },
  out: { type: 'string' },
  organisation: { type: 'string' },
  signer: { type: 'string' },
  erase: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const LOG_LINES = 20;

interface Flags extends SettingFlags {
  readonly out?: string;
  readonly organisation?: string;
  readonly signer?: string;
  readonly erase?: boolean;
  readonly json?: boolean;
  readonly help?: boolean;
}

const COMMANDS: Record<string, (settings: FabricSettings, flags: Flags, name?: string) => Promise<void>> = {
  up: runUp,
  upgrade: runUpgrade,
  package: runPackage,
  'pack-gateway': runPackGateway,
  down: runDown,
  status: runStatus,
  doctor: runDoctor,
  logs: runLogs,
};

function parse(args: readonly string[]): { values: Flags; positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new SetupError((cause as Error).message, USAGE, { cause });
  }
}

async function runUp(settings: FabricSettings): Promise<void> {
  const began = performance.now();
  const say = (text: string): void => console.log(`${seconds(began).padStart(6)} s  ${text}`);
  const network = await up(settings, say);
  say(`ready: ${network.definition?.label} on ${network.peers.map((peer) => peer.address).join(', ')}`);
  console.log(`An invoice could be issued ${seconds(began)} s after the start.`);
}

async function runUpgrade(settings: FabricSettings): Promise<void> {
  const began = performance.now();
  const { label, sequence } = await upgrade(settings, (text) => console.log(text));
  console.log(`The channel runs ${label}, definition ${sequence}, after ${seconds(began)} s.`);
}

async function runPackage(settings: FabricSettings, { out = 'packages' }: Flags): Promise<void> {
  for (const { mspId, file, id } of writePackages(settings, resolve(out)))
    console.log(`${mspId}  ${file}\n  ${id}`);
  const node = writeNodePackage(settings, resolve(out));
  console.log(`for peers that build and run it themselves  ${node.file}\n  ${node.id}\n  ${node.staged}`);
}

async function runPackGateway({ home }: FabricSettings, { organisation = '', out }: Flags): Promise<void> {
  const folder = resolve(out ?? `gateway-${organisation}`);
  const { name, mspId } = packGateway(home, organisation, folder);
  console.log(`${folder} is for the gateway of ${mspId}: it holds the key of its ${name} and no other.`);
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

async function runLogs(settings: FabricSettings, _flags: Flags, name?: string): Promise<void> {
  const folder = join(new Paths(settings.home).home, 'logs');
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const chosen = files.filter((file) => name === undefined || basename(file, '.log') === name);
  if (chosen.length === 0)
    throw new SetupError(`there is no log in ${folder}`, 'Names are those of `status`.');
  for (const file of chosen) {
    const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
    console.log(`== ${join(folder, file)}\n${lines.slice(-LOG_LINES).join('\n')}\n`);
  }
}

function seconds(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}

async function main(): Promise<void> {
  const { values, positionals } = parse(process.argv.slice(2));
  const [command = 'help', name] = positionals;
  const run = COMMANDS[command];
  if (values.help || run === undefined) {
    console.log(USAGE);
    process.exitCode = values.help || command === 'help' ? 0 : 2;
    return;
  }
  await run(readSettings(values), values, name);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`${error.message}\n${error.cure}`);
  process.exitCode = 4;
}
