import { Context, Contract, Info, Returns, Transaction as Transacted } from 'fabric-contract-api';
import { readRuleSet } from '../core/index.js';
import { Transaction } from './transaction.js';
import {
  allotLane,
  grantSegment,
  readAllotment,
  readCredit,
  readCreditGrant,
  readSegmentGrant,
  setCredit,
} from './transactions/allowances.js';
import { creditCode, month, participant } from './transactions/arguments.js';
import { freezeInvoice, readFreeze, readLocated, releaseInvoice } from './transactions/custody.js';
import { close, policyOf, publish } from './transactions/policy.js';
import {
  amendTaxpayer,
  readChange,
  readRegistration,
  readTaxpayer,
  registerTaxpayer,
} from './transactions/registry.js';
import { answer, decode } from './wire.js';

/** What the tax bureau decides: who takes part, by which rules, with which numbers and how much credit. */
@Info({
  title: 'bureau',
  description: 'Register, rules, credit, numbers, and the bureau’s powers over invoices',
})
export class BureauContract extends Contract {
  constructor() {
    super('bureau');
  }

  @Transacted()
  @Returns('string')
  async RegisterTaxpayer(ctx: Context, argument: string): Promise<string> {
    return await answer(() => registerTaxpayer(Transaction.timely(ctx), decode(argument, readRegistration)));
  }

  @Transacted()
  @Returns('string')
  async AmendTaxpayer(ctx: Context, argument: string): Promise<string> {
    return await answer(() => amendTaxpayer(Transaction.timely(ctx), decode(argument, readChange)));
  }

  @Transacted()
  @Returns('string')
  async PublishRuleSet(ctx: Context, argument: string): Promise<string> {
    return await answer(() => publish(Transaction.timely(ctx), decode(argument, readRuleSet)));
  }

  @Transacted()
  @Returns('string')
  async ClosePeriod(ctx: Context, argument: string): Promise<string> {
    return await answer(() => close(Transaction.timely(ctx), decode(argument, month)));
  }

  @Transacted()
  @Returns('string')
  async GrantCredit(ctx: Context, argument: string): Promise<string> {
    return await answer(() => setCredit(Transaction.timely(ctx), decode(argument, readCreditGrant)));
  }

  @Transacted()
  @Returns('string')
  async GrantSegment(ctx: Context, argument: string): Promise<string> {
    return await answer(() => grantSegment(Transaction.timely(ctx), decode(argument, readSegmentGrant)));
  }

  @Transacted()
  @Returns('string')
  async AllotLane(ctx: Context, argument: string): Promise<string> {
    return await answer(() => allotLane(Transaction.timely(ctx), decode(argument, readAllotment)));
  }

  @Transacted()
  @Returns('string')
  async FreezeInvoice(ctx: Context, argument: string): Promise<string> {
    return await answer(() => freezeInvoice(Transaction.timely(ctx), decode(argument, readFreeze)));
  }

  @Transacted()
  @Returns('string')
  async ReleaseInvoice(ctx: Context, argument: string): Promise<string> {
    return await answer(() => releaseInvoice(Transaction.timely(ctx), decode(argument, readLocated)));
  }

  @Transacted(false)
  @Returns('string')
  async ReadTaxpayer(ctx: Context, argument: string): Promise<string> {
    return await answer(() =>
      readTaxpayer(
        Transaction.reading(ctx),
        decode(argument, (reader) => participant(reader, 'code')),
      ),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadPolicy(ctx: Context): Promise<string> {
    return await answer(() => policyOf(Transaction.reading(ctx)));
  }

  @Transacted(false)
  @Returns('string')
  async ReadCredit(ctx: Context, argument: string): Promise<string> {
    return await answer(() =>
      readCredit(
        Transaction.reading(ctx),
        decode(argument, (reader) => ({ seller: creditCode(reader, 'seller'), month: month(reader) })),
      ),
    );
  }
}
