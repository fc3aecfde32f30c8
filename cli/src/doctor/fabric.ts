import { askNetworkProgram } from '../network-program.js';
import type { Shell } from '../shell.js';
import { type Finding, failed } from './finding.js';

const CHECK = 'fabric';

/** Returns the findings of the network's own doctor when FAPIAO_FABRIC_HOME names the network's folder; else none. */
export async function checkFabric(shell: Pick<Shell, 'env'>): Promise<readonly Finding[]> {
  const home = shell.env.FAPIAO_FABRIC_HOME ?? '';
  if (home === '') return [];
  const { stdout, stderr } = await askNetworkProgram(['doctor', '--json', '--home', home], shell);
  const findings = readFindings(stdout);
  if (findings !== undefined)
    return findings.map((finding) => ({ ...finding, check: `${CHECK} ${finding.check}` }));
  const [reason = '', cure = ''] = stderr.trim().split('\n');
  return [failed(CHECK, reason, cure)];
}

function readFindings(text: string): readonly Finding[] | undefined {
  try {
    return JSON.parse(text) as readonly Finding[];
  } catch {
    return undefined;
  }
}
