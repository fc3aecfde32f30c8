/** Types of the REST interface, made from its OpenAPI document by `npm run openapi`. */
export interface paths {
    readonly "/v1/invoices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the caller’s own invoices, newest first */
        readonly get: operations["getInvoices"];
        readonly put?: never;
        /** Issue one draft, or up to 500 drafts, all or none */
        readonly post: operations["postInvoices"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an invoice and its current state */
        readonly get: operations["getInvoicesNumber"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read every state of an invoice since it was issued, newest first */
        readonly get: operations["getInvoicesNumberHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/proof": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an endorsed attestation of an invoice, the content of a receipt */
        readonly get: operations["getInvoicesNumberProof"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/receipt.pdf": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The receipt */
        readonly get: operations["getInvoicesNumberReceiptPdf"];
        readonly put?: never;
        /** Make a receipt with the buyer’s name, which the caller opens */
        readonly post: operations["postInvoicesNumberReceiptPdf"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Transfer an invoice to another participant */
        readonly post: operations["postInvoicesNumberTransfer"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/lock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Lock an invoice for the claim of a company */
        readonly post: operations["postInvoicesNumberLock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/unlock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Release the lock of a claim */
        readonly post: operations["postInvoicesNumberUnlock"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/redeem": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Book an amount of a locked invoice */
        readonly post: operations["postInvoicesNumberRedeem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/confirm-use": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirm once what the buyer uses an invoice for, and in which tax period */
        readonly post: operations["postInvoicesNumberConfirmUse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/revoke-use": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke the confirmation of use */
        readonly post: operations["postInvoicesNumberRevokeUse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/red-letter": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Start to reverse an invoice, in part or in whole; done at once where no confirmation is needed */
        readonly post: operations["postInvoicesNumberRedLetter"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/red-letter/{sequence}/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirm a red-letter form by the digest of its terms; the last confirmation issues its invoice */
        readonly post: operations["postInvoicesNumberRedLetterSequenceConfirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/red-letter/{sequence}/issue": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Issue the red-letter invoice of a confirmed form from another lane, as the seller */
        readonly post: operations["postInvoicesNumberRedLetterSequenceIssue"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/red-letter/{sequence}/refuse": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Refuse a red-letter form, as a side that has not signed it */
        readonly post: operations["postInvoicesNumberRedLetterSequenceRefuse"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/red-letter/{sequence}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Withdraw a red-letter form, as the taxpayer that started it */
        readonly post: operations["postInvoicesNumberRedLetterSequenceWithdraw"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invoices/{number}/red-letter/{sequence}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a red-letter form and the digest of its terms */
        readonly get: operations["getInvoicesNumberRedLetterSequence"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/payments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirm a payment; with drafts, issue their invoices by the mandate of the payee */
        readonly post: operations["postPayments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/payments/{provider}/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a payment with its invoices and refunds, as its provider or its payee */
        readonly get: operations["getPaymentsProviderId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/refunds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Confirm a refund of a payment, which starts to reverse one of its invoices */
        readonly post: operations["postRefunds"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mandates": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the mandates that the caller has granted, also those that have ended */
        readonly get: operations["getMandates"];
        readonly put?: never;
        /** Grant a payment provider a mandate: its confirmations issue, and its refunds reverse */
        readonly post: operations["postMandates"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/mandates/{provider}/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke the mandate of a payment provider at once */
        readonly post: operations["postMandatesProviderRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/key": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the registration of the caller’s key, and the ledger that statements name */
        readonly get: operations["getKey"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/requests/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the outcome of a request of the caller, with the endorsers’ signatures */
        readonly get: operations["getRequestsId"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/cancellations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Cancel the request that the statement replaces: it can never take effect */
        readonly post: operations["postCancellations"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Follow the events of the caller’s invoices; resumable without gaps or repetition */
        readonly get: operations["getEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Check an invoice by its printed facts */
        readonly get: operations["getVerify"];
        readonly put?: never;
        /** Check a receipt, and read the current state of its invoice */
        readonly post: operations["postVerify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/network": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the network’s name, its authorities and its endorsement policy */
        readonly get: operations["getNetwork"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/taxpayers/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the register’s entry of a taxpayer */
        readonly get: operations["getTaxpayersCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/credits/{seller}/{month}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read what is granted, allotted, used and left of a month’s credit, and which numbers are left */
        readonly get: operations["getCreditsSellerMonth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the further keys of the caller, also those that have ended */
        readonly get: operations["getKeys"];
        readonly put?: never;
        /** Register a further key of the caller, such as that of a till */
        readonly post: operations["postKeys"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{name}/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke a further key of the caller at once */
        readonly post: operations["postKeysNameRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/taxpayers/{code}/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the further keys of a taxpayer, also those that have ended */
        readonly get: operations["getTaxpayersCodeKeys"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/levy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Elect a levy row of the rate table from this month or the next one */
        readonly post: operations["postLevy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/levy/end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** End the election of a levy row */
        readonly post: operations["postLevyEnd"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/strict-refs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Choose whether the ledger issues one invoice for each own id at most */
        readonly post: operations["postStrictRefs"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rule-sets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the tax rules in force, and those that wait for their first day */
        readonly get: operations["getRuleSets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/custodian/taxpayers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make a key for a taxpayer, for the bureau to register, and bind an access key to it */
        readonly post: operations["postCustodianTaxpayers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/custodian/taxpayers/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the keys of a taxpayer that are in custody */
        readonly get: operations["getCustodianTaxpayersCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Replace the access key of a taxpayer, or renew its certificate */
        readonly patch: operations["patchCustodianTaxpayersCode"];
        readonly trace?: never;
    };
    readonly "/v1/custodian/taxpayers/{code}/erase": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Erase the keys of a taxpayer, except the registered one */
        readonly post: operations["postCustodianTaxpayersCodeErase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/invoices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the invoices of all taxpayers, newest first */
        readonly get: operations["getBureauInvoices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Export all invoices that match a filter, one per line */
        readonly get: operations["getBureauExport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/statistics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Sum up issued invoices by month, week, day, type, region, rate, sector or seller */
        readonly get: operations["getBureauStatistics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rule-sets/published": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the tax rules that were ever published, newest first */
        readonly get: operations["getRuleSetsPublished"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/own-ids": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Find the caller’s invoices that have one of up to 500 own ids */
        readonly post: operations["postOwnIds"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/red-letters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the red-letter forms that concern the caller, newest first */
        readonly get: operations["getRedLetters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/red-letters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the red-letter forms of all taxpayers, newest first */
        readonly get: operations["getBureauRedLetters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/red-letters/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Export all red-letter forms that match a filter, one per line */
        readonly get: operations["getBureauRedLettersExport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/taxpayers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List taxpayers by name, code, region, kind or status */
        readonly get: operations["getBureauTaxpayers"];
        readonly put?: never;
        /** Register a taxpayer and its key; with csr also certify the key */
        readonly post: operations["postBureauTaxpayers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/numbers/{seller}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Account for every number of a seller and year: issued, returned, or unused */
        readonly get: operations["getBureauNumbersSeller"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/watch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List small-scale sellers whose sales of twelve months come near the limit, or are above it */
        readonly get: operations["getBureauWatch"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/returns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the caller’s own returns, by period */
        readonly get: operations["getReturns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/returns/{period}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Count a month of the caller, and read its return */
        readonly get: operations["getReturnsPeriod"];
        readonly put?: never;
        /** File the return of a month that is over; nothing is issued or confirmed in the month any more */
        readonly post: operations["postReturnsPeriod"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/returns/{period}/invoices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the invoices behind a figure of a month */
        readonly get: operations["getReturnsPeriodInvoices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/returns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the returns of all taxpayers, by period */
        readonly get: operations["getBureauReturns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/returns/{taxpayer}/{period}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Count a month of a taxpayer again, beside its return */
        readonly get: operations["getBureauReturnsTaxpayerPeriod"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/returns/{taxpayer}/{period}/invoices": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the invoices behind a figure of a taxpayer’s month */
        readonly get: operations["getBureauReturnsTaxpayerPeriodInvoices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/returns/{taxpayer}/{period}/decision": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Accept a return, or name a figure that differs */
        readonly post: operations["postBureauReturnsTaxpayerPeriodDecision"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/officers/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an officer and the operations that its key may sign */
        readonly get: operations["getBureauOfficersCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/officers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Register an officer or its new key; with csr also certify the key */
        readonly post: operations["postBureauOfficers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/officers/{code}/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke another officer */
        readonly post: operations["postBureauOfficersCodeRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/providers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Register a payment provider or its new key */
        readonly post: operations["postBureauProviders"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/providers/{code}/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke a payment provider: none of its statements takes effect any more */
        readonly post: operations["postBureauProvidersCodeRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/taxpayers/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Suspend or reinstate a taxpayer, replace its key, or change its limits */
        readonly patch: operations["patchBureauTaxpayersCode"];
        readonly trace?: never;
    };
    readonly "/v1/bureau/rule-sets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Publish a version of the tax rules */
        readonly post: operations["postBureauRuleSets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/credits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Set a seller’s credit for a month, as a net amount */
        readonly post: operations["postBureauCredits"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/segments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Grant a seller the next numbers under a prefix */
        readonly post: operations["postBureauSegments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/periods": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Close a tax period for issuing, and all before it */
        readonly post: operations["postBureauPeriods"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/check-page": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Set the address of the page to which receipts link, or remove it */
        readonly post: operations["postBureauCheckPage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/numbers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Return the unused numbers of a seller and of a year that is over */
        readonly post: operations["postBureauNumbers"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/invoices/{number}/freeze": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read why an invoice was frozen, as the bureau or an auditor */
        readonly get: operations["getBureauInvoicesNumberFreeze"];
        readonly put?: never;
        /** Freeze an invoice, so that no party can change it */
        readonly post: operations["postBureauInvoicesNumberFreeze"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/invoices/{number}/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Release a frozen invoice */
        readonly post: operations["postBureauInvoicesNumberRelease"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/bureau/invoices/{number}/acts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read who has done what with an invoice: signers, requests, transactions and blocks */
        readonly get: operations["getBureauInvoicesNumberActs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The content that a seller signs. The ledger adds the rest. */
        readonly Draft: {
            /** @enum {string} */
            readonly type: "ORDINARY" | "SPECIAL";
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly seller: string;
            readonly buyer: components["schemas"]["Buyer"];
            /**
             * @description first holder; when absent, the buyer
             * @example 914403001922038216
             */
            readonly holder?: string;
            readonly lines: readonly components["schemas"]["Line"][];
            readonly totals: components["schemas"]["Totals"];
            readonly remark?: string;
            /**
             * @description the seller’s own id of the invoice, such as an order number
             * @example order-2026-0001
             */
            readonly ref?: string;
        };
        /** @description A person’s name is never on the ledger, only a commitment to it. */
        readonly Buyer: {
            /** @constant */
            readonly type: "ENTERPRISE";
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly code: string;
            /** @example 示例采购有限公司 */
            readonly name: string;
            readonly contact?: string;
            readonly bank?: string;
        } | {
            /** @constant */
            readonly type: "BODY";
            readonly name: string;
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly code?: string;
        } | {
            /** @constant */
            readonly type: "PERSON";
            /**
             * @description SHA-256 over a secret salt and the name
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly nameCommitment?: string;
        };
        readonly Line: {
            /** @enum {string} */
            readonly kind: "NORMAL" | "DISCOUNTED" | "DISCOUNT";
            /**
             * @description tax classification, 19 digits
             * @example 3040201010000000000
             */
            readonly taxClass: string;
            /** @example *信息技术服务*系统维护 */
            readonly item: string;
            readonly specification?: string;
            readonly unit?: string;
            /**
             * @description a decimal of at most 13 places
             * @example 1.5
             */
            readonly quantity?: string;
            /**
             * @description a decimal of at most 13 places
             * @example 1.5
             */
            readonly unitPrice?: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly net: string;
            /**
             * @description a fraction
             * @example 0.13
             */
            readonly rate: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly tax: string;
            /** @enum {string} */
            readonly zeroRate?: "EXEMPT" | "NOT_TAXED" | "ZERO_RATED";
        };
        readonly Totals: {
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly net: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly tax: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly gross: string;
        };
        /** @description A line is a separate signed request. Either all of its drafts are issued or none. */
        readonly BulkLine: {
            /**
             * @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -
             * @example till-7:2026-03-01:000123
             */
            readonly requestId: string;
            /**
             * @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -
             * @example till-7:2026-03-01:000123
             */
            readonly replaces?: string;
            /**
             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
             * @example 0f1e2d3c4b5a6978
             */
            readonly keyEpoch?: string;
            /**
             * @description a moment in UTC, to the second
             * @example 2026-03-01T08:00:00Z
             */
            readonly notAfter?: string;
            /**
             * @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64
             * @example MEQCIBt9w0m7mT1bVYQ2Yw0o0Jx0w5kq5bW7n0mV1m9m8wJ1AiA0W7o4V0b5Yq2m1n9r8e7t6y5u4i3o2p1a0s9d8f7g6h5A==
             */
            readonly signature?: string;
            readonly payment?: components["schemas"]["PaymentReference"];
            readonly invoices: readonly components["schemas"]["Draft"][];
        };
        /** @description A payment by its provider and the provider’s id of it. */
        readonly PaymentReference: {
            /**
             * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
             * @example V-PAY
             */
            readonly provider: string;
            /**
             * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
             * @example 20260301-000123
             */
            readonly id: string;
        };
        readonly ReversedLine: {
            /** @description place of the line, beginning with 1 */
            readonly line: number;
            /**
             * @description a decimal of at most 13 places
             * @example 1.5
             */
            readonly quantity?: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly net: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly tax: string;
        };
        readonly PaymentConfirmation: {
            readonly payment: components["schemas"]["PaymentTerms"];
            readonly invoices?: readonly components["schemas"]["Draft"][];
        };
        /** @description What a provider confirms of a payment. */
        readonly PaymentTerms: {
            /**
             * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
             * @example 20260301-000123
             */
            readonly id: string;
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly payee: string;
            /**
             * @description yuan with exactly two decimals, not negative
             * @example 1234.50
             */
            readonly amount: string;
            /**
             * @description a moment in UTC, to the second
             * @example 2026-03-01T08:00:00Z
             */
            readonly paidAt: string;
        };
        /** @description A general taxpayer’s election of a levy row. */
        readonly LevyElection: {
            /**
             * @description row of the rate table
             * @example L03
             */
            readonly row: string;
            /**
             * @description first month in which the row applies
             * @example 2026-03
             */
            readonly since: string;
        };
        readonly ReturnFigures: {
            /** @description by type, then by rate, less what red-letter invoices of the period took back */
            readonly output: readonly {
                /** @enum {string} */
                readonly type: "ORDINARY" | "SPECIAL";
                /**
                 * @description a fraction
                 * @example 0.13
                 */
                readonly rate: string;
                /**
                 * @description a sum of yuan with exactly two decimals, which may be larger than any amount
                 * @example 1234.50
                 */
                readonly net: string;
                /**
                 * @description a sum of yuan with exactly two decimals, which may be larger than any amount
                 * @example 1234.50
                 */
                readonly tax: string;
            }[];
            /**
             * @description tax of the invoices that are confirmed for deduction in the period
             * @example 1234.50
             */
            readonly input: string;
            /**
             * @description tax that red-letter invoices took back of confirmed invoices
             * @example 1234.50
             */
            readonly transfersOut: string;
            /**
             * @description net of the whole output
             * @example 1234.50
             */
            readonly sales: string;
            /**
             * @description output tax against which input is set
             * @example 1234.50
             */
            readonly generalTax: string;
            /**
             * @description output tax at levy rates
             * @example 1234.50
             */
            readonly levyTax: string;
            /**
             * @description levy tax that is not due below the threshold
             * @example 1234.50
             */
            readonly relief: string;
            /**
             * @description a sum of yuan with exactly two decimals, which may be larger than any amount
             * @example 1234.50
             */
            readonly carriedIn: string;
            /**
             * @description a sum of yuan with exactly two decimals, which may be larger than any amount
             * @example 1234.50
             */
            readonly carriedOut: string;
            /**
             * @description a sum of yuan with exactly two decimals, which may be larger than any amount
             * @example 1234.50
             */
            readonly payable: string;
        };
        readonly FigureDifference: {
            /**
             * @description the name of a figure
             * @example input
             */
            readonly figure: string;
            /**
             * @description the figure as it was filed
             * @example 90.00
             */
            readonly filed: string;
            /**
             * @description the figure as the ledger gives it
             * @example 90.00
             */
            readonly computed: string;
        };
        /** @description All that the bureau may change about taxation, as data in force from a date. */
        readonly RuleSet: {
            /** @example 2026.13 */
            readonly version: string;
            /**
             * @description a date
             * @example 2026-03-01
             */
            readonly validFrom: string;
            readonly rates: readonly {
                /** @example L03 */
                readonly code: string;
                /**
                 * @description a fraction
                 * @example 0.13
                 */
                readonly rate: string;
                /** @enum {string} */
                readonly zeroRate?: "EXEMPT" | "NOT_TAXED" | "ZERO_RATED";
                readonly kinds: readonly ("GENERAL" | "SMALL_SCALE")[];
                readonly types: readonly ("ORDINARY" | "SPECIAL")[];
                /**
                 * @description a date
                 * @example 2026-03-01
                 */
                readonly from?: string;
                /**
                 * @description a date
                 * @example 2026-03-01
                 */
                readonly to?: string;
                /** @constant */
                readonly byGrant?: true;
                /** @constant */
                readonly byElection?: true;
                /** @description beginnings of tax classes to which the row does not apply */
                readonly excludes?: readonly string[];
                readonly source: string;
            }[];
            readonly linesMax: number;
            readonly tolerances: {
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly lineAmount: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly lineTax: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly invoiceTax: string;
            };
            readonly lockDays: number;
            readonly statementDays: number;
            readonly personTitleClaimable: boolean;
            readonly levyMonths?: number;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly smallScaleLimit?: string;
            readonly deductibleTypes?: readonly ("ORDINARY" | "SPECIAL")[];
            readonly redLetter?: {
                readonly reasons: readonly {
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly code: string;
                    readonly isWhole: boolean;
                    readonly hasQuantities: boolean;
                    readonly restoresCredit: boolean;
                    readonly source: string;
                }[];
                readonly confirmHours: number;
                readonly confirmationFor: readonly ("USE" | "BOOKING")[];
                readonly codes: {
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly UNCONDITIONAL: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly AWAITS_BUYER: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly AWAITS_SELLER: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly CONFIRMED: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly REFUSED_BY_BUYER: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly REFUSED_BY_SELLER: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly EXPIRED: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly WITHDRAWN: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly WITHDRAWN_AFTER_CONFIRMATION: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly INVOICE_FROZEN: string;
                    /**
                     * @description national code
                     * @example 01
                     */
                    readonly TAXPAYER_SUSPENDED: string;
                };
            };
            readonly returns?: {
                readonly thresholds: readonly {
                    /**
                     * @description a month
                     * @example 2026-03
                     */
                    readonly from?: string;
                    /**
                     * @description a month
                     * @example 2026-03
                     */
                    readonly to?: string;
                    /**
                     * @description yuan with exactly two decimals, not negative
                     * @example 1234.50
                     */
                    readonly sales: string;
                    readonly source: string;
                }[];
            };
        };
        /** @description A line with the outcome of a request. */
        readonly BulkAnswer: {
            readonly requestId: string;
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly transactionId: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly issuedAt: string;
            readonly invoices: readonly {
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                /** @description 20 digits */
                readonly checkCode: string;
            }[];
            readonly line: number;
        } | {
            readonly line?: number;
            readonly requestId?: string;
            readonly problem: components["schemas"]["Problem"];
        };
        /** @description RFC 9457 */
        readonly Problem: {
            /**
             * @description address of the page that explains the code
             * @example /docs/errors#TOTALS_MISMATCH
             */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            /** @description what to do about it */
            readonly cure: string;
            /**
             * @description stable; programs match on it
             * @example TOTALS_MISMATCH
             */
            readonly code: string;
            readonly faults?: readonly {
                readonly code: string;
                /**
                 * @description JSON pointer (RFC 6901)
                 * @example /lines/0/tax
                 */
                readonly path: string;
                readonly message: string;
            }[];
            readonly requestId: string;
        };
        readonly Issued: {
            readonly requestId: string;
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly transactionId: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly issuedAt: string;
            readonly invoices: readonly {
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                /** @description 20 digits */
                readonly checkCode: string;
            }[];
        };
        /** @description Newest first: by date, then by number. */
        readonly InvoicesPage: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly invoices: readonly components["schemas"]["InvoiceSummary"][];
            /** @description cursor of the next page; absent on the last one */
            readonly next?: string;
        };
        readonly InvoiceSummary: {
            /**
             * @description an invoice number of 20 digits
             * @example 26442000000000000001
             */
            readonly number: string;
            /** @enum {string} */
            readonly profile: "SHENZHEN_2018" | "DIGITAL";
            /** @enum {string} */
            readonly type: "ORDINARY" | "SPECIAL";
            /**
             * @description a date
             * @example 2026-03-01
             */
            readonly date: string;
            readonly seller: {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly code: string;
                readonly name: string;
            };
            readonly buyer: {
                /** @enum {string} */
                readonly type: "ENTERPRISE" | "BODY" | "PERSON";
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly code?: string;
                readonly name?: string;
            };
            readonly rates: readonly string[];
            readonly totals: {
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly net: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly tax: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly gross: string;
            };
            /** @enum {string} */
            readonly state: "OPEN" | "LOCKED" | "REDEEMED" | "RED" | "FROZEN";
            /**
             * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
             * @example 914403001922038216
             */
            readonly holder: string;
            /**
             * @description gross amount that is not redeemed yet
             * @example 1234.50
             */
            readonly rest: string;
            /**
             * @description the seller’s own id of the invoice, such as an order number
             * @example order-2026-0001
             */
            readonly ref?: string;
            /** @description what the buyer uses the invoice for, and in which tax period */
            readonly use?: {
                /** @enum {string} */
                readonly purpose: "DEDUCTION" | "NO_DEDUCTION";
                /**
                 * @description a month
                 * @example 2026-03
                 */
                readonly period: string;
            };
        };
        /** @description An issued invoice, which is never edited. */
        readonly Invoice: {
            /** @enum {string} */
            readonly type: "ORDINARY" | "SPECIAL";
            readonly seller: {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly code: string;
                readonly name: string;
                readonly contact?: string;
                readonly bank?: string;
            };
            readonly buyer: components["schemas"]["Buyer"];
            /**
             * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
             * @example 914403001922038216
             */
            readonly holder: string;
            readonly lines: readonly components["schemas"]["Line"][];
            readonly totals: components["schemas"]["Totals"];
            readonly remark?: string;
            /**
             * @description the seller’s own id of the invoice, such as an order number
             * @example order-2026-0001
             */
            readonly ref?: string;
            /**
             * @description an invoice number of 20 digits
             * @example 26442000000000000001
             */
            readonly number: string;
            /** @enum {string} */
            readonly profile: "SHENZHEN_2018" | "DIGITAL";
            readonly checkCode: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly issuedAt: string;
            /**
             * @description a date
             * @example 2026-03-01
             */
            readonly date: string;
            /** @description what a red-letter invoice reverses */
            readonly red?: {
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                readonly form: number;
                readonly reason: string;
            };
            /** @description the payment that paid it */
            readonly payment?: components["schemas"]["PaymentReference"];
            readonly ruleSet: {
                readonly version: string;
                /**
                 * @description SHA-256 in hex
                 * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                 */
                readonly hash: string;
            };
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly transactionId: string;
        };
        readonly Status: {
            /** @enum {string} */
            readonly state: "OPEN" | "LOCKED" | "REDEEMED" | "RED" | "FROZEN";
            /**
             * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
             * @example 914403001922038216
             */
            readonly holder: string;
            /**
             * @description gross amount that is neither redeemed nor reversed yet
             * @example 1234.50
             */
            readonly rest: string;
            readonly lock?: {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly company: string;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly lockedAt: string;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly expiresAt: string;
            };
            readonly redemptions: readonly {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly company: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly amount: string;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly at: string;
                readonly reversed?: readonly {
                    /**
                     * @description an invoice number of 20 digits
                     * @example 26442000000000000001
                     */
                    readonly red: string;
                    /**
                     * @description yuan with exactly two decimals
                     * @example 1234.50
                     */
                    readonly amount: string;
                }[];
            }[];
            /** @description what the buyer uses the invoice for, and in which tax period */
            readonly use?: {
                /** @enum {string} */
                readonly purpose: "DEDUCTION" | "NO_DEDUCTION";
                /**
                 * @description a month
                 * @example 2026-03
                 */
                readonly period: string;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly at: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly tax?: string;
                /** @description tax that red-letter invoices took back of the deduction */
                readonly transfers?: readonly {
                    /**
                     * @description an invoice number of 20 digits
                     * @example 26442000000000000001
                     */
                    readonly red: string;
                    /**
                     * @description a month
                     * @example 2026-03
                     */
                    readonly period: string;
                    /**
                     * @description yuan with exactly two decimals
                     * @example 1234.50
                     */
                    readonly tax: string;
                }[];
            };
            /** @description what red-letter invoices have taken */
            readonly reversal?: {
                /** @description count of red-letter forms; the last one runs, or has ended */
                readonly forms: number;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly at: string;
                readonly reds: readonly string[];
                readonly totals: components["schemas"]["Totals"];
                readonly lines: readonly components["schemas"]["ReversedLine"][];
            };
            readonly frozen?: {
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly at: string;
            };
        };
        readonly History: {
            readonly history: readonly {
                readonly transactionId: string;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly at: string;
                readonly status: components["schemas"]["Status"];
            }[];
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
        };
        /** @description An endorsed attestation of an invoice at a moment. */
        readonly Proof: {
            readonly attestation: {
                /** @description ProposalResponsePayload as the endorsers signed it, base64 */
                readonly payload: string;
                readonly endorsements: readonly {
                    readonly endorser: string;
                    readonly signature: string;
                }[];
            };
        };
        readonly Changed: {
            readonly requestId: string;
            readonly transactionId: string;
            readonly status: components["schemas"]["Status"];
        };
        readonly RedLetterResult: {
            /**
             * @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -
             * @example till-7:2026-03-01:000123
             */
            readonly requestId: string;
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly transactionId: string;
            readonly form: components["schemas"]["RedForm"];
            readonly status: components["schemas"]["Status"];
            readonly red?: {
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                readonly checkCode: string;
            };
        };
        /** @description A red-letter confirmation form of an invoice. */
        readonly RedForm: {
            /**
             * @description an invoice number of 20 digits
             * @example 26442000000000000001
             */
            readonly number: string;
            readonly sequence: number;
            /**
             * @description national code
             * @example 01
             */
            readonly reason: string;
            /** @enum {string} */
            readonly startedBy: "SELLER" | "BUYER";
            readonly lines: readonly components["schemas"]["ReversedLine"][];
            readonly totals: components["schemas"]["Totals"];
            /** @enum {string} */
            readonly state: "UNCONDITIONAL" | "AWAITS_BUYER" | "AWAITS_SELLER" | "CONFIRMED" | "REFUSED_BY_BUYER" | "REFUSED_BY_SELLER" | "EXPIRED" | "WITHDRAWN" | "WITHDRAWN_AFTER_CONFIRMATION" | "INVOICE_FROZEN" | "TAXPAYER_SUSPENDED";
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly startedAt: string;
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly seller: string;
            /** @description who has signed the form, its starter first */
            readonly signers: readonly string[];
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly expiresAt: string;
            readonly lane?: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly changedAt: string;
            /**
             * @description number of the red-letter invoice
             * @example 26442000000000000001
             */
            readonly red?: string;
        };
        readonly RedFormAnswer: {
            readonly form: components["schemas"]["RedForm"];
            /**
             * @description digest of the terms of the form; a confirming side computes it itself
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly terms: string;
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
        };
        readonly PaymentResult: {
            /**
             * @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -
             * @example till-7:2026-03-01:000123
             */
            readonly requestId: string;
            readonly transactionId: string;
            readonly payment: components["schemas"]["Payment"];
        };
        /** @description A payment that its provider has confirmed. */
        readonly Payment: {
            /**
             * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
             * @example 20260301-000123
             */
            readonly id: string;
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly payee: string;
            /**
             * @description yuan with exactly two decimals, not negative
             * @example 1234.50
             */
            readonly amount: string;
            /**
             * @description a moment in UTC, to the second
             * @example 2026-03-01T08:00:00Z
             */
            readonly paidAt: string;
            /**
             * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
             * @example V-PAY
             */
            readonly provider: string;
            /** @description the invoices that it paid; absent while it is unused */
            readonly invoices?: {
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly page: string;
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly first: string;
                readonly count: number;
            };
            readonly refunds: readonly {
                /**
                 * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
                 * @example 20260301-000123
                 */
                readonly id: string;
                /**
                 * @description yuan with exactly two decimals, not negative
                 * @example 1234.50
                 */
                readonly amount: string;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly refundedAt: string;
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                readonly sequence: number;
            }[];
        };
        readonly RefundResult: {
            /**
             * @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -
             * @example till-7:2026-03-01:000123
             */
            readonly requestId: string;
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly transactionId: string;
            readonly form: components["schemas"]["RedForm"];
            readonly status: components["schemas"]["Status"];
            readonly red?: {
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                readonly checkCode: string;
            };
            readonly payment: components["schemas"]["Payment"];
        };
        /** @description The mandates of a seller, one for each provider. */
        readonly Mandates: {
            /**
             * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
             * @example 914403001922038216
             */
            readonly seller: string;
            readonly mandates: readonly {
                /**
                 * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
                 * @example V-PAY
                 */
                readonly provider: string;
                /**
                 * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                 * @example main
                 */
                readonly lane: string;
                /**
                 * @description largest payment that issues
                 * @example 1234.50
                 */
                readonly amountMax: string;
                /**
                 * @description a moment in UTC, to the second
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly until: string;
                readonly types?: readonly ("ORDINARY" | "SPECIAL")[];
                /**
                 * @description the lane of red-letter invoices; without it, refunds start none
                 * @example main
                 */
                readonly refundLane?: string;
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly grantedAt: string;
                /**
                 * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
                 * @example 0f1e2d3c4b5a6978
                 */
                readonly grantedUnder: string;
            }[];
        };
        /** @description The facts in the caller’s statements beside their request. */
        readonly Signing: {
            readonly actor: string;
            /**
             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
             * @example 0f1e2d3c4b5a6978
             */
            readonly keyEpoch: string;
            /**
             * @description the ledger and contract that the statement is for: hash of the first block, /, contract
             * @example 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef/fapiao
             */
            readonly ledger: string;
            /** @description the further key, with which the caller proved itself */
            readonly key?: components["schemas"]["ScopedKey"];
            /** @description longest lifetime of a statement, in seconds */
            readonly notAfterMaxSeconds: number;
        };
        /** @description A further key of a taxpayer. It is in force only as long as the own key that registered it. */
        readonly ScopedKey: {
            /**
             * @description the taxpayer’s name for the key: 1 to 20 of A-Z a-z 0-9 -
             * @example till-1
             */
            readonly name: string;
            /** @description P-256 SubjectPublicKeyInfo, DER, base64 */
            readonly publicKey: string;
            /** @description issue invoices; circulate: transfer, lock, unlock and redeem them; read what the taxpayer may read here */
            readonly scopes: readonly ("issue" | "circulate" | "read")[];
            /** @description lanes from which the key may issue; every lane when absent */
            readonly lanes?: readonly string[];
            /**
             * @description largest gross of an invoice that the key issues or passes on, and largest amount that it redeems at once
             * @example 1234.50
             */
            readonly amountMax?: string;
            /**
             * @description last moment at which the key is valid
             * @example 2026-03-01T08:00:00Z
             */
            readonly until?: string;
            /**
             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
             * @example 0f1e2d3c4b5a6978
             */
            readonly keyEpoch: string;
            /**
             * @description a moment in UTC, to the second
             * @example 2026-03-01T08:00:00Z
             */
            readonly registeredAt: string;
            /**
             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
             * @example 0f1e2d3c4b5a6978
             */
            readonly registeredUnder: string;
        };
        readonly RequestAttestation: {
            /** @constant */
            readonly kind: "fapiao-ledger/request-attestation/1";
            readonly ledger: string;
            readonly contract: string;
            readonly asOf: string;
            readonly actor: string;
            readonly requestId: string;
            readonly record?: {
                readonly digest: string;
                readonly result: unknown;
            } | {
                readonly replacedBy: string;
            };
        };
        readonly Cancelled: {
            readonly requestId: string;
            readonly transactionId: string;
        };
        /** @description Seller, gross, state and rest are present only if all facts are right. */
        readonly Verdict: {
            /** @enum {string} */
            readonly answer: "MATCH" | "MISMATCH" | "NOT_FOUND";
            /** @description present only for a caller with the right check code */
            readonly mismatched?: readonly ("date" | "net" | "gross")[];
            readonly seller?: {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly code: string;
                readonly name: string;
            };
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly gross?: string;
            /** @enum {string} */
            readonly state?: "OPEN" | "LOCKED" | "REDEEMED" | "RED" | "FROZEN";
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly rest?: string;
            readonly ruleSet?: string;
            /**
             * @description gross that red-letter invoices have taken
             * @example 1234.50
             */
            readonly reversed?: string;
            /**
             * @description the invoice that this red-letter invoice reverses, in part or in whole
             * @example 26442000000000000001
             */
            readonly reverses?: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly asOf: string;
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
        };
        readonly ReceiptReport: {
            readonly valid: boolean;
            readonly code?: string;
            readonly checks: readonly {
                readonly name: string;
                readonly code: string;
                /** @enum {string} */
                readonly outcome: "passed" | "failed" | "skipped" | "deferred";
                readonly reason?: string;
            }[];
            readonly facts?: unknown;
            readonly live?: {
                /** @enum {string} */
                readonly state: "OPEN" | "LOCKED" | "REDEEMED" | "RED" | "FROZEN";
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly rest: string;
                readonly ruleSet: string;
                /**
                 * @description gross that red-letter invoices have taken
                 * @example 1234.50
                 */
                readonly reversed?: string;
                /**
                 * @description the invoice that this red-letter invoice reverses, in part or in whole
                 * @example 26442000000000000001
                 */
                readonly reverses?: string;
            };
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly asOf: string;
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
        };
        /** @description The trust file: all facts needed to verify a receipt offline. */
        readonly Network: {
            /** @constant */
            readonly version: 1;
            readonly channel: string;
            readonly chaincode: string;
            /** @description SHA-256 of the header of the first block */
            readonly ledger: string;
            /** @description Certify peers, officers, operators and auditors */
            readonly authorities: readonly {
                readonly mspId: string;
                readonly certificate: string;
            }[];
            /** @description Certify taxpayers only */
            readonly taxpayerAuthorities: readonly {
                readonly mspId: string;
                readonly certificate: string;
            }[];
            readonly policy: {
                readonly all: readonly string[];
                readonly any: readonly string[];
            };
            readonly revoked?: readonly string[];
        };
        /** @description Credit of a month and numbers of its year. */
        readonly CreditAccount: {
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly seller: string;
            readonly month: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly granted: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly allotted: string;
            readonly stock: readonly components["schemas"]["Segment"][];
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly used: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly left: string;
            readonly numbersLeft: number;
            readonly lanes: readonly {
                /**
                 * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                 * @example main
                 */
                readonly lane: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly left: string;
                readonly numbers: number;
            }[];
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
        };
        /** @description Consecutive numbers. The running values from `next` to `last` are free. */
        readonly Segment: {
            /** @enum {string} */
            readonly profile: "SHENZHEN_2018" | "DIGITAL";
            readonly prefix: string;
            readonly next: number;
            readonly last: number;
        };
        readonly ScopedKeys: {
            readonly keys: readonly components["schemas"]["ScopedKey"][];
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
        };
        readonly Taxpayer: {
            /**
             * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
             * @example 914403001922038216
             */
            readonly code: string;
            /** @enum {string} */
            readonly kind: "GENERAL" | "SMALL_SCALE" | "PERSON";
            /** @enum {string} */
            readonly status: "ACTIVE" | "SUSPENDED";
            readonly statusReason?: string;
            readonly name?: string;
            readonly contact?: string;
            readonly bank?: string;
            readonly mspId: string;
            readonly publicKey: string;
            /**
             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
             * @example 0f1e2d3c4b5a6978
             */
            readonly keyEpoch: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly singleLimit?: string;
            readonly rateGrants?: readonly string[];
            readonly levy?: components["schemas"]["LevyElection"];
            /** @constant */
            readonly strictRefs?: true;
        };
        /** @description Tax rules by their first day, oldest first. */
        readonly Rules: {
            readonly ruleSets: readonly {
                /**
                 * @description SHA-256 in hex
                 * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                 */
                readonly hash: string;
                readonly ruleSet: components["schemas"]["RuleSet"];
            }[];
            /**
             * @description a month
             * @example 2026-03
             */
            readonly closedThrough?: string;
        };
        /** @description The keys of a taxpayer in custody, without their private parts. */
        readonly Custody: {
            /**
             * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
             * @example 914403001922038216
             */
            readonly code: string;
            readonly keys: readonly {
                /** @description the key that the bureau registers */
                readonly publicKey: string;
                /** @description the key whose holder may have statements signed */
                readonly accessKey: string;
                /** Format: date-time */
                readonly madeAt: string;
                /** @description whether the ledger names this key for the taxpayer */
                readonly inForce: boolean;
            }[];
            /** @description for the access key, PEM; present with csr */
            readonly certificate?: string;
        };
        /** @description An invoice, newest first. The last line has count and height. */
        readonly ExportLine: components["schemas"]["InvoiceSummary"] | {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly count: number;
        };
        /** @description Grouped by rate or sector, an invoice with lines at several of them counts at each. */
        readonly Statistics: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly groups: readonly {
                readonly count: number;
                /** @description yuan, of any size */
                readonly net: string;
                /** @description yuan, of any size */
                readonly tax: string;
                /** @description yuan, of any size */
                readonly gross: string;
                /**
                 * @description a month
                 * @example 2026-03
                 */
                readonly month?: string;
                /**
                 * @description a date
                 * @example 2026-03-01
                 */
                readonly week?: string;
                /**
                 * @description a date
                 * @example 2026-03-01
                 */
                readonly day?: string;
                /** @enum {string} */
                readonly type?: "ORDINARY" | "SPECIAL";
                /**
                 * @description a sector: the first digit of a tax class
                 * @example 3
                 */
                readonly sector?: string;
                readonly province?: string;
                readonly city?: string;
                readonly county?: string;
                /**
                 * @description a tax rate as a fraction
                 * @example 0.13
                 */
                readonly rate?: string;
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly taxpayer?: string;
                readonly provinceName?: {
                    readonly zh: string;
                    readonly en: string;
                };
                readonly taxpayerName?: string;
            }[];
            /** @description over the groups of all pages; each invoice counts once */
            readonly total: {
                readonly count: number;
                /** @description yuan, of any size */
                readonly net: string;
                /** @description yuan, of any size */
                readonly tax: string;
                /** @description yuan, of any size */
                readonly gross: string;
            };
            /** @description cursor of the next page; absent on the last one */
            readonly next?: string;
        };
        /** @description Tax rules by their first day, newest first. */
        readonly RuleSetsPage: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly ruleSets: readonly {
                /**
                 * @description SHA-256 in hex
                 * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                 */
                readonly hash: string;
                readonly ruleSet: components["schemas"]["RuleSet"];
            }[];
            /** @description cursor of the next page; absent on the last one */
            readonly next?: string;
        };
        /** @description The caller’s invoices that have one of the ids. */
        readonly OwnIds: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly found: readonly {
                /**
                 * @description the seller’s own id of the invoice, such as an order number
                 * @example order-2026-0001
                 */
                readonly ref: string;
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                /**
                 * @description SHA-256 of the draft’s canonical JSON without the commitment to a person’s name
                 * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                 */
                readonly content: string;
            }[];
        };
        /** @description Newest first: by the start of the form. */
        readonly RedFormsPage: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly forms: readonly components["schemas"]["RedFormSummary"][];
            /** @description cursor of the next page; absent on the last one */
            readonly next?: string;
        };
        readonly RedFormSummary: {
            /**
             * @description an invoice number of 20 digits
             * @example 26442000000000000001
             */
            readonly number: string;
            readonly sequence: number;
            /**
             * @description national code
             * @example 01
             */
            readonly reason: string;
            /** @enum {string} */
            readonly startedBy: "SELLER" | "BUYER";
            /** @enum {string} */
            readonly state: "UNCONDITIONAL" | "AWAITS_BUYER" | "AWAITS_SELLER" | "CONFIRMED" | "REFUSED_BY_BUYER" | "REFUSED_BY_SELLER" | "EXPIRED" | "WITHDRAWN" | "WITHDRAWN_AFTER_CONFIRMATION" | "INVOICE_FROZEN" | "TAXPAYER_SUSPENDED";
            readonly totals: components["schemas"]["Totals"];
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly startedAt: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly expiresAt: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly changedAt: string;
            /**
             * @description number of the red-letter invoice
             * @example 26442000000000000001
             */
            readonly red?: string;
            readonly seller: {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly code: string;
                readonly name: string;
            };
            readonly buyer: {
                /** @enum {string} */
                readonly type: "ENTERPRISE" | "BODY" | "PERSON";
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly code?: string;
                readonly name?: string;
            };
            /** @description whether the form awaits the caller, or in a list of the bureau the `company` of its filter */
            readonly waiting?: boolean;
        };
        /** @description A form, newest first. The last line has count and height. */
        readonly RedFormsExportLine: components["schemas"]["RedFormSummary"] | {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly count: number;
        };
        /** @description In the order of codes. A person has no name on the ledger. */
        readonly TaxpayersPage: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly taxpayers: readonly {
                /**
                 * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
                 * @example 914403001922038216
                 */
                readonly code: string;
                /** @enum {string} */
                readonly kind: "GENERAL" | "SMALL_SCALE" | "PERSON";
                /** @enum {string} */
                readonly status: "ACTIVE" | "SUSPENDED";
                readonly name?: string;
            }[];
            /** @description cursor of the next page; absent on the last one */
            readonly next?: string;
        };
        readonly Registered: {
            readonly taxpayer: components["schemas"]["Taxpayer"];
            readonly certificate?: string;
        };
        /** @description Where every number of a seller and year is. */
        readonly NumbersAccount: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly seller: string;
            /**
             * @description a year
             * @example 2026
             */
            readonly year: string;
            readonly granted: number;
            readonly returned: number;
            /** @description unused, in no lane */
            readonly stock: number;
            /** @description unused, in lanes */
            readonly lanes: number;
            /** @description neither returned nor unused */
            readonly used: number;
            /** @description invoices of the year in the blocks */
            readonly issued: number;
            /** @description `used` less `issued`; anything but 0 is an alarm */
            readonly difference: number;
            readonly prefixes: readonly {
                readonly prefix: string;
                readonly granted: number;
                readonly returned: number;
                /** @description unused, in no lane */
                readonly stock: number;
                /** @description unused, in lanes */
                readonly lanes: number;
                /** @description neither returned nor unused */
                readonly used: number;
            }[];
            /** @description false while the seller issues during the count, or the tables are behind the ledger */
            readonly isSettled: boolean;
            /** @description the first lanes that hold unused numbers of the year */
            readonly holders: readonly {
                /**
                 * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                 * @example main
                 */
                readonly lane: string;
                readonly segment: components["schemas"]["Segment"];
            }[];
        };
        readonly WatchPage: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly months: {
                /**
                 * @description a month
                 * @example 2026-03
                 */
                readonly from: string;
                /**
                 * @description a month
                 * @example 2026-03
                 */
                readonly to: string;
            };
            /** @description yuan, of any size */
            readonly limit: string;
            readonly sellers: readonly {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly code: string;
                readonly name: string;
                /** @description net of the twelve months, less what was reversed */
                readonly net: string;
                /**
                 * @description of the limit, rounded down
                 * @example 0.8312
                 */
                readonly share: string;
            }[];
            /**
             * @description code for `after` on the next page
             * @example 914403001922038216
             */
            readonly next?: string;
        };
        /** @description By period, then by taxpayer. */
        readonly ReturnsPage: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly returns: readonly {
                /**
                 * @description a unified social credit code (GB 32100)
                 * @example 914403001922038216
                 */
                readonly taxpayer: string;
                /**
                 * @description a month
                 * @example 2026-03
                 */
                readonly period: string;
                /** @enum {string} */
                readonly state: "FILED" | "ACCEPTED" | "DIFFERS";
                /**
                 * Format: date-time
                 * @description a moment in UTC
                 * @example 2026-03-01T08:00:00Z
                 */
                readonly filedAt: string;
                /**
                 * @description a sum of yuan with exactly two decimals, which may be larger than any amount
                 * @example 1234.50
                 */
                readonly carriedOut: string;
                /**
                 * @description a sum of yuan with exactly two decimals, which may be larger than any amount
                 * @example 1234.50
                 */
                readonly payable: string;
                /** @description in lists of the bureau */
                readonly taxpayerName?: string;
            }[];
            /** @description cursor of the next page; absent on the last one */
            readonly next?: string;
        };
        readonly ReturnAnswer: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            /**
             * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
             * @example 914403001922038216
             */
            readonly taxpayer: string;
            /**
             * @description a month
             * @example 2026-03
             */
            readonly period: string;
            /** @description what the taxpayer would file now */
            readonly computed: {
                /**
                 * @description a month
                 * @example 2026-03
                 */
                readonly period: string;
                /**
                 * @description the number of blocks at which the figures were counted
                 * @example 42
                 */
                readonly height: string;
                /**
                 * @description SHA-256 in hex
                 * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                 */
                readonly list: string;
                readonly figures: components["schemas"]["ReturnFigures"];
            };
            readonly filed?: components["schemas"]["Return"];
            /** @description the first figure of that return that is counted otherwise now */
            readonly differs?: components["schemas"]["FigureDifference"];
        };
        readonly Return: {
            /**
             * @description a month
             * @example 2026-03
             */
            readonly period: string;
            /**
             * @description the number of blocks at which the figures were counted
             * @example 42
             */
            readonly height: string;
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly list: string;
            readonly figures: components["schemas"]["ReturnFigures"];
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly taxpayer: string;
            /** @enum {string} */
            readonly state: "FILED" | "ACCEPTED" | "DIFFERS";
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly filedAt: string;
            readonly differs?: components["schemas"]["FigureDifference"];
            /**
             * @description the code of an officer: O and 3 to 31 of 0-9 A-Z -
             * @example O0001
             */
            readonly officer?: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly decidedAt?: string;
        };
        readonly ReturnResult: {
            /**
             * @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -
             * @example till-7:2026-03-01:000123
             */
            readonly requestId: string;
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly transactionId: string;
            readonly filed: components["schemas"]["Return"];
        };
        /** @description By date of issue, then by number. */
        readonly ReturnEntriesPage: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly entries: readonly ({
                /** @constant */
                readonly figure: "output";
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly net: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly tax: string;
            } | {
                /** @constant */
                readonly figure: "input";
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly tax: string;
            } | {
                /** @constant */
                readonly figure: "transfers";
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly number: string;
                /**
                 * @description an invoice number of 20 digits
                 * @example 26442000000000000001
                 */
                readonly red: string;
                /**
                 * @description yuan with exactly two decimals
                 * @example 1234.50
                 */
                readonly tax: string;
            })[];
            /** @description cursor of the next page; absent on the last one */
            readonly next?: string;
        };
        readonly Officer: {
            /**
             * @description the code of an officer: O and 3 to 31 of 0-9 A-Z -
             * @example O0001
             */
            readonly code: string;
            /** @enum {string} */
            readonly status: "ACTIVE" | "REVOKED";
            readonly mspId: string;
            readonly publicKey: string;
            /**
             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
             * @example 0f1e2d3c4b5a6978
             */
            readonly keyEpoch: string;
            /** @description operations that the key may sign; all of the bureau when absent */
            readonly operations?: readonly ("cancel" | "register-provider" | "revoke-provider" | "register-officer" | "revoke-officer" | "register-taxpayer" | "amend-taxpayer" | "publish-rules" | "close-period" | "set-check-page" | "grant-credit" | "grant-segment" | "return-numbers" | "accept-return" | "freeze" | "release")[];
        };
        readonly RegisteredOfficer: {
            readonly officer: components["schemas"]["Officer"];
            readonly certificate?: string;
        };
        readonly Provider: {
            /**
             * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
             * @example V-PAY
             */
            readonly code: string;
            readonly name: string;
            /** @enum {string} */
            readonly status: "ACTIVE" | "REVOKED";
            readonly mspId: string;
            readonly publicKey: string;
            /**
             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
             * @example 0f1e2d3c4b5a6978
             */
            readonly keyEpoch: string;
        };
        readonly Credit: {
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly seller: string;
            readonly month: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly granted: string;
            /**
             * @description yuan with exactly two decimals
             * @example 1234.50
             */
            readonly allotted: string;
        };
        /** @description All returned numbers of the year; `count` is of this act. */
        readonly ReturnedNumbers: {
            /**
             * @description a unified social credit code (GB 32100)
             * @example 914403001922038216
             */
            readonly seller: string;
            /**
             * @description a year
             * @example 2026
             */
            readonly year: string;
            readonly segments: readonly components["schemas"]["Segment"][];
            readonly count: number;
        };
        readonly Freeze: {
            /**
             * @description an invoice number of 20 digits
             * @example 26442000000000000001
             */
            readonly number: string;
            readonly reason: string;
            readonly officer: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly at: string;
        };
        /** @description Newest first. The last act issued the invoice. */
        readonly InvoiceActs: {
            /**
             * @description height in blocks; the answer is at least as recent
             * @example 42
             */
            readonly height: string;
            readonly acts: readonly components["schemas"]["InvoiceAct"][];
            /** @description transaction for `after` on the next page */
            readonly next?: string;
        };
        readonly InvoiceAct: {
            /**
             * @description SHA-256 in hex
             * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
             */
            readonly transactionId: string;
            /**
             * @description number of the block
             * @example 42
             */
            readonly block: string;
            /**
             * Format: date-time
             * @description a moment in UTC
             * @example 2026-03-01T08:00:00Z
             */
            readonly at: string;
            /**
             * @description the contract’s name of what happened
             * @example InvoicesChanged
             */
            readonly event: string;
            /**
             * @description what was signed
             * @example transfer
             */
            readonly operation?: string;
            /** @description the signed requests that the transaction performed for the invoice */
            readonly requests: readonly {
                readonly actor: string;
                /**
                 * @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : -
                 * @example till-7:2026-03-01:000123
                 */
                readonly requestId: string;
            }[];
            /** @description absent when the invoice was issued */
            readonly status?: components["schemas"]["Status"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getInvoices: {
        readonly parameters: {
            readonly query: {
                /** @description role of the caller: `company` has locked the invoice or booked an amount of it */
                readonly role: "seller" | "buyer" | "holder" | "company";
                readonly seller?: string;
                readonly buyer?: string;
                /** @description what the buyer has confirmed: `AWAITED` is not confirmed yet, and not reversed whole */
                readonly use?: "AWAITED" | "DEDUCTION" | "NO_DEDUCTION";
                readonly dateFrom?: string;
                readonly dateTo?: string;
                /** @description smallest gross */
                readonly amountFrom?: string;
                /** @description largest gross */
                readonly amountTo?: string;
                readonly state?: "OPEN" | "LOCKED" | "REDEEMED" | "RED" | "FROZEN";
                readonly rate?: string;
                readonly type?: "ORDINARY" | "SPECIAL";
                readonly ref?: string;
                /** @description a part of the seller’s name, the buyer’s name or the own id */
                readonly text?: string;
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoicesPage"];
                };
            };
        };
    };
    readonly postInvoices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description read only with application/json, and required there: a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key"?: string;
                /** @description read only with application/json: an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                /** @description read only with application/json: */
                readonly "Fapiao-Key-Epoch"?: string;
                /** @description read only with application/json: */
                readonly "Fapiao-Not-After"?: string;
                /** @description read only with application/json: */
                readonly "Fapiao-Signature"?: string;
                readonly "Fapiao-Lane"?: string;
                readonly "Fapiao-Payment"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description With application/x-ndjson the body consists of lines, and the schema is that of one line. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Draft"] | {
                    readonly invoices: readonly components["schemas"]["Draft"][];
                };
                readonly "application/x-ndjson": components["schemas"]["BulkLine"];
            };
        };
        readonly responses: {
            /**
             * @description For `application/x-ndjson`: each line of the body is a separate request with its own statement, and
             *     only `Fapiao-Ledger` is a header. The answer has one line per request, in order, each written when its request is
             *     done. Read the answers while sending: the gateway reads no further than it can answer. `line` counts from 1. Numbers
             *     need not follow the order of the lines. After an interruption, send the same lines again: issued requests get the same
             *     answer.
             */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": components["schemas"]["BulkAnswer"];
                };
            };
            /** @description The issued invoices. A repeated request gets the same answer. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Issued"];
                };
            };
        };
    };
    readonly getInvoicesNumber: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The invoice */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly invoice: components["schemas"]["Invoice"];
                        readonly status: components["schemas"]["Status"];
                        /**
                         * @description height in blocks; the answer is at least as recent
                         * @example 42
                         */
                        readonly height: string;
                    };
                };
            };
        };
    };
    readonly getInvoicesNumberHistory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description States */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["History"];
                };
            };
        };
    };
    readonly getInvoicesNumberProof: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Evidence */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Proof"];
                };
            };
        };
    };
    readonly getInvoicesNumberReceiptPdf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A signed PDF that can be verified offline */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": string;
                };
            };
        };
    };
    readonly postInvoicesNumberReceiptPdf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly opening: {
                        /**
                         * @description 1 to 100 characters that a page can show
                         * @example 示例买方
                         */
                        readonly name: string;
                        /** @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f */
                        readonly salt: string;
                    };
                };
            };
        };
        readonly responses: {
            /** @description A signed PDF that can be verified offline */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/pdf": string;
                };
            };
        };
    };
    readonly postInvoicesNumberTransfer: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
                     * @example 914403001922038216
                     */
                    readonly to: string;
                };
            };
        };
        readonly responses: {
            /** @description The new state. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    readonly postInvoicesNumberLock: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a unified social credit code (GB 32100)
                     * @example 914403001922038216
                     */
                    readonly company: string;
                };
            };
        };
        readonly responses: {
            /** @description The new state. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    readonly postInvoicesNumberUnlock: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The new state. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    readonly postInvoicesNumberRedeem: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description yuan with exactly two decimals
                     * @example 1234.50
                     */
                    readonly amount: string;
                };
            };
        };
        readonly responses: {
            /** @description The new state. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    readonly postInvoicesNumberConfirmUse: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {string} */
                    readonly purpose: "DEDUCTION" | "NO_DEDUCTION";
                    /**
                     * @description a month
                     * @example 2026-03
                     */
                    readonly period: string;
                };
            };
        };
        readonly responses: {
            /** @description The new state. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    readonly postInvoicesNumberRevokeUse: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The new state. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Changed"];
                };
            };
        };
    };
    readonly postInvoicesNumberRedLetter: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the national code of a reason, two digits
                     * @example 02
                     */
                    readonly reason: string;
                    readonly lines?: readonly components["schemas"]["ReversedLine"][];
                    /**
                     * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                     * @example main
                     */
                    readonly lane?: string;
                };
            };
        };
        readonly responses: {
            /** @description The form and the invoice afterwards, and the red-letter invoice that the statement issued. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedLetterResult"];
                };
            };
        };
    };
    readonly postInvoicesNumberRedLetterSequenceConfirm: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
                /** @description which red-letter form of the invoice, beginning with 1 */
                readonly sequence: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description SHA-256 in hex
                     * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                     */
                    readonly terms: string;
                    /**
                     * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                     * @example main
                     */
                    readonly lane?: string;
                };
            };
        };
        readonly responses: {
            /** @description The form and the invoice afterwards, and the red-letter invoice that the statement issued. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedLetterResult"];
                };
            };
        };
    };
    readonly postInvoicesNumberRedLetterSequenceIssue: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
                /** @description which red-letter form of the invoice, beginning with 1 */
                readonly sequence: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                     * @example main
                     */
                    readonly lane: string;
                };
            };
        };
        readonly responses: {
            /** @description The form and the invoice afterwards, and the red-letter invoice that the statement issued. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedLetterResult"];
                };
            };
        };
    };
    readonly postInvoicesNumberRedLetterSequenceRefuse: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
                /** @description which red-letter form of the invoice, beginning with 1 */
                readonly sequence: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The form and the invoice afterwards, and the red-letter invoice that the statement issued. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedLetterResult"];
                };
            };
        };
    };
    readonly postInvoicesNumberRedLetterSequenceWithdraw: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
                /** @description which red-letter form of the invoice, beginning with 1 */
                readonly sequence: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The form and the invoice afterwards, and the red-letter invoice that the statement issued. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedLetterResult"];
                };
            };
        };
    };
    readonly getInvoicesNumberRedLetterSequence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
                /** @description which red-letter form of the invoice, beginning with 1 */
                readonly sequence: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The form */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedFormAnswer"];
                };
            };
        };
    };
    readonly postPayments: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PaymentConfirmation"];
            };
        };
        readonly responses: {
            /** @description The issued invoices, or without drafts the payment. A repeated request gets the same answer. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Issued"] | components["schemas"]["PaymentResult"];
                };
            };
        };
    };
    readonly getPaymentsProviderId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z - */
                readonly provider: string;
                /** @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : - */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The payment */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
                         * @example 20260301-000123
                         */
                        readonly id: string;
                        /**
                         * @description a unified social credit code (GB 32100)
                         * @example 914403001922038216
                         */
                        readonly payee: string;
                        /**
                         * @description yuan with exactly two decimals, not negative
                         * @example 1234.50
                         */
                        readonly amount: string;
                        /**
                         * @description a moment in UTC, to the second
                         * @example 2026-03-01T08:00:00Z
                         */
                        readonly paidAt: string;
                        /**
                         * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
                         * @example V-PAY
                         */
                        readonly provider: string;
                        /** @description the invoices that it paid; absent while it is unused */
                        readonly invoices?: {
                            /**
                             * @description an invoice number of 20 digits
                             * @example 26442000000000000001
                             */
                            readonly page: string;
                            /**
                             * @description an invoice number of 20 digits
                             * @example 26442000000000000001
                             */
                            readonly first: string;
                            readonly count: number;
                        };
                        readonly refunds: readonly {
                            /**
                             * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
                             * @example 20260301-000123
                             */
                            readonly id: string;
                            /**
                             * @description yuan with exactly two decimals, not negative
                             * @example 1234.50
                             */
                            readonly amount: string;
                            /**
                             * Format: date-time
                             * @description a moment in UTC
                             * @example 2026-03-01T08:00:00Z
                             */
                            readonly refundedAt: string;
                            /**
                             * @description an invoice number of 20 digits
                             * @example 26442000000000000001
                             */
                            readonly number: string;
                            readonly sequence: number;
                        }[];
                        /**
                         * @description height in blocks; the answer is at least as recent
                         * @example 42
                         */
                        readonly height: string;
                    };
                };
            };
        };
    };
    readonly postRefunds: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
                     * @example 20260301-000123
                     */
                    readonly payment: string;
                    /**
                     * @description the provider’s id of a payment or a refund: 1 to 64 of A-Z a-z 0-9 . _ : -
                     * @example 20260301-000123
                     */
                    readonly refund: string;
                    /**
                     * @description yuan with exactly two decimals, not negative
                     * @example 1234.50
                     */
                    readonly amount: string;
                    /**
                     * @description a moment in UTC, to the second
                     * @example 2026-03-01T08:00:00Z
                     */
                    readonly refundedAt: string;
                    /**
                     * @description an invoice number of 20 digits
                     * @example 26442000000000000001
                     */
                    readonly number: string;
                    /**
                     * @description the national code of a reason, two digits
                     * @example 02
                     */
                    readonly reason: string;
                    readonly lines?: readonly components["schemas"]["ReversedLine"][];
                };
            };
        };
        readonly responses: {
            /** @description The red-letter form, the invoice and the payment afterwards */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefundResult"];
                };
            };
        };
    };
    readonly getMandates: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The mandates, without those that were revoked */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
                         * @example 914403001922038216
                         */
                        readonly seller: string;
                        readonly mandates: readonly {
                            /**
                             * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
                             * @example V-PAY
                             */
                            readonly provider: string;
                            /**
                             * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                             * @example main
                             */
                            readonly lane: string;
                            /**
                             * @description largest payment that issues
                             * @example 1234.50
                             */
                            readonly amountMax: string;
                            /**
                             * @description a moment in UTC, to the second
                             * @example 2026-03-01T08:00:00Z
                             */
                            readonly until: string;
                            readonly types?: readonly ("ORDINARY" | "SPECIAL")[];
                            /**
                             * @description the lane of red-letter invoices; without it, refunds start none
                             * @example main
                             */
                            readonly refundLane?: string;
                            /**
                             * Format: date-time
                             * @description a moment in UTC
                             * @example 2026-03-01T08:00:00Z
                             */
                            readonly grantedAt: string;
                            /**
                             * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
                             * @example 0f1e2d3c4b5a6978
                             */
                            readonly grantedUnder: string;
                        }[];
                        /**
                         * @description height in blocks; the answer is at least as recent
                         * @example 42
                         */
                        readonly height: string;
                    };
                };
            };
        };
    };
    readonly postMandates: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
                     * @example V-PAY
                     */
                    readonly provider: string;
                    /**
                     * @description a lane (a till, a device) of the seller: 1 to 20 of A-Z a-z 0-9 -
                     * @example main
                     */
                    readonly lane: string;
                    /**
                     * @description largest payment that issues
                     * @example 1234.50
                     */
                    readonly amountMax: string;
                    /**
                     * @description a moment in UTC, to the second
                     * @example 2026-03-01T08:00:00Z
                     */
                    readonly until: string;
                    readonly types?: readonly ("ORDINARY" | "SPECIAL")[];
                    /**
                     * @description the lane of red-letter invoices; without it, refunds start none
                     * @example main
                     */
                    readonly refundLane?: string;
                };
            };
        };
        readonly responses: {
            /** @description The mandates of the caller afterwards */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Mandates"];
                };
            };
        };
    };
    readonly postMandatesProviderRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z - */
                readonly provider: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The mandates of the caller afterwards */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Mandates"];
                };
            };
        };
    };
    readonly getKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The facts that a statement contains */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Signing"];
                };
            };
        };
    };
    readonly getRequestsId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The outcome, or that there is none. The attestation proves `request`; the rest follows from it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly attestation: {
                            /** @description ProposalResponsePayload as the endorsers signed it, base64 */
                            readonly payload: string;
                            readonly endorsements: readonly {
                                readonly endorser: string;
                                readonly signature: string;
                            }[];
                        };
                        /**
                         * @description height in blocks; the answer is at least as recent
                         * @example 42
                         */
                        readonly height: string;
                        /**
                         * @description DONE or REPLACED forever; NOT_USED while the ledger has no record: the request was refused, was never sent, or is still under way
                         * @enum {string}
                         */
                        readonly state: "DONE" | "REPLACED" | "NOT_USED";
                        /** @description the invoices, where the request has issued some */
                        readonly invoices?: readonly {
                            /**
                             * @description an invoice number of 20 digits
                             * @example 26442000000000000001
                             */
                            readonly number: string;
                            /** @description 20 digits */
                            readonly checkCode: string;
                        }[];
                        readonly request: components["schemas"]["RequestAttestation"];
                    };
                };
            };
        };
    };
    readonly postCancellations: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Canceled */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cancelled"];
                };
            };
        };
    };
    readonly getEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "Last-Event-ID"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /**
             * @description Events with the contract's names (`InvoicesIssued`, `InvoicesChanged`, `InvoiceFrozen`,
             *     `InvoiceReleased`; for bureau and auditors also those about taxpayers, rules and allowances), one per transaction. Bureau and auditors also get `SmallScaleLimitReached`,
             *     with `detail` `{seller, month, net, limit}`, when a page brings a small-scale seller's sales of twelve months to the limit: once
             *     for each seller and month, before the event of its transaction and without an id, so that a reader that reconnects in between gets it again. `data`
             *     is `{transactionId, block, at, operation?, invoices: [{number, state, holder, rest}]}`; a taxpayer gets only its own
             *     invoices; bureau and auditors get the contract's `detail` in place of `operation`. At intervals the stream sends an id
             *     without data. The stream ends with `event: end` and `{"reason": "STOPPING" | "RENEW" | "TOO_SLOW" |
             *     "LEDGER_UNAVAILABLE"}`: connect again with the last id. With `"CREDENTIAL_INVALID"` it ends because the caller's key
             *     was replaced or its certificate has expired. A lock that expires is no transaction, so there is no event for it.
             */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
        };
    };
    readonly getVerify: {
        readonly parameters: {
            readonly query: {
                readonly code?: string;
                /** @description 20 digits, or with a code the 8-digit number of a 2018 invoice */
                readonly number: string;
                /** @description a date */
                readonly date: string;
                readonly net?: string;
                /** @description in place of net, or with it */
                readonly gross?: string;
                /** @description the check code or its last six digits */
                readonly check: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Whether such an invoice was issued. With the right check code, a wrong date or amount is named, but never its right value. After 20 wrong check codes in an hour, only all 20 digits are accepted. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Verdict"];
                };
            };
        };
    };
    readonly postVerify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/pdf": string;
            };
        };
        readonly responses: {
            /** @description Every check by name, and the current state if the receipt is genuine */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReceiptReport"];
                };
            };
        };
    };
    readonly getNetwork: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The trust file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Network"];
                };
            };
        };
    };
    readonly getTaxpayersCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The taxpayer */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
                         * @example 914403001922038216
                         */
                        readonly code: string;
                        /** @enum {string} */
                        readonly kind: "GENERAL" | "SMALL_SCALE" | "PERSON";
                        /** @enum {string} */
                        readonly status: "ACTIVE" | "SUSPENDED";
                        readonly statusReason?: string;
                        readonly name?: string;
                        readonly contact?: string;
                        readonly bank?: string;
                        readonly mspId: string;
                        readonly publicKey: string;
                        /**
                         * @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f
                         * @example 0f1e2d3c4b5a6978
                         */
                        readonly keyEpoch: string;
                        /**
                         * @description yuan with exactly two decimals
                         * @example 1234.50
                         */
                        readonly singleLimit?: string;
                        readonly rateGrants?: readonly string[];
                        readonly levy?: components["schemas"]["LevyElection"];
                        /** @constant */
                        readonly strictRefs?: true;
                        /**
                         * @description height in blocks; the answer is at least as recent
                         * @example 42
                         */
                        readonly height: string;
                    };
                };
            };
        };
    };
    readonly getCreditsSellerMonth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a unified social credit code (GB 32100) */
                readonly seller: string;
                /** @description a month */
                readonly month: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Credit and numbers */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreditAccount"];
                };
            };
        };
    };
    readonly getKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The keys, without those that were revoked */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScopedKeys"];
                };
            };
        };
    };
    readonly postKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the taxpayer’s name for the key: 1 to 20 of A-Z a-z 0-9 -
                     * @example till-1
                     */
                    readonly name: string;
                    /** @description P-256 SubjectPublicKeyInfo, DER, base64 */
                    readonly publicKey: string;
                    /** @description issue invoices; circulate: transfer, lock, unlock and redeem them; read what the taxpayer may read here */
                    readonly scopes: readonly ("issue" | "circulate" | "read")[];
                    /** @description lanes from which the key may issue; every lane when absent */
                    readonly lanes?: readonly string[];
                    /**
                     * @description largest gross of an invoice that the key issues or passes on, and largest amount that it redeems at once
                     * @example 1234.50
                     */
                    readonly amountMax?: string;
                    /**
                     * @description last moment at which the key is valid
                     * @example 2026-03-01T08:00:00Z
                     */
                    readonly until?: string;
                };
            };
        };
        readonly responses: {
            /** @description The key. A repeated request gets the same answer. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly key: components["schemas"]["ScopedKey"];
                    };
                };
            };
        };
    };
    readonly postKeysNameRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description the taxpayer’s name for the key: 1 to 20 of A-Z a-z 0-9 - */
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The key as it was registered */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly key: components["schemas"]["ScopedKey"];
                    };
                };
            };
        };
    };
    readonly getTaxpayersCodeKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The keys, without those that were revoked */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ScopedKeys"];
                };
            };
        };
    };
    readonly postLevy: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LevyElection"];
            };
        };
        readonly responses: {
            /** @description The register’s entry. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Taxpayer"];
                };
            };
        };
    };
    readonly postLevyEnd: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The register’s entry. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Taxpayer"];
                };
            };
        };
    };
    readonly postStrictRefs: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly strict: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The register’s entry. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Taxpayer"];
                };
            };
        };
    };
    readonly getRuleSets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The rules, and the month through which no invoice is issued any more */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Rules"];
                };
            };
        };
    };
    readonly postCustodianTaxpayers: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
                     * @example 914403001922038216
                     */
                    readonly code: string;
                    /** @description certificate request (PKCS#10, PEM) of the access key */
                    readonly csr?: string;
                    /**
                     * @description a P-256 public key (SubjectPublicKeyInfo, DER, base64)
                     * @example MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==
                     */
                    readonly publicKey?: string;
                };
            };
        };
        readonly responses: {
            /** @description The keys that are in custody now */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Custody"];
                };
            };
        };
    };
    readonly getCustodianTaxpayersCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The keys that are in custody now */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Custody"];
                };
            };
        };
    };
    readonly patchCustodianTaxpayersCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @description certificate request (PKCS#10, PEM) of the access key */
                    readonly csr?: string;
                    /**
                     * @description a P-256 public key (SubjectPublicKeyInfo, DER, base64)
                     * @example MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==
                     */
                    readonly publicKey?: string;
                };
            };
        };
        readonly responses: {
            /** @description The keys that are in custody now */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Custody"];
                };
            };
        };
    };
    readonly postCustodianTaxpayersCodeErase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The keys that remain. A key in force remains until another one is registered. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Custody"];
                };
            };
        };
    };
    readonly getBureauInvoices: {
        readonly parameters: {
            readonly query?: {
                readonly number?: string;
                readonly seller?: string;
                readonly buyer?: string;
                readonly holder?: string;
                readonly company?: string;
                readonly region?: string;
                readonly sector?: string;
                readonly dateFrom?: string;
                readonly dateTo?: string;
                /** @description smallest gross */
                readonly amountFrom?: string;
                /** @description largest gross */
                readonly amountTo?: string;
                readonly state?: "OPEN" | "LOCKED" | "REDEEMED" | "RED" | "FROZEN";
                readonly rate?: string;
                readonly type?: "ORDINARY" | "SPECIAL";
                readonly ref?: string;
                /** @description a part of the seller’s name, the buyer’s name or the own id */
                readonly text?: string;
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoicesPage"];
                };
            };
        };
    };
    readonly getBureauExport: {
        readonly parameters: {
            readonly query?: {
                readonly number?: string;
                readonly seller?: string;
                readonly buyer?: string;
                readonly holder?: string;
                readonly company?: string;
                readonly region?: string;
                readonly sector?: string;
                readonly dateFrom?: string;
                readonly dateTo?: string;
                /** @description smallest gross */
                readonly amountFrom?: string;
                /** @description largest gross */
                readonly amountTo?: string;
                readonly state?: "OPEN" | "LOCKED" | "REDEEMED" | "RED" | "FROZEN";
                readonly rate?: string;
                readonly type?: "ORDINARY" | "SPECIAL";
                readonly ref?: string;
                /** @description a part of the seller’s name, the buyer’s name or the own id */
                readonly text?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The whole list. The last line has the height and the number of invoices; without it the list is incomplete. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": components["schemas"]["ExportLine"];
                };
            };
        };
    };
    readonly getBureauStatistics: {
        readonly parameters: {
            readonly query?: {
                readonly by?: string;
                readonly monthFrom?: string;
                readonly monthTo?: string;
                readonly region?: string;
                readonly seller?: string;
                readonly rate?: string;
                readonly sector?: string;
                readonly type?: "ORDINARY" | "SPECIAL";
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Groups in order of their keys, and the height for which they are exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Statistics"];
                };
            };
        };
    };
    readonly getRuleSetsPublished: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RuleSetsPage"];
                };
            };
        };
    };
    readonly postOwnIds: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    readonly refs: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description The invoices, and the height for which the list is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OwnIds"];
                };
            };
        };
    };
    readonly getRedLetters: {
        readonly parameters: {
            readonly query?: {
                /** @description side of the caller: `buyer` is the buyer of the invoice, or a company that has booked an amount of it */
                readonly side?: "seller" | "buyer";
                readonly state?: "UNCONDITIONAL" | "AWAITS_BUYER" | "AWAITS_SELLER" | "CONFIRMED" | "REFUSED_BY_BUYER" | "REFUSED_BY_SELLER" | "EXPIRED" | "WITHDRAWN" | "WITHDRAWN_AFTER_CONFIRMATION" | "INVOICE_FROZEN" | "TAXPAYER_SUSPENDED";
                /** @description first day, in Beijing time, on which the form was started */
                readonly startedFrom?: string;
                /** @description last day, in Beijing time, on which the form was started */
                readonly startedTo?: string;
                /** @description only forms that await the caller: its confirmation, or as the seller the red-letter invoice */
                readonly waiting?: "me";
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedFormsPage"];
                };
            };
        };
    };
    readonly getBureauRedLetters: {
        readonly parameters: {
            readonly query?: {
                /** @description a taxpayer that the form concerns */
                readonly company?: string;
                readonly state?: "UNCONDITIONAL" | "AWAITS_BUYER" | "AWAITS_SELLER" | "CONFIRMED" | "REFUSED_BY_BUYER" | "REFUSED_BY_SELLER" | "EXPIRED" | "WITHDRAWN" | "WITHDRAWN_AFTER_CONFIRMATION" | "INVOICE_FROZEN" | "TAXPAYER_SUSPENDED";
                /** @description first day, in Beijing time, on which the form was started */
                readonly startedFrom?: string;
                /** @description last day, in Beijing time, on which the form was started */
                readonly startedTo?: string;
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RedFormsPage"];
                };
            };
        };
    };
    readonly getBureauRedLettersExport: {
        readonly parameters: {
            readonly query?: {
                /** @description a taxpayer that the form concerns */
                readonly company?: string;
                readonly state?: "UNCONDITIONAL" | "AWAITS_BUYER" | "AWAITS_SELLER" | "CONFIRMED" | "REFUSED_BY_BUYER" | "REFUSED_BY_SELLER" | "EXPIRED" | "WITHDRAWN" | "WITHDRAWN_AFTER_CONFIRMATION" | "INVOICE_FROZEN" | "TAXPAYER_SUSPENDED";
                /** @description first day, in Beijing time, on which the form was started */
                readonly startedFrom?: string;
                /** @description last day, in Beijing time, on which the form was started */
                readonly startedTo?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The whole list. The last line has the height and the number of forms; without it the list is incomplete. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": components["schemas"]["RedFormsExportLine"];
                };
            };
        };
    };
    readonly getBureauTaxpayers: {
        readonly parameters: {
            readonly query?: {
                /** @description a part of the name or the code */
                readonly text?: string;
                readonly region?: string;
                readonly kind?: "GENERAL" | "SMALL_SCALE" | "PERSON";
                readonly status?: "ACTIVE" | "SUSPENDED";
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaxpayersPage"];
                };
            };
        };
    };
    readonly postBureauTaxpayers: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z
                     * @example 914403001922038216
                     */
                    readonly code: string;
                    /** @enum {string} */
                    readonly kind: "GENERAL" | "SMALL_SCALE" | "PERSON";
                    /**
                     * @description required, except for a person, who has no name on the ledger
                     * @example 示例企业
                     */
                    readonly name?: string;
                    /** @description organization of the platform that serves it */
                    readonly mspId: string;
                    /** @description P-256 SubjectPublicKeyInfo, DER, base64 */
                    readonly publicKey: string;
                    /**
                     * @description 1 to 150 characters that a page can show
                     * @example 示例路1号 0755-00000000
                     */
                    readonly contact?: string;
                    /**
                     * @description 1 to 150 characters that a page can show
                     * @example 示例银行 0000000000000000
                     */
                    readonly bank?: string;
                    /**
                     * @description largest gross amount of an invoice
                     * @example 1234.50
                     */
                    readonly singleLimit?: string;
                    /** @description rows of the rate table that the bureau grants to this taxpayer */
                    readonly rateGrants?: readonly string[];
                    /** @description certificate request (PKCS#10, PEM) for publicKey; the gateway then certifies the key */
                    readonly csr?: string;
                };
            };
        };
        readonly responses: {
            /** @description Registered */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Registered"];
                };
            };
        };
    };
    readonly getBureauNumbersSeller: {
        readonly parameters: {
            readonly query: {
                /** @description a year */
                readonly year: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description a unified social credit code (GB 32100) */
                readonly seller: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NumbersAccount"];
                };
            };
        };
    };
    readonly getBureauWatch: {
        readonly parameters: {
            readonly query?: {
                readonly from?: string;
                readonly limit?: string;
                readonly after?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Sellers in the order of their codes */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WatchPage"];
                };
            };
        };
    };
    readonly getReturns: {
        readonly parameters: {
            readonly query?: {
                readonly state?: "FILED" | "ACCEPTED" | "DIFFERS";
                /** @description first month */
                readonly periodFrom?: string;
                /** @description last month */
                readonly periodTo?: string;
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnsPage"];
                };
            };
        };
    };
    readonly getReturnsPeriod: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a month */
                readonly period: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The month as it is counted now, and the return that was filed */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnAnswer"];
                };
            };
        };
    };
    readonly postReturnsPeriod: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                readonly "Fapiao-Ledger"?: string;
                readonly "Fapiao-Key-Epoch"?: string;
                readonly "Fapiao-Not-After"?: string;
                readonly "Fapiao-Signature"?: string;
            };
            readonly path: {
                /** @description a month */
                readonly period: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the number of blocks at which the figures were counted
                     * @example 42
                     */
                    readonly height: string;
                    /**
                     * @description SHA-256 in hex
                     * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                     */
                    readonly list: string;
                    readonly figures: components["schemas"]["ReturnFigures"];
                };
            };
        };
        readonly responses: {
            /** @description The return. A repeated request gets the same answer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnResult"];
                };
            };
        };
    };
    readonly getReturnsPeriodInvoices: {
        readonly parameters: {
            readonly query: {
                readonly figure: "output" | "input" | "transfers";
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description a month */
                readonly period: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnEntriesPage"];
                };
            };
        };
    };
    readonly getBureauReturns: {
        readonly parameters: {
            readonly query?: {
                readonly taxpayer?: string;
                readonly state?: "FILED" | "ACCEPTED" | "DIFFERS";
                /** @description first month */
                readonly periodFrom?: string;
                /** @description last month */
                readonly periodTo?: string;
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnsPage"];
                };
            };
        };
    };
    readonly getBureauReturnsTaxpayerPeriod: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly taxpayer: string;
                /** @description a month */
                readonly period: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The month as it is counted now, and the return that was filed */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnAnswer"];
                };
            };
        };
    };
    readonly getBureauReturnsTaxpayerPeriodInvoices: {
        readonly parameters: {
            readonly query: {
                readonly figure: "output" | "input" | "transfers";
                readonly limit?: string;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly taxpayer: string;
                /** @description a month */
                readonly period: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the list, and the height for which it is exact */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnEntriesPage"];
                };
            };
        };
    };
    readonly postBureauReturnsTaxpayerPeriodDecision: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly taxpayer: string;
                /** @description a month */
                readonly period: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description digest of the return as it was filed
                     * @example 5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f5f
                     */
                    readonly terms: string;
                    /** @description the figure that differs; without it the return is accepted */
                    readonly differs?: components["schemas"]["FigureDifference"];
                };
            };
        };
        readonly responses: {
            /** @description The return as it is decided */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Return"];
                };
            };
        };
    };
    readonly getBureauOfficersCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description the code of an officer: O and 3 to 31 of 0-9 A-Z - */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The officer */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Officer"];
                };
            };
        };
    };
    readonly postBureauOfficers: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the code of an officer: O and 3 to 31 of 0-9 A-Z -
                     * @example O0001
                     */
                    readonly code: string;
                    /** @description P-256 SubjectPublicKeyInfo, DER, base64 */
                    readonly publicKey: string;
                    /** @description operations that the key may sign; all of the bureau when absent */
                    readonly operations?: readonly ("cancel" | "register-provider" | "revoke-provider" | "register-officer" | "revoke-officer" | "register-taxpayer" | "amend-taxpayer" | "publish-rules" | "close-period" | "set-check-page" | "grant-credit" | "grant-segment" | "return-numbers" | "accept-return" | "freeze" | "release")[];
                    /** @description certificate request (PKCS#10, PEM) for publicKey; the gateway then certifies the key */
                    readonly csr?: string;
                };
            };
        };
        readonly responses: {
            /** @description Registered */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RegisteredOfficer"];
                };
            };
        };
    };
    readonly postBureauOfficersCodeRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path: {
                /** @description the code of an officer: O and 3 to 31 of 0-9 A-Z - */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Revoked */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly officer: components["schemas"]["Officer"];
                    };
                };
            };
        };
    };
    readonly postBureauProviders: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z -
                     * @example V-PAY
                     */
                    readonly code: string;
                    /**
                     * @description 1 to 100 characters that a page can show
                     * @example 示例支付
                     */
                    readonly name: string;
                    /** @description organization of the platform that serves it */
                    readonly mspId: string;
                    /** @description P-256 SubjectPublicKeyInfo, DER, base64 */
                    readonly publicKey: string;
                };
            };
        };
        readonly responses: {
            /** @description Registered */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly provider: components["schemas"]["Provider"];
                    };
                };
            };
        };
    };
    readonly postBureauProvidersCodeRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path: {
                /** @description the code of a payment provider: V and 3 to 31 of 0-9 A-Z - */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description Revoked */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly provider: components["schemas"]["Provider"];
                    };
                };
            };
        };
    };
    readonly patchBureauTaxpayersCode: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path: {
                /** @description a credit code, or the pseudonym of a person: P and 17 of 0-9 A-Z */
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /** @enum {string} */
                    readonly status?: "ACTIVE" | "SUSPENDED";
                    /**
                     * @description why the taxpayer has this status; the taxpayer may read it
                     * @example 涉嫌虚开，调查中
                     */
                    readonly reason?: string;
                    /** @description P-256 SubjectPublicKeyInfo, DER, base64 */
                    readonly publicKey?: string;
                    /**
                     * @description 1 to 150 characters that a page can show
                     * @example 示例路1号 0755-00000000
                     */
                    readonly contact?: string;
                    /**
                     * @description 1 to 150 characters that a page can show
                     * @example 示例银行 0000000000000000
                     */
                    readonly bank?: string;
                    /**
                     * @description largest gross amount of an invoice
                     * @example 1234.50
                     */
                    readonly singleLimit?: string;
                    /** @description rows of the rate table that the bureau grants to this taxpayer */
                    readonly rateGrants?: readonly string[];
                    /** @description certificate request (PKCS#10, PEM) for publicKey; the gateway then certifies the key */
                    readonly csr?: string;
                };
            };
        };
        readonly responses: {
            /** @description Amended */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Registered"];
                };
            };
        };
    };
    readonly postBureauRuleSets: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RuleSet"];
            };
        };
        readonly responses: {
            /** @description Published */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly version: string;
                        readonly validFrom: string;
                        readonly hash: string;
                    };
                };
            };
        };
    };
    readonly postBureauCredits: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a unified social credit code (GB 32100)
                     * @example 914403001922038216
                     */
                    readonly seller: string;
                    /**
                     * @description a month
                     * @example 2026-03
                     */
                    readonly month: string;
                    /**
                     * @description yuan with exactly two decimals, not negative
                     * @example 1234.50
                     */
                    readonly net: string;
                };
            };
        };
        readonly responses: {
            /** @description Granted */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Credit"];
                };
            };
        };
    };
    readonly postBureauSegments: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a unified social credit code (GB 32100)
                     * @example 914403001922038216
                     */
                    readonly seller: string;
                    /** @enum {string} */
                    readonly profile: "DIGITAL" | "SHENZHEN_2018";
                    /** @example 26442 */
                    readonly prefix: string;
                    readonly count: number;
                };
            };
        };
        readonly responses: {
            /** @description Granted */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Segment"];
                };
            };
        };
    };
    readonly postBureauPeriods: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a month
                     * @example 2026-03
                     */
                    readonly month: string;
                };
            };
        };
        readonly responses: {
            /** @description Closed */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly closedThrough: string;
                    };
                };
            };
        };
    };
    readonly postBureauCheckPage: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description the address of the page to which receipts link
                     * @example https://check.example/
                     */
                    readonly checkPage?: string;
                };
            };
        };
        readonly responses: {
            /** @description Set */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * @description the address of the page to which receipts link
                         * @example https://check.example/
                         */
                        readonly checkPage?: string;
                    };
                };
            };
        };
    };
    readonly postBureauNumbers: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description a unified social credit code (GB 32100)
                     * @example 914403001922038216
                     */
                    readonly seller: string;
                    /**
                     * @description a year
                     * @example 2026
                     */
                    readonly year: string;
                    /** @description lanes whose unused numbers are returned besides those of the stock */
                    readonly lanes: readonly string[];
                };
            };
        };
        readonly responses: {
            /** @description Returned */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnedNumbers"];
                };
            };
        };
    };
    readonly getBureauInvoicesNumberFreeze: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The latest freeze */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Freeze"];
                };
            };
        };
    };
    readonly postBureauInvoicesNumberFreeze: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": {
                    /**
                     * @description 1 to 200 characters that a page can show
                     * @example 核查
                     */
                    readonly reason: string;
                };
            };
        };
        readonly responses: {
            /** @description The new state of the invoice */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly status: components["schemas"]["Status"];
                    };
                };
            };
        };
    };
    readonly postBureauInvoicesNumberRelease: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description a request id chosen by the caller, remembered forever: 8 to 64 of A-Z a-z 0-9 . _ : - */
                readonly "Idempotency-Key": string;
                /** @description an earlier request of the same actor that must no longer take effect; part of the signed statement */
                readonly "Fapiao-Replaces"?: string;
                /** @description the ledger and contract that the statement is for: hash of the first block, /, contract */
                readonly "Fapiao-Ledger": string;
                /** @description the registration of the signing key, as GET /v1/key returns it: 16 of 0-9 a-f */
                readonly "Fapiao-Key-Epoch": string;
                /** @description a moment in UTC, to the second */
                readonly "Fapiao-Not-After": string;
                /** @description a signature by ECDSA P-256 with SHA-256 over the statement: DER, low-S, base64 */
                readonly "Fapiao-Signature": string;
            };
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The new state of the invoice */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly status: components["schemas"]["Status"];
                    };
                };
            };
        };
    };
    readonly getBureauInvoicesNumberActs: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: string;
                readonly after?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description an invoice number of 20 digits */
                readonly number: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Acts, newest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceActs"];
                };
            };
        };
    };
}
