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
exports.BureauContract = void 0;
const fabric_contract_api_1 = require("fabric-contract-api");
const index_js_1 = require("../core/index.js");
const transaction_js_1 = require("./transaction.js");
const allowances_js_1 = require("./transactions/allowances.js");
const arguments_js_1 = require("./transactions/arguments.js");
const custody_js_1 = require("./transactions/custody.js");
const policy_js_1 = require("./transactions/policy.js");
const registry_js_1 = require("./transactions/registry.js");
const wire_js_1 = require("./wire.js");
/** What the tax bureau decides: who takes part, by which rules, with which numbers and how much credit. */
let BureauContract = class BureauContract extends fabric_contract_api_1.Contract {
    constructor() {
        super('bureau');
    }
    async RegisterTaxpayer(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, registry_js_1.registerTaxpayer)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, registry_js_1.readRegistration)));
    }
    async AmendTaxpayer(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, registry_js_1.amendTaxpayer)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, registry_js_1.readChange)));
    }
    async PublishRuleSet(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, policy_js_1.publish)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, index_js_1.readRuleSet)));
    }
    async ClosePeriod(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, policy_js_1.close)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, arguments_js_1.month)));
    }
    async GrantCredit(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, allowances_js_1.setCredit)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, allowances_js_1.readCreditGrant)));
    }
    async GrantSegment(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, allowances_js_1.grantSegment)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, allowances_js_1.readSegmentGrant)));
    }
    async AllotLane(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, allowances_js_1.allotLane)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, allowances_js_1.readAllotment)));
    }
    async FreezeInvoice(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, custody_js_1.freezeInvoice)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, custody_js_1.readFreeze)));
    }
    async ReleaseInvoice(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, custody_js_1.releaseInvoice)(transaction_js_1.Transaction.writing(ctx), (0, wire_js_1.decode)(argument, custody_js_1.readLocated)));
    }
    async ReadTaxpayer(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, registry_js_1.readTaxpayer)(transaction_js_1.Transaction.reading(ctx), (0, wire_js_1.decode)(argument, (reader) => (0, arguments_js_1.participant)(reader, 'code'))));
    }
    async ReadPolicy(ctx) {
        return await (0, wire_js_1.answer)(() => (0, policy_js_1.policyOf)(transaction_js_1.Transaction.reading(ctx)));
    }
    async ReadCredit(ctx, argument) {
        return await (0, wire_js_1.answer)(() => (0, allowances_js_1.readCredit)(transaction_js_1.Transaction.reading(ctx), (0, wire_js_1.decode)(argument, (reader) => ({ seller: (0, arguments_js_1.creditCode)(reader, 'seller'), month: (0, arguments_js_1.month)(reader) }))));
    }
};
exports.BureauContract = BureauContract;
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "RegisterTaxpayer", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "AmendTaxpayer", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "PublishRuleSet", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "ClosePeriod", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "GrantCredit", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "GrantSegment", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "AllotLane", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "FreezeInvoice", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "ReleaseInvoice", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "ReadTaxpayer", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "ReadPolicy", null);
__decorate([
    (0, fabric_contract_api_1.Transaction)(false),
    (0, fabric_contract_api_1.Returns)('string'),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [fabric_contract_api_1.Context, String]),
    __metadata("design:returntype", Promise)
], BureauContract.prototype, "ReadCredit", null);
exports.BureauContract = BureauContract = __decorate([
    (0, fabric_contract_api_1.Info)({
        title: 'bureau',
        description: 'Register, rules, credit, numbers, and the bureau’s powers over invoices',
    }),
    __metadata("design:paramtypes", [])
], BureauContract);
//# sourceMappingURL=bureau-contract.js.map