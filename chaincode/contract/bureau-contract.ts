import { Info, Returns, Transaction as Transacted } from 'fabric-contract-api';
import { read, readRuleSet } from '#core';
import { CallerContract, CallerContext as Context } from './caller-context.js';
import { Transaction } from './transaction.js';
import { readOfficerAct as signed } from './transactions/act.js';
import {
  allotLane,
  grantSegment,
  readAllotment,
  readCredit,
  readCreditGrant,
  readSegmentGrant,
  setCredit,
} from './transactions/allowances.js';
import {
  freezeInvoice,
  readFreeze,
  readFreezeAct,
  readReleaseAct,
  releaseInvoice,
} from './transactions/freeze.js';
import {
  readLanes,
  readLanesQuery,
  readNumbers,
  readNumbersQuery,
  readNumbersReturn,
  returnUnused,
} from './transactions/numbers.js';
import {
  found,
  readFounding,
  readOfficer,
  readOfficerRegistration,
  registerOfficer,
  revokeOfficer,
} from './transactions/officers.js';
import {
  readProvider,
  readProviderRegistration,
  registerProvider,
  revokeProvider,
} from './transactions/providers.js';
import {
  amendTaxpayer,
  readChange,
  readRegistration,
  readTaxpayer,
  registerTaxpayer,
} from './transactions/registry.js';
import { acceptReturn, readReturnAct } from './transactions/returns.js';
import { close, publish, setCheckPage } from './transactions/rules.js';
import { policyOf } from './transactions/stored-policy.js';
import { answer, decode } from './wire.js';

const PROVIDER = read.record({ code: read.providerCode });
const OFFICER = read.record({ code: read.officerCode });
const TAXPAYER = read.record({ code: read.participant });
const INVOICE = read.record({ number: read.invoiceNumber });
const PERIOD = read.record({ month: read.month });
const CHECK_PAGE = read.record({ checkPage: read.optional(read.checkPage) });
const CREDIT = read.record({ seller: read.creditCode, month: read.month });

/** The contract of the tax bureau's decisions: register, rules, numbers and credit. */
@Info({
  title: 'bureau',
  description: 'Register, rules, credit, numbers, and the bureau’s powers over invoices',
})
export class BureauContract extends CallerContract {
  constructor() {
    super('bureau');
  }

  @Transacted()
  @Returns('string')
  async FoundLedger(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:FoundLedger'>(() =>
      found(Transaction.timely(ctx), decode(argument, readFounding)),
    );
  }

  @Transacted()
  @Returns('string')
  async RegisterOfficer(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:RegisterOfficer'>(() =>
      registerOfficer(Transaction.timely(ctx), decode(argument, signed(readOfficerRegistration))),
    );
  }

  @Transacted()
  @Returns('string')
  async RevokeOfficer(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:RevokeOfficer'>(() =>
      revokeOfficer(Transaction.timely(ctx), decode(argument, signed(OFFICER))),
    );
  }

  @Transacted()
  @Returns('string')
  async RegisterProvider(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:RegisterProvider'>(() =>
      registerProvider(Transaction.timely(ctx), decode(argument, signed(readProviderRegistration))),
    );
  }

  @Transacted()
  @Returns('string')
  async RevokeProvider(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:RevokeProvider'>(() =>
      revokeProvider(Transaction.timely(ctx), decode(argument, signed(PROVIDER))),
    );
  }

  @Transacted()
  @Returns('string')
  async RegisterTaxpayer(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:RegisterTaxpayer'>(() =>
      registerTaxpayer(Transaction.timely(ctx), decode(argument, signed(readRegistration))),
    );
  }

  @Transacted()
  @Returns('string')
  async AmendTaxpayer(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:AmendTaxpayer'>(() =>
      amendTaxpayer(Transaction.timely(ctx), decode(argument, signed(readChange))),
    );
  }

  @Transacted()
  @Returns('string')
  async PublishRuleSet(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:PublishRuleSet'>(() =>
      publish(Transaction.timely(ctx), decode(argument, signed(readRuleSet))),
    );
  }

  @Transacted()
  @Returns('string')
  async ClosePeriod(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ClosePeriod'>(() =>
      close(Transaction.timely(ctx), decode(argument, signed(PERIOD))),
    );
  }

  @Transacted()
  @Returns('string')
  async SetCheckPage(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:SetCheckPage'>(() =>
      setCheckPage(Transaction.timely(ctx), decode(argument, signed(CHECK_PAGE))),
    );
  }

  @Transacted()
  @Returns('string')
  async GrantCredit(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:GrantCredit'>(() =>
      setCredit(Transaction.timely(ctx), decode(argument, signed(readCreditGrant))),
    );
  }

  @Transacted()
  @Returns('string')
  async GrantSegment(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:GrantSegment'>(() =>
      grantSegment(Transaction.timely(ctx), decode(argument, signed(readSegmentGrant))),
    );
  }

  @Transacted()
  @Returns('string')
  async ReturnNumbers(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReturnNumbers'>(() =>
      returnUnused(Transaction.timely(ctx), decode(argument, signed(readNumbersReturn))),
    );
  }

  @Transacted()
  @Returns('string')
  async AllotLane(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:AllotLane'>(() =>
      allotLane(Transaction.timely(ctx), decode(argument, readAllotment)),
    );
  }

  @Transacted()
  @Returns('string')
  async FreezeInvoice(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:FreezeInvoice'>(() =>
      freezeInvoice(Transaction.timely(ctx), decode(argument, readFreezeAct)),
    );
  }

  @Transacted()
  @Returns('string')
  async ReleaseInvoice(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReleaseInvoice'>(() =>
      releaseInvoice(Transaction.timely(ctx), decode(argument, readReleaseAct)),
    );
  }

  @Transacted()
  @Returns('string')
  async AcceptReturn(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:AcceptReturn'>(() =>
      acceptReturn(Transaction.timely(ctx), decode(argument, readReturnAct)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadOfficer(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReadOfficer'>(() =>
      readOfficer(Transaction.reading(ctx), decode(argument, OFFICER).code),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadProvider(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReadProvider'>(() =>
      readProvider(Transaction.reading(ctx), decode(argument, PROVIDER).code),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadFreeze(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReadFreeze'>(() =>
      readFreeze(Transaction.reading(ctx), decode(argument, INVOICE).number),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadTaxpayer(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReadTaxpayer'>(() =>
      readTaxpayer(Transaction.reading(ctx), decode(argument, TAXPAYER).code),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadPolicy(ctx: Context): Promise<string> {
    return await answer<'bureau:ReadPolicy'>(() => policyOf(Transaction.reading(ctx)));
  }

  @Transacted(false)
  @Returns('string')
  async ReadCredit(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReadCredit'>(() =>
      readCredit(Transaction.reading(ctx), decode(argument, CREDIT)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadLanes(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReadLanes'>(() =>
      readLanes(Transaction.reading(ctx), decode(argument, readLanesQuery)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadNumbers(ctx: Context, argument: string): Promise<string> {
    return await answer<'bureau:ReadNumbers'>(() =>
      readNumbers(Transaction.reading(ctx), decode(argument, readNumbersQuery)),
    );
  }
}
