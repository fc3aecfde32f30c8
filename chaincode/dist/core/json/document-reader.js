"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ObjectReader = exports.Faults = exports.FAULTS_MAX = void 0;
const text_js_1 = require("./text.js");
/** Most faults one answer carries: `{}` as a line is three bytes and has six, so a bound must be. */
exports.FAULTS_MAX = 1_000;
/** Collects faults with their JSON pointers while a document is read; nothing throws on the way. */
class Faults {
    list = [];
    report(code, path, message) {
        if (this.list.length < exports.FAULTS_MAX)
            this.list.push({ code, path, message });
        return undefined;
    }
}
exports.Faults = Faults;
/** A JSON object under a pointer, read field by field; every field that is not asked for is a fault. */
class ObjectReader {
    path;
    #object;
    #faults;
    #asked = [];
    constructor(object, path, faults) {
        this.#object = object;
        this.path = path;
        this.#faults = faults;
    }
    static of(value, path, faults) {
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
            return new ObjectReader(value, path, faults);
        }
        return faults.report(value === undefined ? 'FIELD_REQUIRED' : 'FIELD_TYPE', path, 'an object is expected');
    }
    /** The object itself, as it was given. */
    get document() {
        return this.#object;
    }
    /** Any value of a required field; undefined with a fault when it is missing. */
    required(field) {
        const value = this.optional(field);
        return value === undefined ? this.fault('FIELD_REQUIRED', field, 'the field is missing') : value;
    }
    optional(field) {
        if (!Object.hasOwn(this.#object, field))
            return undefined;
        if (!this.#asked.includes(field))
            this.#asked.push(field);
        return this.#object[field];
    }
    text(field) {
        const value = this.required(field);
        return value === undefined ? undefined : this.#asText(field, value);
    }
    optionalText(field) {
        const value = this.optional(field);
        return value === undefined ? undefined : this.#asText(field, value);
    }
    /** Text that `read` turns into a value; `expected` completes "… is not". */
    value(field, read, code, expected) {
        const text = this.text(field);
        return text === undefined ? undefined : this.#convert(field, text, read, code, expected);
    }
    optionalValue(field, read, code, expected) {
        const text = this.optionalText(field);
        return text === undefined ? undefined : this.#convert(field, text, read, code, expected);
    }
    /** Text of 1 to `lengthMax` characters that a page can show. */
    printable(field, lengthMax) {
        const text = this.text(field);
        return text === undefined ? undefined : this.#asPrintable(field, text, lengthMax);
    }
    optionalPrintable(field, lengthMax) {
        const text = this.optionalText(field);
        return text === undefined ? undefined : this.#asPrintable(field, text, lengthMax);
    }
    oneOf(field, allowed) {
        const one = (text) => allowed.find((value) => value === text);
        return this.value(field, one, 'FIELD_VALUE', `one of ${allowed.join(', ')}`);
    }
    object(field) {
        return ObjectReader.of(this.optional(field), this.pointer(field), this.#faults);
    }
    /** Entry `index` of a list field, which must be an object. */
    item(field, index) {
        const list = this.#object[field];
        return ObjectReader.of(Array.isArray(list) ? list[index] : undefined, `${this.pointer(field)}/${index}`, this.#faults);
    }
    array(field) {
        const value = this.required(field);
        if (value === undefined || Array.isArray(value))
            return value;
        return this.fault('FIELD_TYPE', field, 'an array is expected');
    }
    /** Call last: reports every field that was never asked for. */
    end() {
        const fields = Object.keys(this.#object);
        if (fields.length === this.#asked.length)
            return;
        for (const field of fields) {
            if (!this.#asked.includes(field))
                this.fault('FIELD_UNKNOWN', field, 'the field is not known here');
        }
    }
    fault(code, field, message) {
        return this.#faults.report(code, this.pointer(field), message);
    }
    pointer(field) {
        return `${this.path}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    }
    #asPrintable(field, text, lengthMax) {
        if ((0, text_js_1.isPrintable)(text, lengthMax))
            return text;
        return this.fault('TEXT_INVALID', field, `text of 1 to ${lengthMax} printable characters is expected`);
    }
    #asText(field, value) {
        return typeof value === 'string' ? value : this.fault('FIELD_TYPE', field, 'text is expected');
    }
    #convert(field, text, read, code, expected) {
        const value = read(text);
        return value === undefined ? this.fault(code, field, `"${(0, text_js_1.excerpt)(text)}" is not ${expected}`) : value;
    }
}
exports.ObjectReader = ObjectReader;
//# sourceMappingURL=document-reader.js.map