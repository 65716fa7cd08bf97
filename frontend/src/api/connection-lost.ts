/** The core did not answer: it is being started again, or it cannot start. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}
