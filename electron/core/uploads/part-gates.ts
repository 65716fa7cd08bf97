/** A part that was let in and is on its way to the store. */
export interface Passing {
  /** Aborts when its upload ends meanwhile: what is not in the store yet must not come to it any more. */
  readonly signal: AbortSignal;
  /** Has to be told once nothing of it can reach the store any more. */
  done(): void;
}

interface Gate {
  shut: number;
  readonly shareId: string | null;
  readonly passing: Map<AbortController, Promise<void>>;
}

/**
 * Where the parts of each upload pass. An upload is only put together, made a file or given up while its gate is shut
 * and nothing passes: so nothing is ever written under a file.
 */
export class PartGates {
  readonly #gates = new Map<string, Gate>();
  readonly #turns = new Map<string, Promise<void>>();

  /** Lets a part in; null while the gate is shut. */
  enter(uploadId: string, shareId: string | null): Passing | null {
    const gate = this.#gateOf(uploadId, shareId);
    if (gate.shut > 0) return null;
    const control = new AbortController();
    let done: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      done = resolve;
    });
    gate.passing.set(control, ended);
    return {
      signal: control.signal,
      done: () => {
        gate.passing.delete(control);
        done();
        this.#forget(uploadId, gate);
      },
    };
  }

  /** Does one thing after the other to an upload. */
  async inTurn<T>(uploadId: string, act: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(uploadId) ?? Promise.resolve();
    const turn = before.then(act, act);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(uploadId, settled);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(uploadId) === settled) this.#turns.delete(uploadId);
    }
  }

  /** Does something while nothing passes; what passes when it begins is broken off. */
  async whileShut<T>(uploadId: string, act: () => Promise<T>): Promise<T> {
    const gate = this.#gateOf(uploadId, null);
    gate.shut += 1;
    try {
      for (const control of gate.passing.keys()) control.abort();
      await Promise.all(gate.passing.values());
      return await act();
    } finally {
      gate.shut -= 1;
      this.#forget(uploadId, gate);
    }
  }

  /** Breaks off everything that passes for a share. */
  breakShare(shareId: string): void {
    for (const gate of this.#gates.values())
      if (gate.shareId === shareId) for (const control of gate.passing.keys()) control.abort();
  }

  #gateOf(uploadId: string, shareId: string | null): Gate {
    let gate = this.#gates.get(uploadId);
    if (gate === undefined) {
      gate = { shut: 0, shareId, passing: new Map() };
      this.#gates.set(uploadId, gate);
    }
    return gate;
  }

  #forget(uploadId: string, gate: Gate): void {
    if (gate.shut === 0 && gate.passing.size === 0 && this.#gates.get(uploadId) === gate)
      this.#gates.delete(uploadId);
  }
}
