/** The arrows of docs/architecture.md, as a check: the rules are read from its table of parts. */
const { readFileSync } = require('node:fs');
const path = require('node:path');

const ROW = /^\| `([^`]+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm;
const namesIn = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
const document = readFileSync(path.join(__dirname, 'docs', 'architecture.md'), 'utf8');
const [, table] = document.split(/^## The parts$|^## How an invoice/m);
const parts = [...table.matchAll(ROW)].map(([, name, ours, libraries]) => ({
  name,
  ours: namesIn(ours),
  libraries: namesIn(libraries),
  isFree: libraries.trim() === 'any',
}));

/** Sources of a folder and what is compiled of them. */
const folderOf = (name) => `${name.replace(/^([a-z]+)\/(src\/)?/, '$1/(?:src/|dist/)?')}/`;

/** A part is its folder without the parts that lie in it. */
function pathOf(name) {
  const inner = parts.filter((part) => part.name.startsWith(`${name}/`)).map((part) => folderOf(part.name));
  return `^${inner.length === 0 ? '' : `(?!${inner.join('|')})`}${folderOf(name)}`;
}

const OURS = '^(chaincode|network|cli|gateway)/(?!node_modules/)';

const rulesOf = ({ name, ours, libraries }) => [
  {
    name: `${name}: our parts`,
    severity: 'error',
    from: { path: pathOf(name) },
    to: { path: OURS, pathNot: [name, ...ours].map(pathOf) },
  },
  {
    name: `${name}: libraries`,
    severity: 'error',
    from: { path: pathOf(name) },
    to: {
      pathNot: [
        OURS,
        ...libraries.map((library) => `^(node:)?${library.replace('node:', '')}$|node_modules/${library}/`),
      ],
    },
  },
];

module.exports = {
  forbidden: [
    // Where the row says "any", a part may use every library that its package declares.
    ...parts.flatMap((part) => rulesOf(part).slice(0, part.isFree ? 1 : 2)),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: {},
      to: { pathNot: OURS, dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
