/** The English texts of keys whose identity file may not be saved yet. */
export const unsavedKeysEn = {
  title: 'Keys without a file',
  lead: 'These keys were made here, and their file may not be saved. Each stays in this browser until you say that you have its file.',
  unknown: 'not registered, as far as the ledger says: send its request again',
  registered: 'registered',
  save: 'Save the identity file',
  saved: 'I have the file',
  savedQuestion: 'Remove this key from the browser? Its file can then never be made again.',
  drop: 'Remove the key',
  dropQuestion:
    'Remove this key from the browser? If it is registered, revoke it too: its file can then never be made.',
} as const;
