/** The English texts of keys whose identity file is not saved yet. */
export const unsavedKeysEn = {
  title: 'Keys without a file',
  lead: 'These keys were made here, and the answer to their registration was lost. They stay in this browser until their file is saved.',
  unknown: 'not registered, as far as the ledger says: send its request again',
  registered: 'registered',
  save: 'Save the identity file',
  drop: 'Remove the key',
  dropQuestion:
    'Remove this key from the browser? If it is registered, revoke it too: its file can then never be made.',
} as const;
