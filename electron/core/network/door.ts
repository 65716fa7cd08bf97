/** The door itself: the HTTP server on the local network, which knows nothing of addresses and settings. */
export interface Door {
  /**
   * Opens it on all interfaces (or on 127.0.0.1 alone) and answers with the port: the wished one, or for null a free
   * one. Open already at another port, it moves. Throws DOOR_PORT_TAKEN.
   */
  open(options: DoorOptions): Promise<{ port: number }>;
  /** Closes it at once, whatever runs. */
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly port: number | null;
  readonly loopbackOnly?: boolean;
  /** Certificate and key in PEM: devices then come by HTTPS, and plain HTTP is led there. */
  readonly secure?: { readonly cert: string; readonly key: string } | null;
}
