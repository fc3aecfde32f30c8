import { Command } from 'commander';
import type { Finding } from '../doctor/finding.js';
import { EXIT } from '../exit-code.js';
import { epilogue } from '../help/epilogue.js';
import type { Page } from '../output/table.js';
import { widthOf, wrap } from '../output/wrap.js';
import type { OpenSession, Session } from '../session.js';
import { fieldName } from '../words/label.js';
import { phrase } from '../words/phrase.js';

export function doctorCommand(open: OpenSession): Command {
  return new Command('doctor')
    .description(
      phrase('look for what keeps you from working: gateway, clock, identity, register, trust file'),
    )
    .addHelpText(
      'after',
      epilogue([
        {
          says: 'Where FAPIAO_FABRIC_HOME names the folder of a Fabric network, that is examined too, as by fapiao network doctor.',
        },
      ]),
    )
    .action(async (_options: object, command: Command) => {
      await examine(await open(command));
    });
}

async function examine(session: Session): Promise<void> {
  const { settings } = session;
  const { askGateway } = await import('../doctor/ask-gateway.js');
  const { checkClock } = await import('../doctor/clock.js');
  const { checkIdentity } = await import('../doctor/identity.js');
  const { checkChannel, checkTrust } = await import('../doctor/network.js');
  const { finding, answer } = await askGateway(settings);
  const network =
    answer === undefined
      ? []
      : [
          checkClock(session.now().getTime(), answer.date),
          checkChannel(settings.channel, answer.trust),
          await checkTrust(settings.trust, answer.trust),
        ];
  const own = await checkIdentity(settings.identity, session.now(), answer?.trust);
  const { checkRegister } = await import('../doctor/register.js');
  const { checkFabric } = await import('../doctor/fabric.js');
  const canAsk =
    answer !== undefined &&
    settings.identity !== undefined &&
    own.every(({ verdict }) => verdict !== 'failed');
  const { checkCredit } = await import('../doctor/credit.js');
  const registered = canAsk ? await checkRegister(session) : [];
  const isRegistered = registered.length > 0 && registered.every(({ verdict }) => verdict !== 'failed');
  const credit = isRegistered ? await checkCredit(session) : [];
  const findings = [
    finding,
    ...network,
    ...own,
    ...registered,
    ...credit,
    ...(await checkFabric(session.shell)),
  ];
  if (findings.some(({ verdict }) => verdict === 'failed')) session.exitCode = EXIT.domain;
  session.reporter.result({ findings }, (page) => findingsText(findings, page));
}

const SIGNS = { ok: ['✓', 'green'], warning: ['!', 'yellow'], failed: ['✗', 'red'] } as const;

function findingsText(findings: readonly Finding[], page: Page): string {
  const width = Math.max(...findings.map(({ check }) => widthOf(fieldName(check))));
  const indent = ' '.repeat(width + 4);
  const room = page.width === undefined ? Number.POSITIVE_INFINITY : page.width - indent.length;
  return findings
    .map(({ check, verdict, finding, cure }) => {
      const [sign, style] = SIGNS[verdict];
      const text = wrap(finding, room).join(`\n${indent}`);
      const line = `${page.paint(style, sign)} ${fieldName(check)}${' '.repeat(width - widthOf(fieldName(check)))}  ${text}`;
      return cure === '' ? line : `${line}\n${indent}${wrap(`→ ${cure}`, room).join(`\n${indent}`)}`;
    })
    .join('\n');
}
