import type { Place } from './words.js';

type ShellName = 'bash' | 'zsh' | 'fish';

/**
 * Returns a script that completes the words of `fapiao` in a shell. It offers options after a hyphen, and files where
 * no command can follow.
 */
export function completionScript(shell: ShellName, places: readonly Place[]): string {
  if (shell === 'fish') return fishScript(places);
  const bash = bashScript(places);
  return shell === 'bash' ? bash : `autoload -U +X bashcompinit && bashcompinit\n${bash}`;
}

function bashScript(places: readonly Place[]): string {
  const paths = places.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  const cases = places.map(({ path, commands, options }) => {
    const names = commands.map(({ name }) => name);
    return `    '${path}') words='${names.join(' ')}' options='${options.join(' ')}' ;;`;
  });
  return `_fapiao() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' words='' options='' next i
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
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _fapiao fapiao`;
}

function fishScript(places: readonly Place[]): string {
  return places.flatMap(fishLines).join('\n');
}

function fishLines({ path, commands, options }: Place): readonly string[] {
  const condition =
    path === ''
      ? '__fish_use_subcommand'
      : fishCondition(
          path,
          commands.map(({ name }) => name),
        );
  const words = commands.map(
    ({ name, description }) =>
      `complete -c fapiao -n '${condition}' -f -a ${name} -d '${escaped(description)}'`,
  );
  const flags = options.map((option) => `complete -c fapiao -n '${condition}' -l ${option.slice(2)}`);
  return [...words, ...flags];
}

/** Condition of fish: all words of the path are typed, and none of the words that may follow. */
function fishCondition(path: string, further: readonly string[]): string {
  const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
  const unseen = further.length === 0 ? [] : [`not __fish_seen_subcommand_from ${further.join(' ')}`];
  return [...seen, ...unseen].join('; and ');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
