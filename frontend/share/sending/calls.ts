/** What a call was answered with. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** Refused, with a sentence for people. */
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
  /** The request is closed. */
  | { readonly kind: 'closed' }
  /** Nobody answered, or not now. */
  | { readonly kind: 'away' };

export interface BegunUpload {
  readonly id: string;
  readonly partBytes: number;
  readonly parts: readonly { readonly number: number; readonly sizeBytes: number }[];
}

export interface SentFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Size and time, written out. */
  readonly line: string;
}

/** What still fits into the request. */
export interface Room {
  /** Nothing does. */
  readonly full: boolean;
  /** Sentences; none where everything fits. */
  readonly lines: readonly string[];
}

interface Refusal {
  readonly error?: { readonly code: string; readonly text: string };
}

const CALL_MS = 30_000;

/** The calls of a request's page, at the address of the request. */
export function makeCalls(base: string) {
  function call<T>(name: string, input: object, done: (answer: Answer<T>) => void): void {
    const request = new XMLHttpRequest();
    request.open('POST', `${base}/api/${name}`);
    request.setRequestHeader('content-type', 'application/json');
    request.timeout = CALL_MS;
    request.addEventListener('load', () => done(answerOf(request)));
    request.addEventListener('error', () => done({ kind: 'away' }));
    request.addEventListener('timeout', () => done({ kind: 'away' }));
    request.send(JSON.stringify(input));
  }
  return {
    begin: (
      file: { name: string; sizeBytes: number; modifiedAt: string; sender: string | null },
      done: (answer: Answer<BegunUpload>) => void,
    ) => call('begin', file, done),
    sign: (id: string, numbers: number[], done: (answer: Answer<{ readonly urls: string[] }>) => void) =>
      call('sign', { id, numbers }, done),
    finish: (id: string, done: (answer: Answer<SentFile>) => void) => call('finish', { id }, done),
    room: (done: (answer: Answer<Room>) => void) => call('room', {}, done),
    abort: (id: string) => call('abort', { id }, () => undefined),
  };
}
export type Calls = ReturnType<typeof makeCalls>;
/** Those by which a file is sent. */
export type SendingCalls = Omit<Calls, 'room'>;

function answerOf<T>(request: XMLHttpRequest): Answer<T> {
  const { status } = request;
  if (status === 404 || status === 403) return { kind: 'closed' };
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    return { kind: 'away' }; // something between here and the cloud answered
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other end is of the same build
  if (status === 200) return { kind: 'ok', value: body as T };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- likewise
  const { error } = body as Refusal;
  if (error === undefined || status === 503) return { kind: 'away' };
  return { kind: 'refused', code: error.code, text: error.text };
}
