/** The board cannot be had as it was asked for; the message says what to give instead. */
export class BoardError extends Error {
  override readonly name = 'BoardError';
}
