import type { Command } from 'commander';

/** The words that may follow a chain of command words. */
export interface Place {
  /** Chain such as "bureau register"; empty at the start. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  /** Options such as "--name", with those of all commands. */
  readonly options: readonly string[];
}

/** Returns every chain of command words of a program, with the words that may follow it. */
export function placesOf(program: Command): readonly Place[] {
  return placesUnder(program, '', longOptions(program));
}

function placesUnder(command: Command, path: string, shared: readonly string[]): readonly Place[] {
  const commands = command.commands.map((child) => ({
    name: child.name(),
    description: child.description(),
  }));
  const options = [...new Set([...longOptions(command), ...shared, '--help'])];
  const inner = command.commands.flatMap((child) => {
    return placesUnder(child, path === '' ? child.name() : `${path} ${child.name()}`, shared);
  });
  return [{ path, commands, options }, ...inner];
}

function longOptions(command: Command): readonly string[] {
  return command.options.flatMap(({ long }) => (long === undefined || long === null ? [] : [long]));
}
