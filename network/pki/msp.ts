/** MSP ids of the organizations that a network begins with; the contract knows the first two. */
export { AUDITOR_MSP, BUREAU_MSP } from '@fapiao-ledger/core';
export const PLATFORM_MSP = 'PlatformMSP';
export const PLATFORM_2_MSP = 'Platform2MSP';
export const ORDERER_MSP = 'OrdererMSP';
