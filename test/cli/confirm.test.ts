import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { confirm } from '../../cli/src/output/confirm.ts';

/** A terminal at which the user types an answer; without one, the input ends. */
function terminal(answer: string | undefined, isTTY = true): Parameters<typeof confirm>[0] {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()];
  stdin.end(answer);
  return {
    stdin: Object.assign(stdin, { isTTY }),
    stderr: Object.assign(stderr, { isTTY }) as unknown as NodeJS.WriteStream,
  };
}

it.each([
  ['y\n', true],
  ['YES\r\n', true],
  ['是\n', true],
  ['\n', false],
  ['n\n', false],
  ['yesterday\n', false],
  [undefined, false],
])('the answer %j is %s', async (answer, isYes) => {
  expect(await confirm(terminal(answer), '2 invoices: issue?', 'use --yes')).toBe(isYes);
});

it('without a terminal the question is refused, with the way out', async () => {
  await expect(confirm(terminal('y\n', false), 'issue?', 'use --yes')).rejects.toThrow('use --yes');
});
