import { writeExecutable } from './files.js';
import type { Paths } from './paths.js';

/**
 * The three scripts that Fabric runs for every package. Our packages hold no program: the contract runs in a server of
 * its own, and the peer only has to learn the server's address. The address differs between peers, so `build` reads it
 * from a file of this peer that is named after the package's label. The certificate and key with which the peer dials
 * the server are therefore never part of a package.
 */
const SCRIPTS = {
  detect: `#!/bin/sh
# detect SOURCE METADATA: ours are packages of type ccaas.
grep -q '"type" *: *"ccaas"' "$2/metadata.json"
`,
  build: `#!/bin/sh
# build SOURCE METADATA OUTPUT
set -eu
label=$(sed -n 's/.*"label" *: *"\\([A-Za-z0-9_.+-]*\\)".*/\\1/p' "$2/metadata.json")
own="\${FAPIAO_CHAINCODE_CONNECTIONS:?is not set}/$label.json"
if [ ! -f "$own" ]; then
  echo "no connection for $label: $own is missing" >&2
  exit 1
fi
cp "$own" "$3/connection.json"
`,
  release: `#!/bin/sh
# release OUTPUT RELEASE
set -eu
mkdir -p "$2/chaincode/server"
cp "$1/connection.json" "$2/chaincode/server/connection.json"
`,
} as const;

export function writeBuilder(paths: Paths): void {
  for (const [name, script] of Object.entries(SCRIPTS)) writeExecutable(paths.builder('bin', name), script);
}
