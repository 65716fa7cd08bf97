import { addressOf, type Connection } from './connection.ts';
import { PipelinedLine, type PlainAnswer } from './pipelined-line.ts';
import { authorizedGet, authorizedPut } from './plain-http.ts';
import { ownMemory, type Shelf, type Shelved } from './shelf.ts';

interface SmallRequest {
  readonly key: string;
  /** Headers that the signature covers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SmallGet extends SmallRequest {
  /** Bytes that the object has to have. */
  readonly size: number;
}

export interface SmallPut extends SmallRequest {
  readonly bytes: Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * Fetches and stores small objects over a few connections, several requests at a time on each. The answer is null when
 * it does not go this way ({@link mayPipeline}) or did not work, whatever the reason: then it has to be asked for by itself, and that answer says what is
 * wrong. Never rejects.
 */
export interface Pipelined {
  /** The object. `into` is where it goes, memory of just its size, which the answer then holds; otherwise some is taken. */
  readonly get: (connection: Connection, request: SmallGet, into?: Shelved) => Promise<PlainAnswer | null>;
  /** What the server says of what it stored. The signal's end breaks the connection, for the others on it too. */
  readonly put: (connection: Connection, request: SmallPut) => Promise<PlainAnswer | null>;
  close(): void;
}

/** So many keep a server of some processors busy with reading; on each, answers wait for the ones before them. */
const GET_LINES = 8;
/** Storing waits for the disk, so the server does some more of it at a time; with many more it takes longer again. */
const PUT_LINES = 12;

/**
 * Whether a store may be asked like this: our own server answers requests in their order, as HTTP/1.1 demands; what
 * stands before somebody else's may not.
 */
export function mayPipeline(connection: Connection): boolean {
  return connection.managed && addressOf(connection).protocol === 'http:';
}

/**
 * Makes both ways. A request of `node:http` costs more than the small object that goes with it; here requests of the
 * same moment leave in one write, answers are read into one buffer, and the bytes of an object that is fetched are
 * copied once, to memory that `take` gives.
 */
export function makePipelined(take: Shelf['take'] = ownMemory): Pipelined {
  const gets = makeLines(GET_LINES);
  const puts = makeLines(PUT_LINES);
  return {
    async get(connection, { key, headers, size }, into) {
      if (!mayPipeline(connection)) return null;
      const head = authorizedGet(connection, { key, headers });
      return gets.lineFor(connection).ask({ head, into: into ?? take(size) });
    },
    async put(connection, { key, headers, bytes, signal }) {
      if (signal.aborted || !mayPipeline(connection)) return null;
      const line = puts.lineFor(connection);
      const end = () => line.end();
      signal.addEventListener('abort', end);
      const head = authorizedPut(connection, { key, headers }, bytes.length);
      const answer = await line.ask({ head, body: bytes, into: ownMemory(0) });
      signal.removeEventListener('abort', end);
      return answer;
    },
    close() {
      gets.close();
      puts.close();
    },
  };
}

/** Connections to one server, at most so many. */
function makeLines(most: number) {
  let lines: PipelinedLine[] = [];
  let owner: Connection | null = null;

  function close(): void {
    for (const line of lines) line.end();
    lines = [];
  }

  return {
    close,
    /** The one with the fewest requests on it, or a new one. */
    lineFor(connection: Connection): PipelinedLine {
      if (owner !== connection) {
        close();
        owner = connection;
      }
      lines = lines.filter((line) => !line.ended);
      let best: PipelinedLine | undefined;
      for (const line of lines) {
        if (best === undefined || line.waiting < best.waiting) best = line;
      }
      if (best !== undefined && (best.waiting === 0 || lines.length === most)) return best;
      const made = new PipelinedLine(connection);
      lines.push(made);
      return made;
    },
  };
}
