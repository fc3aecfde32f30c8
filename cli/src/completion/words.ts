import type { Command } from 'commander';

/** The words that may follow a chain of command words. */
export interface Place {
  /** Chain such as "bureau register"; empty at the start. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  /** Options such as "--name", with those of all commands. */
  readonly options: readonly CompletedOption[];
}

interface CompletedOption {
  readonly name: string;
  readonly description: string;
  /** The values that it takes, where they are few; undefined where it takes another one; empty where it takes none. */
  readonly values: readonly string[] | undefined;
}

/** Returns every chain of command words of a program, with the words that may follow it. */
export function placesOf(program: Command): readonly Place[] {
  const help = {
    name: '--help',
    description: program.createHelp().visibleOptions(program).at(-1)?.description ?? '',
  };
  return placesUnder(program, '', [...optionsOf(program), { ...help, values: [] }]);
}

function placesUnder(command: Command, path: string, shared: readonly CompletedOption[]): readonly Place[] {
  // The help command that commander adds by itself is not among them.
  const visible = command.createHelp().visibleCommands(command);
  const children = visible.filter((child) => command.commands.includes(child));
  const commands = children.map((child) => ({ name: child.name(), description: child.description() }));
  const own = path === '' ? [] : optionsOf(command);
  const inner = children.flatMap((child) => {
    return placesUnder(child, path === '' ? child.name() : `${path} ${child.name()}`, shared);
  });
  return [{ path, commands, options: [...own, ...shared] }, ...inner];
}

function optionsOf(command: Command): readonly CompletedOption[] {
  return command.options.flatMap(({ long, description, argChoices, required, optional }) => {
    if (long === undefined || long === null) return [];
    const values = required || optional ? argChoices : [];
    return [{ name: long, description, values }];
  });
}
