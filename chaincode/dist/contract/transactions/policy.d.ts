import { type PolicyJson, type RuleSetJson } from '../../core/index.js';
import { type Transaction } from '../transaction.js';
export declare function policyOf(transaction: Transaction): Promise<PolicyJson>;
/** Publishes a version of the tax rules. @throws {DomainError} ROLE_REQUIRED, then RULE_SET_CONFLICT */
export declare function publish(transaction: Transaction, ruleSet: RuleSetJson): Promise<unknown>;
/** Closes a tax period for issuing. @throws {DomainError} ROLE_REQUIRED, then PERIOD_CLOSED */
export declare function close(transaction: Transaction, through: string): Promise<unknown>;
