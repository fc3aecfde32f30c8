import { Info, Returns, Transaction as Transacted } from 'fabric-contract-api';
import { read } from '#core';
import { CallerContract, CallerContext as Context } from './caller-context.js';
import { Transaction } from './transaction.js';
import {
  readKeys,
  readRegistrationOfKey,
  readRevocationOfKey,
  registerTaxpayerKey,
  revokeTaxpayerKey,
} from './transactions/keys.js';
import { electLevyRow, endLevyRow, readElection, readLevyEnd } from './transactions/levy.js';
import {
  grantMandate,
  readMandateGrant,
  readMandateRevocation,
  readMandates,
  revokeMandate,
} from './transactions/mandates.js';
import { readStrictRefs, setStrictRefs } from './transactions/own-ids.js';
import { fileReturnOf, readFiling, readNamedReturn, readReturn } from './transactions/returns.js';
import { answer, decode } from './wire.js';

const TAXPAYER = read.record({ code: read.participant });
const SELLER = read.record({ seller: read.participant });

/** The contract of what taxpayers arrange for themselves. */
@Info({ title: 'taxpayer', description: 'What taxpayers arrange for themselves' })
export class TaxpayerContract extends CallerContract {
  constructor() {
    super('taxpayer');
  }

  @Transacted()
  @Returns('string')
  async RegisterKey(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:RegisterKey'>(() =>
      registerTaxpayerKey(Transaction.timely(ctx), decode(argument, readRegistrationOfKey)),
    );
  }

  @Transacted()
  @Returns('string')
  async RevokeKey(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:RevokeKey'>(() =>
      revokeTaxpayerKey(Transaction.timely(ctx), decode(argument, readRevocationOfKey)),
    );
  }

  @Transacted()
  @Returns('string')
  async ElectLevy(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:ElectLevy'>(() =>
      electLevyRow(Transaction.timely(ctx), decode(argument, readElection)),
    );
  }

  @Transacted()
  @Returns('string')
  async EndLevy(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:EndLevy'>(() =>
      endLevyRow(Transaction.timely(ctx), decode(argument, readLevyEnd)),
    );
  }

  @Transacted()
  @Returns('string')
  async SetStrictRefs(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:SetStrictRefs'>(() =>
      setStrictRefs(Transaction.timely(ctx), decode(argument, readStrictRefs)),
    );
  }

  @Transacted()
  @Returns('string')
  async FileReturn(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:FileReturn'>(() =>
      fileReturnOf(Transaction.timely(ctx), decode(argument, readFiling)),
    );
  }

  @Transacted()
  @Returns('string')
  async GrantMandate(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:GrantMandate'>(() =>
      grantMandate(Transaction.timely(ctx), decode(argument, readMandateGrant)),
    );
  }

  @Transacted()
  @Returns('string')
  async RevokeMandate(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:RevokeMandate'>(() =>
      revokeMandate(Transaction.timely(ctx), decode(argument, readMandateRevocation)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadKeys(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:ReadKeys'>(() =>
      readKeys(Transaction.reading(ctx), decode(argument, TAXPAYER).code),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadReturn(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:ReadReturn'>(() =>
      readReturn(Transaction.reading(ctx), decode(argument, readNamedReturn)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadMandates(ctx: Context, argument: string): Promise<string> {
    return await answer<'taxpayer:ReadMandates'>(() =>
      readMandates(Transaction.reading(ctx), decode(argument, SELLER).seller),
    );
  }
}
