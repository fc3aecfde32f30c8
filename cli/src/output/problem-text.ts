import type { Fault } from '@fapiao-ledger/chaincode/core';
import type { ProblemJson } from '../problem.js';
import type { Paint } from './style.js';

const FAULTS_SHOWN = 40;

/** A problem for people: a sentence, then every fault under the pointer of its field. */
export function problemText(problem: ProblemJson, paint: Paint): string {
  const { code, faults = [], requestId } = problem;
  const lines = [`${paint('red', 'error')}: ${sentence(problem)} ${paint('dim', `(${code})`)}`];
  for (const fault of faults.slice(0, FAULTS_SHOWN)) lines.push(faultText(fault, paint));
  if (faults.length > FAULTS_SHOWN) {
    lines.push(`  and ${faults.length - FAULTS_SHOWN} more: --json lists them all`);
  }
  if (code === 'USAGE') lines.push(paint('dim', '--help says what a command takes'));
  if (requestId !== undefined) lines.push(paint('dim', `request id ${requestId}`));
  return lines.join('\n');
}

function sentence({ code, title, detail, faults }: ProblemJson): string {
  if (code === 'BUG') return `${title}: ${detail}`;
  if (faults === undefined) return detail;
  return faults.length === 1 ? 'one thing is wrong' : `${faults.length} things are wrong`;
}

export function faultText({ code, path, message }: Fault, paint: Paint): string {
  return `  ${paint('bold', path === '' ? '/' : path)}  ${message} ${paint('dim', `(${code})`)}`;
}
