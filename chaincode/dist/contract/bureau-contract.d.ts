import { Context, Contract } from 'fabric-contract-api';
/** What the tax bureau decides: who takes part, by which rules, with which numbers and how much credit. */
export declare class BureauContract extends Contract {
    constructor();
    RegisterTaxpayer(ctx: Context, argument: string): Promise<string>;
    AmendTaxpayer(ctx: Context, argument: string): Promise<string>;
    PublishRuleSet(ctx: Context, argument: string): Promise<string>;
    ClosePeriod(ctx: Context, argument: string): Promise<string>;
    GrantCredit(ctx: Context, argument: string): Promise<string>;
    GrantSegment(ctx: Context, argument: string): Promise<string>;
    AllotLane(ctx: Context, argument: string): Promise<string>;
    FreezeInvoice(ctx: Context, argument: string): Promise<string>;
    ReleaseInvoice(ctx: Context, argument: string): Promise<string>;
    ReadTaxpayer(ctx: Context, argument: string): Promise<string>;
    ReadPolicy(ctx: Context): Promise<string>;
    ReadCredit(ctx: Context, argument: string): Promise<string>;
}
