"use strict";
var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.InvoiceContract = void 0;
const fabric_contract_api_1 = require("fabric-contract-api");
const transaction_js_1 = require("./transaction.js");
const allowances_js_1 = require("./transactions/allowances.js");
const arguments_js_1 = require("./transactions/arguments.js");
const issue_js_1 = require("./transactions/issue.js");
const lifecycle_js_1 = require("./transactions/lifecycle.js");
const queries_js_1 = require("./transactions/queries.js");
const wire_js_1 = require("./wire.js");
/** The invoice token: issued under tax rules, passed on, locked for a claim, redeemed once. */
let InvoiceContract = class InvoiceContract extends fabric_contract_api_1.Contract {
    constructor() {
        super('invoice');
    }
    async IssueInvoices(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, issue_js_1.issueInvoices)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, issue_js_1.readIssueArgument)));
    }
    async TransferInvoices(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, lifecycle_js_1.transferInvoices)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, lifecycle_js_1.readTransfer)));
    }
    async LockInvoices(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, lifecycle_js_1.lockInvoices)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, lifecycle_js_1.readLock)));
    }
    async UnlockInvoices(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, lifecycle_js_1.unlockInvoices)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, lifecycle_js_1.readUnlock)));
    }
    async RedeemInvoices(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, lifecycle_js_1.redeemInvoices)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, lifecycle_js_1.readRedeem)));
    }
    async ReadInvoice(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, queries_js_1.readInvoice)(transaction_js_1.Transaction.reading(ctx), numberIn(argument)));
    }
    async Attest(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, queries_js_1.attest)(transaction_js_1.Transaction.reading(ctx), numberIn(argument)));
    }
    async ReadHistory(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, queries_js_1.readHistory)(transaction_js_1.Transaction.reading(ctx), numberIn(argument)));
    }
    async ReadLane(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, allowances_js_1.readLane)(transaction_js_1.Transaction.reading(ctx), (0, wire_js_1.decode)(argument, (reader) => ({ seller: (0, arguments_js_1.creditCode)(reader, 'seller'), lane: (0, arguments_js_1.laneName)(reader) }))));
    }
    async ReadRequest(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, queries_js_1.readRequest)(transaction_js_1.Transaction.reading(ctx), (0, wire_js_1.decode)(argument, (reader) => ({ actor: (0, arguments_js_1.participant)(reader, 'actor'), requestId: (0, arguments_js_1.requestId)(reader) }))));
    }
};
exports.InvoiceContract = InvoiceContract;
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "IssueInvoices", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "TransferInvoices", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "LockInvoices", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "UnlockInvoices", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "RedeemInvoices", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "ReadInvoice", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "Attest", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "ReadHistory", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "ReadLane", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], InvoiceContract.prototype, "ReadRequest", null);
exports.InvoiceContract = InvoiceContract = __decorate([
    (0, fabric_contract_api_1.Info)({
        title: 'invoice',
        description: 'Issue, transfer, lock and redeem invoice tokens; read and attest them',
    }),
    __metadata("design:paramtypes", [])
], InvoiceContract);
function numberIn(argument) {
    return (0, wire_js_1.decode)(argument, (reader) => (0, arguments_js_1.invoiceNumber)(reader, 'number'));
}
//# sourceMappingURL=invoice-contract.js.map