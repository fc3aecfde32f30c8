/** MSP ids of the organizations that a network begins with; the contract knows the first two. */
export { AUDITOR_MSP, BUREAU_MSP } from '@fapiao-ledger/core';
/** MSP id of the first invoice platform. */
export const PLATFORM_MSP = 'PlatformMSP';
/** MSP id of the second invoice platform. */
export const PLATFORM_2_MSP = 'Platform2MSP';
/** MSP id of the organization whose nodes order transactions. */
export const ORDERER_MSP = 'OrdererMSP';
