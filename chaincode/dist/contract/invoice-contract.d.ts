import { Context, Contract } from 'fabric-contract-api';
/** The invoice token: issued under tax rules, passed on, locked for a claim, redeemed once. */
export declare class InvoiceContract extends Contract {
    constructor();
    IssueInvoices(ctx: Context, argument: string): Promise<string>;
    TransferInvoices(ctx: Context, argument: string): Promise<string>;
    LockInvoices(ctx: Context, argument: string): Promise<string>;
    UnlockInvoices(ctx: Context, argument: string): Promise<string>;
    RedeemInvoices(ctx: Context, argument: string): Promise<string>;
    ReadInvoice(ctx: Context, argument: string): Promise<string>;
    Attest(ctx: Context, argument: string): Promise<string>;
    ReadHistory(ctx: Context, argument: string): Promise<string>;
    ReadLane(ctx: Context, argument: string): Promise<string>;
    ReadRequest(ctx: Context, argument: string): Promise<string>;
}
