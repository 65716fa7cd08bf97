import type { Texts } from '../texts.ts';
import type { space as english } from '../en/space.ts';

export const space: Texts<typeof english> = {
  title: 'Para onde foi o meu espaço?',
  text: 'O que ocupa o seu espaço e o que você pode fazer.',
  summary_one: '{{size}} em {{count, number}} arquivo',
  summary_other: '{{size}} em {{count, number}} arquivos',
  emptyTitle: 'Nada ocupa espaço ainda',
  emptyText: 'Quando você enviar arquivos, verá aqui quais pastas e arquivos são os grandes.',
  goToFiles: 'Ir para os seus arquivos',
  more: 'Mostrar todos os {{count, number}}',
  less: 'Mostrar menos',

  folders: {
    title: 'Por pasta',
    text: 'Cada uma com tudo o que há nela. Escolha uma para ver o que há dentro.',
    open: 'Abrir esta pasta',
    own: 'Arquivos soltos nesta pasta',
    others: 'Outras pastas',
    empty: 'Não há arquivos aqui.',
  },
  types: { title: 'Por tipo' },
  unseen: {
    title: 'Lixeira e versões anteriores',
    text: 'Também contam, qualquer que seja a pasta que você veja.',
    trash: 'Lixeira',
    look: 'Ver o que há',
    versions: 'Versões anteriores',
    versionCount_one: '{{count, number}} versão',
    versionCount_other: '{{count, number}} versões',
    keep: 'Por quanto tempo ficam',
    forget: 'Excluir versões anteriores',
    forgetTitle: 'Excluir as versões anteriores de todos os seus arquivos?',
    forgetText_one:
      'Isso libera {{size}}. Os arquivos ficam como estão agora; {{count, number}} versão anterior é excluída para sempre.',
    forgetText_other:
      'Isso libera {{size}}. Os arquivos ficam como estão agora; {{count, number}} versões anteriores são excluídas para sempre.',
    forgotten_one: '{{count, number}} versão anterior excluída para sempre',
    forgotten_other: '{{count, number}} versões anteriores excluídas para sempre',
    emptyText_one:
      'Isso libera {{size}}. {{count, number}} arquivo é excluído para sempre e não pode voltar.',
    emptyText_other:
      'Isso libera {{size}}. {{count, number}} arquivos são excluídos para sempre e não podem voltar.',
  },
  largest: { title: 'Maiores arquivos' },
  duplicates: {
    title: 'O mesmo conteúdo mais de uma vez',
    text: 'Cópias feitas aqui dividem o espaço e não entram na conta.',
    wasted: 'Ficar com um de cada liberaria {{size}}.',
    none: 'Cada arquivo está aqui uma vez só.',
    group_one: '{{count, number}} arquivo com o mesmo conteúdo, {{size}} a mais',
    group_other: '{{count, number}} arquivos com o mesmo conteúdo, {{size}} a mais',
    keepOne: 'Ficar com o mais antigo',
    keepOneOf: 'Ficar com o mais antigo dos arquivos iguais a {{name}}',
  },
  acts: {
    preview: 'Visualizar {{name}}',
    show: 'Mostrar {{name}} na pasta',
    trash: 'Mover {{name}} para a lixeira',
  },
};
