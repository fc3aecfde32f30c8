/**
 * npm run sbom [-- FILE]: writes a bill of materials of all installed packages in CycloneDX 1.6 (ECMA-424) to
 * sbom.cdx.json. It depends on package-lock.json and npm alone, so that two checkouts give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** The fields of npm's document that are changed here. */
interface Document {
  readonly metadata: { readonly component: Component; readonly timestamp: string };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly serialNumber: string;
}

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly properties: readonly { readonly name: string }[];
}

/**
 * Removes the random number, the time and the tools for development from a document of npm: `npm sbom --omit=dev`
 * (11.19) would also leave out packages that tools and programs share, such as zod. npm writes version 1.5, of which
 * everything it uses means the same in 1.6.
 */
function fromNpm(document: Document): object {
  const { serialNumber: _random, metadata, components, dependencies, ...rest } = document;
  const { timestamp: _now, component, ...about } = metadata;
  const tools = new Set(components.filter(isTool).map((each) => each['bom-ref']));
  return {
    ...rest,
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    specVersion: '1.6',
    metadata: { ...about, component: { ...named(component), type: 'application' } },
    components: components.filter((each) => !isTool(each)).map(named),
    dependencies: dependencies
      .filter(({ ref }) => !tools.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => !tools.has(each)) })),
  };
}

function isTool({ properties }: Component): boolean {
  return properties.some(({ name }) => name === 'cdx:npm:package:development');
}

/** npm names workspaces after their folders. */
function named(component: Component): Component {
  const reference = component['bom-ref'];
  return { ...component, name: reference.slice(0, reference.lastIndexOf('@')) };
}

const [, , file = 'sbom.cdx.json'] = process.argv;
const ARGUMENTS = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
const text = execFileSync('npm', ARGUMENTS, { encoding: 'utf8', maxBuffer: 2 ** 26 });
writeFileSync(file, `${JSON.stringify(fromNpm(JSON.parse(text) as Document), undefined, 2)}\n`);
