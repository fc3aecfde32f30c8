/** Oldest Node.js on which the command runs: the first with `styleText` for streams in its final form. */
const NODE_MIN = [22, 13] as const;

/** Returns why this Node.js cannot run the command; undefined when it can. */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  if (isEnough) return undefined;
  return `fapiao needs Node.js ${NODE_MIN.join('.')} or newer and runs on ${version}: install a current one from https://nodejs.org`;
}
