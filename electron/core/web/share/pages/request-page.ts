import { html, nameOf, type Html } from '../html.ts';
import { icon } from '../icons.ts';
import type { Texts } from '../texts/texts.ts';
import { NAME_MAXIMUM } from '../visitor.ts';
import { sentLine, type Words } from '../words.ts';
import { layout, withName } from './layout.ts';
import { isFull, roomLines } from './request-room.ts';
import { shareFacts, shareHead, type ShareContext } from './share-view.ts';

/** A file that this visitor has sent. */
export interface SentFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly at: Date;
}

const SCRIPT_TEXTS = [
  'sending',
  'sentCount',
  'copied',
  'copy',
  'pause',
  'resume',
  'pauseAll',
  'resumeAll',
  'cancel',
  'retry',
  'waiting',
  'starting',
  'paused',
  'finishing',
  'done',
  'stopped',
  'broken',
  'total',
  'speed',
  'leftSeconds',
  'leftMinutes',
  'leftHours',
  'allDone',
  'leaving',
  'changed',
  'pauseNamed',
  'resumeNamed',
  'cancelNamed',
  'retryNamed',
  'progressNamed',
  'progressAll',
  'closedTitle',
  'NAME_REQUIRED',
  'OTHER',
  'nameNeeded',
] as const satisfies readonly (keyof Texts)[];

/** A file that arrived, in the receipt. The script makes the same for new ones. */
function sentRow(words: Words, file: SentFile): Html {
  return html`<li class="row send">
    <span class="label"
      ><b>${nameOf(file.name)}</b><small>${sentLine(words, file.sizeBytes, file.at)}</small></span
    >
  </li>`;
}

/** The script writes the same list anew as others send: see `room.ts`. */
function caps({ share, words }: ShareContext): Html {
  return html`<ul id="room">
    ${roomLines(share.request, words).map((line) => html`<li>${line}</li>`)}
    <li>${words.say('private')}</li>
  </ul>`;
}

function chooser(context: ShareContext, name: string | null): Html {
  const { share, words } = context;
  return html`${
      share.asksName
        ? html`<label class="field"
              ><span>${words.say('yourName')}</span
              ><input
                id="sender"
                type="text"
                maxlength="${NAME_MAXIMUM}"
                autocomplete="name"
                required
                value="${name ?? ''}"
            /></label>
            <p class="hint">${withName(words.texts.nameText, share.sharedBy)}</p>`
        : null
    }
    <div class="drop" id="drop">
      <div id="chooser" hidden>
        <input class="vh choose" id="files" type="file" multiple tabindex="-1" aria-hidden="true" />
        <input
          class="vh"
          id="photo"
          type="file"
          accept="image/*"
          capture="environment"
          tabindex="-1"
          aria-hidden="true"
        />
        <button class="button" type="button" id="choose">${icon('up')}${words.say('choose')}</button>
        <button class="button quiet" type="button" id="take" hidden>
          ${icon('camera')}${words.say('takePhoto')}
        </button>
        <p class="or" id="or" hidden>${words.say('dropHere')}</p>
      </div>
      <p id="needs-script">${words.say('needsScript')}</p>
      ${caps(context)}
    </div>`;
}

/** The page of a request: others send files here. */
export function requestPage(context: ShareContext, sent: readonly SentFile[], name: string | null): string {
  const { share, base, words } = context;
  const full = isFull(share.request);
  return layout(context, {
    title: share.name,
    scriptTexts: Object.fromEntries(SCRIPT_TEXTS.map((key) => [key, words.texts[key]])),
    body: html`<article class="card" id="request" data-base="${base}">
        ${shareHead(context, nameOf(share.name), null)} ${shareFacts(context)}
        <div role="status">
          <p class="ok" id="full" tabindex="-1" ${!full && html`hidden`}>
            ${icon('check')}<span>${words.say('full')}</span>
          </p>
        </div>
        <div id="open" ${full && html`hidden`}>${chooser(context, name)}</div>
      </article>
      <section id="sending" class="noprint" hidden>
        <div class="head">
          <h2>${words.say('sending')}</h2>
          <div class="pair">
            <button class="button quiet" type="button" id="pause-all">${words.say('pauseAll')}</button>
          </div>
        </div>
        <div role="status">
          <p class="fault" id="broken" hidden>${icon('alert')}<span>${words.say('broken')}</span></p>
        </div>
        <div class="rows">
          <div class="whole" id="whole"></div>
          <ul id="queue"></ul>
        </div>
      </section>
      <section id="unfinished" class="noprint" hidden>
        <p class="hint">${words.say('unfinished')}</p>
        <ul class="rows"></ul>
      </section>
      <section id="receipt" ${sent.length === 0 && html`hidden`}>
        <div class="head">
          <h2>${withName(words.texts.receiptFor, share.sharedBy)}</h2>
          <div class="pair">
            <button class="button quiet" type="button" id="copy" hidden>
              ${icon('copy')}${words.say('copy')}
            </button>
            <button class="button quiet" type="button" id="print" hidden>
              ${icon('print')}${words.say('print')}
            </button>
          </div>
        </div>
        <p class="ok" id="all-done" role="status">
          ${icon('check')}<span id="sent-count">${words.count('sentCount', sent.length)}</span>
        </p>
        <ul class="rows" id="sent">
          ${sent.map((file) => sentRow(words, file))}
        </ul>
      </section>`,
  });
}
