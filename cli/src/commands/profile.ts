import { Command } from 'commander';
import { type Column, tableText } from '../output/table.js';
import { chooseProfile, type Profile, readProfiles, removeProfile } from '../profiles.js';
import type { OpenSession } from '../session.js';
import type { Settings } from '../settings.js';
import { phrase } from '../words/phrase.js';

/** Shows, chooses and removes what fapiao login has kept. */
export function profileCommand(open: OpenSession): Command {
  return new Command('profile')
    .description(phrase('list, choose and remove the profiles that fapiao login keeps'))
    .addCommand(listCommand(open))
    .addCommand(useCommand(open))
    .addCommand(removeCommand(open));
}

function listCommand(open: OpenSession): Command {
  return new Command('list')
    .description(phrase('list your profiles; the current one has an asterisk'))
    .action(async (_options: object, command: Command) => {
      const session = await open(command);
      const { current, profiles } = await readProfiles(session.shell.env);
      const rows = Object.entries(profiles).map((entry) => row(entry, current));
      const { identity = null, identitySource = null } = session.settings;
      const document = { current: current ?? null, profiles, identity, identitySource };
      session.reporter.result(document, (page) => {
        const table =
          rows.length === 0
            ? phrase('there are no profiles: fapiao login makes one')
            : tableText(COLUMNS, rows, page);
        return `${table}\n\n${identityText(session.settings)}`;
      });
    });
}

/** Returns which identity the next command uses, and why: a variable of the environment beats every profile. */
function identityText({ identity, identitySource }: Settings): string {
  if (identity === undefined || identitySource === undefined)
    return phrase('no identity is named: give --identity FILE, set FAPIAO_IDENTITY, or run fapiao login');
  const source = identitySource === 'the current profile' ? phrase(identitySource) : identitySource;
  return phrase('commands use the identity {identity}, named by {source}', { identity, source });
}

const COLUMNS: readonly Column[] = [
  { head: '' },
  { head: 'profile' },
  { head: 'name', isFlexible: true },
  { head: 'code' },
  { head: 'gateway', isFlexible: true },
];

function row([name, profile]: readonly [string, Profile], current: string | undefined): readonly string[] {
  const { name: registered = '', code = '', gateway = '' } = profile;
  return [name === current ? '*' : '', name, registered, code, gateway];
}

function useCommand(open: OpenSession): Command {
  return new Command('use')
    .description(phrase('make a profile the current one'))
    .argument('<name>', phrase('name of the profile'))
    .action(async (name: string, _options: object, command: Command) => {
      const session = await open(command);
      await chooseProfile(session.shell.env, name);
      session.reporter.result({ current: name }, () => phrase('{name} is the current profile', { name }));
    });
}

function removeCommand(open: OpenSession): Command {
  return new Command('remove')
    .description(phrase('remove a profile; its identity file stays'))
    .argument('<name>', phrase('name of the profile'))
    .action(async (name: string, _options: object, command: Command) => {
      const session = await open(command);
      const { current } = await removeProfile(session.shell.env, name);
      session.reporter.result({ removed: name, current: current ?? null }, () =>
        current === undefined
          ? phrase('removed; no profile is the current one')
          : phrase('removed; {current} is the current profile', { current }),
      );
    });
}
