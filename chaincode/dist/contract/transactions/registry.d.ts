import { type ObjectReader, type TaxpayerJson } from '../../core/index.js';
import { type Transaction } from '../transaction.js';
/** @throws {DomainError} TAXPAYER_NOT_FOUND */
export declare function taxpayerOf(transaction: Transaction, code: string): Promise<TaxpayerJson>;
/** @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_EXISTS */
export declare function registerTaxpayer(transaction: Transaction, taxpayer: TaxpayerJson): Promise<TaxpayerJson>;
/**
 * Suspends, reinstates, or changes what the bureau has decided about a taxpayer (T32).
 * @throws {DomainError} ROLE_REQUIRED, then TAXPAYER_NOT_FOUND
 */
export declare function amendTaxpayer(transaction: Transaction, change: TaxpayerChange): Promise<TaxpayerJson>;
/** @throws {DomainError} NOT_A_PARTY, then TAXPAYER_NOT_FOUND */
export declare function readTaxpayer(transaction: Transaction, code: string): Promise<TaxpayerJson>;
export type TaxpayerChange = Pick<TaxpayerJson, 'code'> & Partial<Pick<TaxpayerJson, 'status' | 'publicKey' | 'singleLimit' | 'rateGrants' | 'contact' | 'bank'>>;
export declare function readRegistration(reader: ObjectReader): TaxpayerJson;
export declare function readChange(reader: ObjectReader): TaxpayerChange;
