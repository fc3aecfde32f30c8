import { Info, Returns, Transaction as Transacted } from 'fabric-contract-api';
import { read, readPaymentReference } from '#core';
import { CallerContract, CallerContext as Context } from './caller-context.js';
import { Transaction } from './transaction.js';
import { readLane } from './transactions/allowances.js';
import { cancelRequest, readCancel } from './transactions/cancel.js';
import {
  confirmUseOfInvoices,
  lockInvoices,
  readLock,
  readRedeem,
  readTransfer,
  readUnlock,
  readUse,
  readUseRevocation,
  redeemInvoices,
  revokeUseOfInvoices,
  transferInvoices,
  unlockInvoices,
} from './transactions/change-invoices.js';
import { issueInvoices, readIssueArgument } from './transactions/issue-invoices.js';
import { confirmPayment, readPayment, readPaymentConfirmation } from './transactions/payments.js';
import { attest, readHistory, readInvoice, readRequest } from './transactions/queries.js';
import {
  confirmRedLetter,
  issueRedLetter,
  readConfirmation,
  readFormAct,
  readNamedForm,
  readRedForm,
  readStart,
  readSupply,
  refuseRedLetter,
  startRedLetter,
  withdrawRedLetter,
} from './transactions/red-letters.js';
import { confirmRefund, readRefundConfirmation } from './transactions/refunds.js';
import { answer, decode } from './wire.js';

const INVOICE = read.record({ number: read.invoiceNumber });
const LANE = read.record({ seller: read.creditCode, lane: read.laneName });
const REQUEST = read.record({ actor: read.signerCode, requestId: read.requestId });

/** The contract of the invoice token: issued under tax rules, transferred, locked for a claim, redeemed once, reversed. */
@Info({
  title: 'invoice',
  description: 'Issue, transfer, lock and redeem invoice tokens; read and attest them',
})
export class InvoiceContract extends CallerContract {
  constructor() {
    super('invoice');
  }

  @Transacted()
  @Returns('string')
  async IssueInvoices(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:IssueInvoices'>(() => {
      const transaction = Transaction.timely(ctx);
      return issueInvoices(transaction, readIssueArgument(argument), transaction.transient('drafts'));
    });
  }

  @Transacted()
  @Returns('string')
  async TransferInvoices(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:TransferInvoices'>(() =>
      transferInvoices(Transaction.timely(ctx), decode(argument, readTransfer)),
    );
  }

  @Transacted()
  @Returns('string')
  async LockInvoices(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:LockInvoices'>(() =>
      lockInvoices(Transaction.timely(ctx), decode(argument, readLock)),
    );
  }

  @Transacted()
  @Returns('string')
  async UnlockInvoices(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:UnlockInvoices'>(() =>
      unlockInvoices(Transaction.timely(ctx), decode(argument, readUnlock)),
    );
  }

  @Transacted()
  @Returns('string')
  async RedeemInvoices(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:RedeemInvoices'>(() =>
      redeemInvoices(Transaction.timely(ctx), decode(argument, readRedeem)),
    );
  }

  @Transacted()
  @Returns('string')
  async ConfirmUse(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ConfirmUse'>(() =>
      confirmUseOfInvoices(Transaction.timely(ctx), decode(argument, readUse)),
    );
  }

  @Transacted()
  @Returns('string')
  async RevokeUse(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:RevokeUse'>(() =>
      revokeUseOfInvoices(Transaction.timely(ctx), decode(argument, readUseRevocation)),
    );
  }

  @Transacted()
  @Returns('string')
  async StartRedLetter(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:StartRedLetter'>(() =>
      startRedLetter(Transaction.timely(ctx), decode(argument, readStart)),
    );
  }

  @Transacted()
  @Returns('string')
  async ConfirmRedLetter(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ConfirmRedLetter'>(() =>
      confirmRedLetter(Transaction.timely(ctx), decode(argument, readConfirmation)),
    );
  }

  @Transacted()
  @Returns('string')
  async IssueRedLetter(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:IssueRedLetter'>(() =>
      issueRedLetter(Transaction.timely(ctx), decode(argument, readSupply)),
    );
  }

  @Transacted()
  @Returns('string')
  async RefuseRedLetter(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:RefuseRedLetter'>(() =>
      refuseRedLetter(Transaction.timely(ctx), decode(argument, readFormAct)),
    );
  }

  @Transacted()
  @Returns('string')
  async WithdrawRedLetter(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:WithdrawRedLetter'>(() =>
      withdrawRedLetter(Transaction.timely(ctx), decode(argument, readFormAct)),
    );
  }

  @Transacted()
  @Returns('string')
  async ConfirmPayment(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ConfirmPayment'>(() =>
      confirmPayment(Transaction.timely(ctx), decode(argument, readPaymentConfirmation)),
    );
  }

  @Transacted()
  @Returns('string')
  async ConfirmRefund(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ConfirmRefund'>(() =>
      confirmRefund(Transaction.timely(ctx), decode(argument, readRefundConfirmation)),
    );
  }

  @Transacted()
  @Returns('string')
  async CancelRequest(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:CancelRequest'>(() =>
      cancelRequest(Transaction.timely(ctx), decode(argument, readCancel)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadInvoice(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ReadInvoice'>(() =>
      readInvoice(Transaction.reading(ctx), decode(argument, INVOICE).number),
    );
  }

  @Transacted(false)
  @Returns('string')
  async Attest(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:Attest'>(() =>
      attest(Transaction.timely(ctx), decode(argument, INVOICE).number),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadHistory(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ReadHistory'>(() =>
      readHistory(Transaction.reading(ctx), decode(argument, INVOICE).number),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadRedForm(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ReadRedForm'>(() =>
      readRedForm(Transaction.reading(ctx), decode(argument, readNamedForm)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadPayment(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ReadPayment'>(() =>
      readPayment(Transaction.reading(ctx), decode(argument, readPaymentReference)),
    );
  }

  @Transacted(false)
  @Returns('string')
  async ReadLane(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ReadLane'>(() => readLane(Transaction.reading(ctx), decode(argument, LANE)));
  }

  @Transacted(false)
  @Returns('string')
  async ReadRequest(ctx: Context, argument: string): Promise<string> {
    return await answer<'invoice:ReadRequest'>(() =>
      readRequest(Transaction.timely(ctx), decode(argument, REQUEST)),
    );
  }
}
