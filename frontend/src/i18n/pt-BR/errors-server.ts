import type { serverErrors as english } from '../en/errors-server.ts';
import type { Texts } from '../texts.ts';

export const serverErrors: Texts<typeof english> = {
  SERVER_NOT_FOUND: {
    title: 'Falta o programa de armazenamento',
    message:
      'Ele não está neste computador e não foi possível baixá-lo. Conecte-se à internet e tente de novo, ou escolha outra origem.',
  },
  SERVER_UNREACHABLE_SOURCES: {
    title: 'Não foi possível baixar o programa de armazenamento',
    message:
      'Nenhum dos lugares que o oferecem respondeu ({{tried}}). Confira a conexão com a internet e tente de novo, ou escolha um programa que já esteja neste computador.',
  },
  SERVER_DAMAGED: {
    title: 'O programa de armazenamento está danificado',
    message:
      '{{path}} não é igual ao que foi publicado e por isso não é executado. Tente de novo para baixá-lo outra vez, ou escolha outra origem.',
  },
  SERVER_NOT_EXECUTABLE: {
    title: 'O programa de armazenamento não pode ser executado',
    message:
      'Este computador se recusa a executar {{path}}. Um programa de segurança pode estar bloqueando. Permita-o ou escolha outra origem.',
  },
  DOWNLOAD_DISK_FULL: {
    title: 'Não há espaço para o download',
    message: 'São necessários {{needed}} e restam {{free}} neste disco. Libere espaço e tente de novo.',
  },
  PLATFORM_UNSUPPORTED: {
    title: 'Não há programa de armazenamento para este computador',
    message:
      'Não existe nenhum para este tipo de computador ({{platform}}). Você pode usar um servidor de armazenamento que já funcione em outro lugar: escolha outra origem.',
  },

  SERVER_START_TIMEOUT: {
    title: 'A sua nuvem demorou demais para iniciar',
    message:
      'Ela não ficou pronta em {{seconds, number}} segundos. O computador pode estar muito ocupado. Tente de novo.',
  },
  SERVER_EXITED: {
    title: 'A sua nuvem parou sozinha',
    message: 'O programa de armazenamento terminou. Tente de novo; o registro diz mais.',
  },
  SERVER_CRASH_LOOP: {
    title: 'A sua nuvem não para de cair',
    message:
      'O programa de armazenamento terminou {{failures, number}} vezes seguidas e por isso fica parado por enquanto. Os seus arquivos estão seguros. Veja o registro e tente de novo.',
  },
  SERVER_HUNG: {
    title: 'A sua nuvem deixou de responder',
    message: 'O programa de armazenamento travou e está sendo iniciado outra vez.',
  },
  SERVER_NOT_RUNNING: {
    title: 'A sua nuvem não está ligada',
    message: 'Inicie a nuvem e tente de novo.',
  },
  NO_FREE_PORT: {
    title: 'Não há conexão livre neste computador',
    message: 'Outros programas usam todas. Feche alguns programas ou reinicie o computador e tente de novo.',
  },
  SECRETS_UNREADABLE: {
    title: 'As chaves guardadas não podem ser lidas',
    message:
      'O cofre de senhas deste computador não as entrega. Desbloqueie-o ou informe as chaves de acesso outra vez e tente de novo.',
  },

  DATA_FOLDER_MISSING: {
    title: 'A pasta com os seus arquivos não foi encontrada',
    message:
      'A pasta {{folder}} não foi encontrada. Conecte a unidade onde ela está e tente de novo, ou diga onde a pasta está agora.',
  },
  DATA_FOLDER_NOT_WRITABLE: {
    title: 'Nada pode ser salvo na pasta',
    message:
      'O aplicativo só pode ler a pasta {{folder}}. Permita a gravação e tente de novo, ou escolha outra pasta.',
  },
  DATA_FOLDER_IS_FILE: {
    title: 'Isso é um arquivo, não uma pasta',
    message:
      'O lugar {{folder}} está ocupado por um arquivo. Tire o arquivo de lá e tente de novo, ou escolha uma pasta.',
  },
  DATA_FOLDER_NOT_EMPTY: {
    title: 'A pasta não está vazia',
    message:
      'A pasta {{folder}} contém outros arquivos. Escolha uma pasta vazia ou nova, para nada se misturar.',
  },
  DATA_FOLDER_OTHER_CLOUD: {
    title: 'A pasta é de outra nuvem',
    message:
      'A pasta {{folder}} guarda os arquivos de outra nuvem. Eles continuam intactos. Conecte a unidade certa e tente de novo, ou escolha outra pasta.',
  },
  DATA_FOLDER_NEWER_VERSION: {
    title: 'A pasta é de uma versão mais nova',
    message:
      'A pasta {{folder}} foi gravada por uma versão mais nova do Mini Cloud Maker. Atualize o aplicativo e tente de novo.',
  },
  DATA_FOLDER_MARKER_DAMAGED: {
    title: 'A pasta não pode ser reconhecida',
    message:
      'A marca que diz de que nuvem é a pasta {{folder}} não pode ser lida. Confira o disco ou escolha outra pasta.',
  },
  DATA_FOLDER_LOST_MARKER: {
    title: 'A pasta já não parece ser a sua',
    message:
      'A pasta {{folder}} está lá, mas sem o que a sua nuvem guarda nela. A unidade pode não estar conectada, ou algo foi excluído. Confira e tente de novo, ou diga onde a pasta está agora.',
  },
  DATA_FOLDER_IN_USE: {
    title: 'A pasta está em uso',
    message: 'Outro programa já trabalha com a pasta {{folder}}. Feche-o e tente de novo.',
  },
  DISK_FULL: {
    title: 'O disco está cheio',
    message: 'O disco da pasta {{folder}} não tem mais espaço. Libere espaço nele e tente de novo.',
  },

  ENDPOINT_INVALID: {
    title: 'Isso não é um endereço',
    message: '{{endpoint}} não pode ser usado. Um endereço é assim: http://192.168.0.10:9000.',
  },
  ENDPOINT_UNREACHABLE: {
    title: 'O servidor de armazenamento não responde',
    message:
      'Nada responde no servidor {{endpoint}}. Confira se ele está ligado e se o endereço está certo, e tente de novo.',
  },
  ENDPOINT_CREDENTIALS_REFUSED: {
    title: 'O servidor de armazenamento recusa as chaves',
    message: 'O servidor {{endpoint}} não aceita a chave de acesso ou a chave secreta. Confira as duas.',
  },
  ENDPOINT_NO_PERMISSION: {
    title: 'As chaves não têm permissão suficiente',
    message:
      'O servidor {{endpoint}} aceita as chaves, mas elas não podem fazer isto: {{operation}}. Use chaves que possam ler, gravar e excluir.',
  },
  ENDPOINT_NOT_S3: {
    title: 'Isso não é um servidor de armazenamento',
    message: 'Algo responde no servidor {{endpoint}}, mas não fala S3. Confira o endereço.',
  },
  ENDPOINT_CLOCK_SKEW: {
    title: 'Os relógios não coincidem',
    message:
      'Este computador e o servidor {{endpoint}} mostram horas diferentes. Acerte os dois relógios e tente de novo.',
  },
  BUCKET_OTHER_CLOUD: {
    title: 'Este lugar é de outra nuvem',
    message:
      '“{{bucket}}” no servidor {{endpoint}} é de outra nuvem, ou da sua em outro computador onde ela foi restaurada. Nada lá é alterado. Restaure aquela nuvem aqui ou escolha outro bucket.',
  },
  BUCKET_IN_USE: {
    title: 'Outro computador usa esta nuvem',
    message:
      '“{{bucket}}” no servidor {{endpoint}} está em uso no computador “{{computer}}”. Feche o aplicativo lá e tente de novo. Se aquele computador não existe mais, espere antes cinco minutos.',
  },
  BUCKET_NEWER_VERSION: {
    title: 'Esta nuvem é de uma versão mais nova',
    message:
      '“{{bucket}}” no servidor {{endpoint}} foi gravado por uma versão mais nova do Mini Cloud Maker. Atualize o aplicativo e tente de novo.',
  },
  BUCKET_EMPTY: {
    title: 'Os seus arquivos não estão neste lugar',
    message:
      '“{{bucket}}” no servidor {{endpoint}} não tem nada da sua nuvem. Traga os arquivos de volta e tente de novo, ou informe o endereço e o bucket certos.',
  },
};
