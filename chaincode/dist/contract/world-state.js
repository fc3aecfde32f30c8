"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.WorldState = void 0;
const index_js_1 = require("../core/index.js");
/**
 * JSON documents by key, as one transaction sees them. A peer answers reads with what was committed
 * before, so documents this transaction has written are kept here and read back from here.
 */
class WorldState {
    #stub;
    #written = new Map();
    constructor(stub) {
        this.#stub = stub;
    }
    async get(key) {
        if (this.#written.has(key))
            return this.#written.get(key);
        const bytes = await this.#stub.getState(key);
        return bytes.length === 0 ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'));
    }
    async put(key, document) {
        this.#written.set(key, document);
        await this.#stub.putState(key, Buffer.from((0, index_js_1.canonicalJson)(document), 'utf8'));
    }
    /**
     * The first document whose key is in [from, to). Only for queries: a paginated range query makes a
     * transaction read-only, which is what keeps phantoms out of everything that writes.
     */
    async first(from, to) {
        const { iterator } = await this.#stub.getStateByRangeWithPagination(from, to, 1);
        const { value } = await iterator.next();
        await iterator.close();
        return value === undefined || value === null
            ? undefined
            : JSON.parse(Buffer.from(value.value).toString('utf8'));
    }
}
exports.WorldState = WorldState;
//# sourceMappingURL=world-state.js.map