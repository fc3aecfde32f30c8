/** `npm run lock`: refuses a lock file that does not fix the bytes of everything npm installs by it. */
import { readFileSync } from 'node:fs';
import { type Lock, unfixedIn } from '@fapiao-ledger/network/fabric';

const CURE = `npm records a library without its hash when it finds it unpacked and not in the lock. Remove these
entries from package-lock.json and every node_modules folder, those of workspaces too, and run npm install.`;

const [, , file = 'package-lock.json'] = process.argv;
const unfixed = unfixedIn(JSON.parse(readFileSync(file, 'utf8')) as Lock);
if (unfixed.length > 0) {
  console.error(`${file} does not fix what npm installs:\n${unfixed.join('\n')}\n${CURE}`);
  process.exitCode = 1;
}
