export { ERROR_TEXTS_ZH_CN as errors } from '@fapiao-ledger/client/errors/zh-cn';
export { detailInChinese as detailOf } from '@fapiao-ledger/client/errors/zh-cn/details';
