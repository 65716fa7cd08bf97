import type { app as english } from '../en/app.ts';
import type { Texts } from '../texts.ts';

export const app: Texts<typeof english> = {
  name: 'Mini Cloud Maker',
  skip: 'Ir para o conteúdo',
  sidebar: 'Nuvem e conta',
  navigation: 'Principal',
  dashboard: 'Painel',
  files: 'Arquivos',
  people: 'Pessoas',
  settings: 'Configurações',
  signOut: 'Sair',
  opening: 'Abrindo a sua nuvem',
  engine: {
    unknown: 'Verificando a sua nuvem',
    running: 'Funcionando',
    starting: 'Iniciando',
    stopping: 'Parando',
    stopped: 'Parada',
    unhealthy: 'Sem resposta',
    failed: 'Fora do ar',
  },
  reconnecting: 'Um momento, o aplicativo está se recuperando.',
  broken: {
    title: 'Esta página tropeçou',
    text: 'Algo inesperado aconteceu ao mostrá-la. Os seus arquivos não foram afetados.',
    reload: 'Carregar de novo',
  },
  stoppedTitle: 'O aplicativo não pôde iniciar',
  quit: 'Encerrar',
  notFound: {
    title: 'Nada por aqui',
    text: 'Esta página não existe ou não é para a sua conta.',
    back: 'Ir para o painel',
  },
  welcome: 'Boas-vindas à sua nuvem, {{name}}',
  welcomeText: 'Está tudo pronto. Os seus primeiros arquivos estão a um gesto daqui.',
  folderFound: 'A pasta foi encontrada. A sua nuvem está iniciando.',
};
