import { monthsAfter, type ReturnAnswer, type ReturnJson, type ReturnResult } from '@fapiao-ledger/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { monthAt } from '../support/calendar.ts';
import { CommandWorld } from '../support/command-world.ts';
import { BUYER, SELLER } from '../support/draft.ts';
import { GatewayBetween, type Relay } from '../support/gateway-between.ts';
import { startFapiao } from '../support/processes.ts';

const DRAFT = {
  type: 'SPECIAL',
  buyer: { type: 'ENTERPRISE', code: BUYER, name: '深圳示范采购有限公司' },
  lines: [{ taxClass: '3040201010000000000', item: '*信息技术服务*系统维护', net: '500.00', rate: '0.06' }],
};
/** The month in which the commands issue, and the last two that are over. */
const NOW = monthAt(Date.now());
const [EARLIER, LAST] = [monthsAfter(NOW, -2), monthsAfter(NOW, -1)];

let world: CommandWorld;
let between: GatewayBetween;
let relay: Relay;
let numbers: readonly string[];

const honest: Relay = async (request, passOn) => await passOn(request);

beforeAll(async () => {
  relay = honest;
  world = await CommandWorld.start();
  await world.enterSeller('shop', SELLER);
  await world.enter('buyer', BUYER, '--kind', 'GENERAL', '--name', '深圳示范采购有限公司');
  await world.done(world.anonymous('trust', 'fetch', '--json'));
  numbers = await world.issue('shop', [DRAFT, DRAFT]);
  between = await GatewayBetween.open(world.gateway.address, async (request, passOn) =>
    relay(request, passOn),
  );
});

afterEach(() => {
  relay = honest;
});

afterAll(async () => {
  await between.close();
  await world.stop();
});

/** Registers an officer whose key may decide returns, and nothing else. */
async function enterService(): Promise<void> {
  const officer = ['--role', 'officer', '--code', 'O0009', '--json'];
  await world.done(world.anonymous('identity', 'new', 'service.json', ...officer));
  const added = ['O0009', '--csr', 'service.csr', '--operations', 'accept-return', '--json'];
  await world.done(world.as('officer', 'bureau', 'officer', 'add', ...added));
  await world.done(world.anonymous('identity', 'install', 'service.json', 'service.pem', '--json'));
}

describe('fapiao return', () => {
  it('shows a month that goes on, of a seller and of a buyer', async () => {
    const shown = (await world.done(world.as('shop', 'return', 'show', NOW, '--json'))) as ReturnAnswer;
    expect(shown.computed.figures).toMatchObject({ sales: '1000.00', payable: '60.00' });
    await world.done(world.as('buyer', 'use', 'confirm', numbers[0] as string, '--period', NOW, '--json'));
    expect((await world.as('buyer', 'return', 'show', NOW)).stdout).toMatch(/input +30.00/);
  });

  it('files a month that is over once, after a look, and the bureau accepts it', async () => {
    const dry = await world.as('shop', 'return', 'file', EARLIER, '--dry-run');
    expect([dry.exitCode, dry.stdout]).toEqual([0, expect.stringContaining('nothing was sent')]);
    const { filed } = (await world.done(
      world.as('shop', 'return', 'file', EARLIER, '--json'),
    )) as ReturnResult;
    expect(filed).toMatchObject({ period: EARLIER, state: 'FILED' });
    const waiting = await world.done(world.as('officer', 'bureau', 'returns', '--state', 'FILED', '--json'));
    expect(waiting).toMatchObject({ returns: [{ taxpayer: SELLER, period: EARLIER }] });
    await enterService();
    const { decided } = (await world.done(world.as('service', 'bureau', 'accept-returns', '--json'))) as {
      decided: readonly ReturnJson[];
    };
    expect(decided).toMatchObject([{ period: EARLIER, state: 'ACCEPTED', officer: 'O0009' }]);
    expect(await world.as('service', 'bureau', 'suspend', SELLER, '--reason', '核查')).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('KEY_SCOPE'),
    });
    expect((await world.as('officer', 'bureau', 'accept-returns')).stdout).toContain('no return waits');
    expect((await world.as('shop', 'return', 'list')).stdout).toMatch(new RegExp(`${EARLIER} +ACCEPTED`));
    const again = await world.as('shop', 'return', 'file', EARLIER);
    expect([again.exitCode, again.stderr]).toEqual([3, expect.stringContaining('RETURN_FILED')]);
    const early = await world.as('shop', 'return', 'file', NOW);
    expect([early.exitCode, early.stderr]).toEqual([3, expect.stringContaining('PERIOD_NOT_OVER')]);
  });
});

describe('a gateway that shows other figures than the ledger gives', () => {
  const altering =
    (alter: (answer: ReturnAnswer) => ReturnAnswer): Relay =>
    async (request, passOn) => {
      const { status, body } = await passOn(request);
      const isMonth = request.method === 'GET' && /\/returns\/[0-9-]+$/.test(request.path);
      return { status, body: isMonth ? alter(body as ReturnAnswer) : body };
    };
  const withFigures = (over: object) =>
    altering((answer) => ({
      ...answer,
      computed: { ...answer.computed, figures: { ...answer.computed.figures, ...over } },
    }));

  it('is found out by its own list of invoices', async () => {
    relay = altering((answer) => ({
      ...answer,
      computed: { ...answer.computed, list: 'f'.repeat(64) },
    }));
    const ran = await world.as('shop', 'return', 'show', NOW, '--gateway', between.address);
    expect([ran.exitCode, ran.stderr]).toEqual([5, expect.stringContaining('do not trust this gateway')]);
  });

  it('cannot leave out what a buyer deducts', async () => {
    relay = withFigures({ input: '0.00', carriedOut: '0.00' });
    const ran = await world.as('buyer', 'return', 'show', NOW, '--gateway', between.address);
    expect([ran.exitCode, ran.stderr]).toEqual([5, expect.stringContaining('do not trust this gateway')]);
  });

  it('gets no signature under a month of another taxpayer, nor under figures that it made up', async () => {
    for (const alter of [
      withFigures({ input: '1.00' }),
      altering((answer) => ({ ...answer, taxpayer: BUYER })),
      altering((answer) => ({ ...answer, computed: { ...answer.computed, period: EARLIER } })),
    ]) {
      relay = alter;
      const ran = await world.as('shop', 'return', 'file', LAST, '--gateway', between.address);
      expect([ran.exitCode, ran.stderr]).toEqual([5, expect.stringContaining('ANSWER_UNPROVEN')]);
    }
    expect((await world.as('shop', 'return', 'show', LAST)).stdout).not.toContain('FILED');
  });

  it('gets no signature under figures that do not follow from each other', async () => {
    relay = withFigures({ payable: '0.01' });
    const refused = await world.as('shop', 'return', 'file', LAST, '--gateway', between.address);
    expect([refused.exitCode, refused.stderr]).toEqual([5, expect.stringContaining('do not follow')]);
  });
});

describe('an officer that follows', () => {
  const REFUSED = {
    status: 403,
    body: { type: 'about:blank', title: 'refused', status: 403, detail: 'not now', code: 'ROLE_REQUIRED' },
  };

  /** Refuses the first look, and the first month that is asked for, each time. */
  const failing = (): Relay => {
    let looks = 0;
    let first: string | undefined;
    return async (request, passOn) => {
      const { path } = request;
      const isLook = path.startsWith('/v1/bureau/returns?');
      if (isLook) looks += 1;
      else if (path.startsWith('/v1/bureau/returns/')) first ??= path;
      const fails = (isLook && looks === 1) || path === first;
      return fails ? REFUSED : await passOn(request);
    };
  };

  it('goes on after a look that fails, and after a return that fails', async () => {
    const officers = await GatewayBetween.open(world.gateway.address, failing());
    const following = startFapiao(['bureau', 'accept-returns', '--follow', '--identity', 'service.json'], {
      cwd: world.cwd,
      env: { FAPIAO_GATEWAY: officers.address },
    });
    const filed = { buyer: EARLIER, shop: LAST };
    for (const [who, period] of Object.entries(filed))
      await world.done(world.as(who, 'return', 'file', period, '--json'));
    // The list has the older period first, so the buyer's return is the one that fails.
    await following.shows(SELLER);
    following.kill('SIGTERM');
    const { stderr } = await following.ran;
    await officers.close();
    expect(stderr).toContain('the returns that wait could not be read: ROLE_REQUIRED');
    expect(stderr).toContain(`${BUYER}, ${EARLIER}: ROLE_REQUIRED`);
    expect((await world.as('shop', 'return', 'list')).stdout).toMatch(new RegExp(`${LAST} +ACCEPTED`));
    expect((await world.as('buyer', 'return', 'list')).stdout).toMatch(new RegExp(`${EARLIER} +FILED`));
  });
});
