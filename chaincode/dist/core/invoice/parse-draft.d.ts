import { Faults } from '../json/document-reader.js';
import type { Draft, ReadDraft } from './draft.js';
/** Longest texts on an invoice, in characters. */
export declare const TEXT_MAX: {
    readonly name: 100;
    readonly contact: 150;
    readonly item: 100;
    readonly specification: 60;
    readonly unit: 20;
    readonly remark: 230;
};
/**
 * Reads an unknown value as a draft, without judging it by any rule set: shapes, formats and texts.
 * What cannot be read is missing in the result, and `faults` says where and why.
 */
export declare function readDraft(value: unknown, faults: Faults, path?: string): ReadDraft;
/** @throws {ValidationError} every fault of form */
export declare function parseDraft(value: unknown): Draft;
/** A read draft without faults is a draft: nothing is missing in it. */
export declare function completeDraft(draft: ReadDraft, value: unknown): Draft;
