import type { Place } from './words.js';

type ShellName = 'bash' | 'zsh' | 'fish';

/**
 * Returns a script that completes the words of `fapiao` in a shell, also behind `npx`. It offers options after a hyphen, the
 * values of an option that has few, and files where no command can follow.
 */
export function completionScript(shell: ShellName, places: readonly Place[]): string {
  if (shell === 'fish') return fishScript(places);
  const bash = bashScript(places);
  return shell === 'bash' ? bash : `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

function bashScript(places: readonly Place[]): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  const cases = places.map(({ path, commands, options }) => {
    const names = commands.map(({ name }) => name).join(' ');
    return `    '${path}') words='${names}' options='${options.map(({ name }) => name).join(' ')}' ;;`;
  });
  const values = places.flatMap(({ path, options }) =>
    options.flatMap((option) => bashValues(path, option.name, option.values)),
  );
  return `_fapiao() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" path='' words='' options='' next i
  for ((i = 1; i < COMP_CWORD; i++)); do
    next="\${path:+$path }\${COMP_WORDS[i]}"
    case "$next" in
      ${paths.join('|')}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  case "$current" in -*) words="$options" ;; esac
  case "$path $before" in
${values.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
_fapiao_npx() {
  [ "\${COMP_WORDS[1]}" = fapiao ] || return 0
  COMP_WORDS=("\${COMP_WORDS[@]:1}")
  COMP_CWORD=$((COMP_CWORD - 1))
  _fapiao
}
complete -o default -F _fapiao fapiao
complete -o default -F _fapiao_npx npx`;
}

/** Words that follow an option: its values, or none of the commands where it takes a free text or a file. */
function bashValues(path: string, name: string, values: readonly string[] | undefined): readonly string[] {
  if (values === undefined) return [`    '${path} ${name}') words='' ;;`];
  return values.length === 0 ? [] : [`    '${path} ${name}') words='${values.join(' ')}' ;;`];
}

function fishScript(places: readonly Place[]): string {
  return ['fapiao', 'npx']
    .flatMap((program) => places.flatMap((place) => fishLines(program, place, places)))
    .join('\n');
}

function fishLines(program: string, place: Place, places: readonly Place[]): readonly string[] {
  const { commands, options } = place;
  const condition = fishCondition(program, place, places);
  const words = commands.map(
    ({ name, description }) =>
      `complete -c ${program} -n '${condition}' -f -a ${name} -d '${escaped(description)}'`,
  );
  const flags = options.map(({ name, description, values }) => {
    const taken = values === undefined ? ' -r' : values.length === 0 ? '' : ` -x -a '${values.join(' ')}'`;
    return `complete -c ${program} -n '${condition}' -l ${name.slice(2)}${taken} -d '${escaped(description)}'`;
  });
  return [...words, ...flags];
}

/** Condition of fish: all words of the path are typed, and none of the words that may follow. */
function fishCondition(program: string, { path, commands }: Place, places: readonly Place[]): string {
  const further = path === '' ? (places[0]?.commands ?? []) : commands;
  const typed = [...(program === 'npx' ? ['fapiao'] : []), ...path.split(' ').filter((word) => word !== '')];
  const seen = typed.map((word) => `__fish_seen_subcommand_from ${word}`);
  const names = further.map(({ name }) => name).join(' ');
  const unseen = names === '' ? [] : [`not __fish_seen_subcommand_from ${names}`];
  return [...seen, ...unseen].join('; and ');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
