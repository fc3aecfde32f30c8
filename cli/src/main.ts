import { nodeVersionProblem } from './node-version.js';

/** Loads the program after this check, because an older Node.js cannot even parse it. */
const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  const { run } = await import('./run.js');
  process.exitCode = await run(process.argv.slice(2), process);
} else {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 64;
}
