import { html } from '../html.ts';
import { icon } from '../icons.ts';
import { fault, layout, withName, type PageContext } from './layout.ts';

/** The one page for every link that does not open, whatever the reason. */
export function closedPage(context: PageContext): string {
  const { words } = context;
  return layout(context, {
    title: words.say('closedTitle'),
    narrow: true,
    body: html`<div class="card middle">
      <span class="big">${icon('unlink')}</span>
      <h1>${words.say('closedTitle')}</h1>
      <p>${words.say('closedText')}</p>
      <p>${words.say('closedNetwork')}</p>
    </div>`,
  });
}

/** For when the store or the database does not answer; `address` is tried again. */
export function restingPage(context: PageContext, address: string): string {
  const { words } = context;
  return layout(context, {
    title: words.say('restingTitle'),
    narrow: true,
    body: html`<div class="card middle">
      <span class="big">${icon('moon')}</span>
      <h1>${words.say('restingTitle')}</h1>
      <p>${words.say('restingText')}</p>
      <div class="actions"><a class="button" href="${address}">${words.say('again')}</a></div>
    </div>`,
  });
}

/**
 * For when as much is on its way as may be at once; `address` is asked for again by itself. As the page stays when the
 * download begins, it leads back to the share at `base`.
 */
export function busyPage(context: PageContext, address: string, base: string): string {
  const { words } = context;
  return layout(context, {
    title: words.say('busyTitle'),
    narrow: true,
    body: html`<div class="card middle" role="status">
      <span class="big">${icon('clock')}</span>
      <h1>${words.say('busyTitle')}</h1>
      <p>${words.say('busyText')}</p>
      <div class="actions">
        <a class="button" href="${address}">${words.say('again')}</a>
        <a class="button quiet" href="${base}">${words.say('back')}</a>
      </div>
    </div>`,
  });
}

/** Asks for the password. `problem`: the one before was wrong, or the browser did not keep what it was given. */
export function passwordPage(
  context: PageContext,
  base: string,
  problem: 'wrong' | 'cookies' | null,
): string {
  const { words } = context;
  const said = problem === null ? null : words.say(problem === 'wrong' ? 'passwordWrong' : 'cookies');
  return layout(context, {
    title: words.say('passwordTitle'),
    narrow: true,
    body: html`<div class="card middle">
      <span class="big">${icon('lock')}</span>
      <h1>${words.say('passwordTitle')}</h1>
      <p>${words.say('passwordText')}</p>
      <form method="post" action="${base}">
        ${said === null ? null : fault(said)}
        <label class="field"
          ><span>${words.say('password')}</span
          ><input
            type="password"
            name="password"
            required
            maxlength="200"
            autocomplete="off"
            autocapitalize="off"
            autofocus
            ${said === null ? null : html`aria-invalid="true" aria-describedby="fault"`}
        /></label>
        <div class="actions"><button class="button" type="submit">${words.say('open')}</button></div>
      </form>
    </div>`,
  });
}

/** Asks who opens the link, before it is shown. */
export function askNamePage(
  context: PageContext,
  base: string,
  sharedBy: string,
  problem: 'missing' | 'cookies' | null,
): string {
  const { words } = context;
  const said = problem === null ? null : words.say(problem === 'missing' ? 'nameNeeded' : 'cookies');
  return layout(context, {
    title: words.say('nameTitle', { name: sharedBy }),
    narrow: true,
    body: html`<div class="card middle">
      <span class="big">${icon('person')}</span>
      <h1>${withName(words.texts.nameTitle, sharedBy)}</h1>
      <p>${withName(words.texts.nameText, sharedBy)}</p>
      <form method="post" action="${base}">
        ${said === null ? null : fault(said)}
        <label class="field"
          ><span>${words.say('yourName')}</span
          ><input
            type="text"
            name="name"
            required
            maxlength="80"
            autocomplete="name"
            autofocus
            ${said === null ? null : html`aria-invalid="true" aria-describedby="fault"`}
        /></label>
        <div class="actions"><button class="button" type="submit">${words.say('goOn')}</button></div>
      </form>
    </div>`,
  });
}
