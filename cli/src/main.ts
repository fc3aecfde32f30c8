import { nodeVersionProblem } from './node-version.js';

/** An older Node.js could not even read the rest of the program, so everything else is loaded later. */
const problem = nodeVersionProblem(process.versions.node);
if (problem === undefined) {
  const { run } = await import('./run.js');
  process.exitCode = await run(process.argv.slice(2), process);
} else {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 64;
}
