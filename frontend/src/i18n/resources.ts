import type { Language } from '../../../electron/contract/desktop.ts';
import { app } from './en/app.ts';
import { browser } from './en/browser.ts';
import { care } from './en/care.ts';
import { common } from './en/common.ts';
import { dashboard } from './en/dashboard.ts';
import { errors } from './en/errors.ts';
import { files } from './en/files.ts';
import { network } from './en/network.ts';
import { organise } from './en/organise.ts';
import { people } from './en/people.ts';
import { preview } from './en/preview.ts';
import { search } from './en/search.ts';
import { session } from './en/session.ts';
import { settings } from './en/settings.ts';
import { sharing } from './en/sharing.ts';
import { setup } from './en/setup.ts';
import { space } from './en/space.ts';
import { transfers } from './en/transfers.ts';
import { views } from './en/views.ts';
import { app as appPt } from './pt-BR/app.ts';
import { browser as browserPt } from './pt-BR/browser.ts';
import { care as carePt } from './pt-BR/care.ts';
import { common as commonPt } from './pt-BR/common.ts';
import { dashboard as dashboardPt } from './pt-BR/dashboard.ts';
import { errors as errorsPt } from './pt-BR/errors.ts';
import { files as filesPt } from './pt-BR/files.ts';
import { network as networkPt } from './pt-BR/network.ts';
import { organise as organisePt } from './pt-BR/organise.ts';
import { people as peoplePt } from './pt-BR/people.ts';
import { preview as previewPt } from './pt-BR/preview.ts';
import { search as searchPt } from './pt-BR/search.ts';
import { session as sessionPt } from './pt-BR/session.ts';
import { settings as settingsPt } from './pt-BR/settings.ts';
import { sharing as sharingPt } from './pt-BR/sharing.ts';
import { setup as setupPt } from './pt-BR/setup.ts';
import { space as spacePt } from './pt-BR/space.ts';
import { transfers as transfersPt } from './pt-BR/transfers.ts';
import { views as viewsPt } from './pt-BR/views.ts';
import type { Texts } from './texts.ts';

export const en = {
  app,
  browser,
  care,
  common,
  dashboard,
  errors,
  files,
  network,
  organise,
  people,
  preview,
  search,
  session,
  settings,
  sharing,
  setup,
  space,
  transfers,
  views,
};

const ptBR: Texts<typeof en> = {
  app: appPt,
  browser: browserPt,
  care: carePt,
  common: commonPt,
  dashboard: dashboardPt,
  errors: errorsPt,
  files: filesPt,
  network: networkPt,
  organise: organisePt,
  people: peoplePt,
  preview: previewPt,
  search: searchPt,
  session: sessionPt,
  settings: settingsPt,
  sharing: sharingPt,
  setup: setupPt,
  space: spacePt,
  transfers: transfersPt,
  views: viewsPt,
};

interface Tree {
  readonly [key: string]: string | Tree;
}

/**
 * Portuguese has a form of its own for millions ("1 milhão de …"). We write such numbers in digits, where the
 * ordinary plural is right, so that form is filled in from it.
 */
function withMillions(tree: Tree): Tree {
  const entries = Object.entries(tree).flatMap(([key, value]): [string, string | Tree][] => {
    if (typeof value !== 'string') return [[key, withMillions(value)]];
    return key.endsWith('_other')
      ? [
          [key, value],
          [key.replace(/_other$/u, '_many'), value],
        ]
      : [[key, value]];
  });
  return Object.fromEntries(entries);
}

export const resources: Record<Language, { translation: Tree }> = {
  en: { translation: en },
  'pt-BR': { translation: withMillions(ptBR) },
};
