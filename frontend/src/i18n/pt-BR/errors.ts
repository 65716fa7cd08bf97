import type { errors as english } from '../en/errors.ts';
import type { Texts } from '../texts.ts';
import { serverErrors } from './errors-server.ts';

export const errors: Texts<typeof english> = {
  ownFolder: 'da sua nuvem',
  ownServer: 'escolhido',

  INVALID_INPUT: {
    title: 'Algo não foi preenchido direito',
    message: 'Confira o que você digitou e tente de novo.',
  },
  INTERNAL: {
    title: 'Algo deu errado',
    message:
      'Isso não devia ter acontecido. Nada se perdeu. Tente de novo; se acontecer outra vez, o registro diz o motivo.',
  },
  NOT_ALLOWED: {
    title: 'Você não tem permissão para isso',
    message: 'Peça a quem cuida desta nuvem que faça isso ou que dê a você essa permissão.',
  },
  NOT_SIGNED_IN: {
    title: 'Você saiu da sua conta',
    message: 'Entre de novo para continuar.',
  },
  NOT_FOUND: {
    title: 'Isso já não está mais aqui',
    message: 'Alguém pode ter movido ou removido. A lista foi atualizada.',
  },
  TOO_BUSY: {
    title: 'A sua nuvem está muito ocupada',
    message: 'Há pedidos demais ao mesmo tempo. Tente de novo daqui a pouco.',
  },
  SETUP_ALREADY_DONE: {
    title: 'Esta nuvem já foi configurada',
    message: 'Entre com a conta que foi criada naquele momento.',
  },
  SETUP_INCOMPLETE: {
    title: 'A configuração inicial não terminou',
    message: 'Responda às perguntas que faltam e a sua nuvem poderá começar.',
  },

  WRONG_CREDENTIALS: {
    title: 'Nome de usuário ou senha incorretos',
    message_zero: 'Confira os dois. Antes da próxima tentativa é preciso esperar um pouco.',
    message_one: 'Confira os dois. Depois de mais uma senha errada será preciso esperar um pouco.',
    message_other: 'Confira os dois e tente de novo.',
  },
  TOO_MANY_ATTEMPTS: {
    title: 'Tentativas demais',
    message: 'Aguarde um pouco. Você pode tentar de novo em {{time}}.',
  },
  ACCOUNT_DISABLED: {
    title: 'Esta conta está desativada',
    message: 'Peça a quem cuida desta nuvem que a ative de novo.',
  },
  WRONG_PASSWORD: {
    title: 'A senha está incorreta',
    message: 'Digite a senha que você usa no momento.',
  },
  WRONG_RECOVERY_CODE: {
    title: 'O código de recuperação não confere',
    message: 'Confira o nome de usuário e cada letra do código. Só o código mais novo funciona.',
  },
  PASSWORD_TOO_SHORT: {
    title: 'A senha é curta demais',
    message: 'Use pelo menos {{minimum, number}} caracteres.',
  },
  PASSWORD_TOO_LONG: {
    title: 'A senha é longa demais',
    message: 'Use uma mais curta, de no máximo {{maximumBytes, number}} letras simples.',
  },
  PASSWORD_TOO_WEAK: {
    title: 'A senha é fácil demais de adivinhar',
    message: 'Use uma mais longa, por exemplo quatro palavras que ninguém juntaria.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    title: 'Escolha uma senha só sua',
    message: 'A sua senha foi definida por outra pessoa. Escolha uma nova para continuar.',
  },
  USER_NAME_TAKEN: {
    title: 'Este nome de usuário já existe',
    message: 'Alguém já entra como {{userName}}. Escolha outro nome de usuário.',
  },
  OWNER_IS_PROTECTED: {
    title: 'Só quem é titular da nuvem pode fazer isso',
    message: 'A conta titular não pode ser alterada nem removida por outras pessoas.',
  },
  HAS_FILES: {
    title: 'Agora há arquivos',
    message: '{{name}} guardou algo enquanto isso. Diga o que deve acontecer com esses arquivos.',
  },

  NAME_INVALID: {
    title: 'Este nome não pode ser usado',
    message: '“{{name}}” não pode ser nome de arquivo nem de pasta. Escolha outro nome.',
  },
  NAME_TOO_LONG: {
    title: 'O nome é longo demais',
    message: 'Use no máximo {{maximum, number}} caracteres em “{{name}}”.',
  },
  NAME_TAKEN: {
    title: 'O nome já existe',
    message: 'Já existe algo chamado “{{name}}” aqui. Escolha outro nome.',
  },
  FOLDER_GONE: {
    title: 'Esta pasta já não existe',
    message:
      'Ela foi movida, excluída ou deixou de ser compartilhada com você. Volte aos seus arquivos e escolha outra pasta.',
  },
  FOLDER_INTO_ITSELF: {
    title: 'Uma pasta não cabe dentro dela mesma',
    message:
      '“{{name}}” não pode ser movida nem copiada para dentro dela mesma ou de uma pasta que está nela. Escolha outro lugar.',
  },
  NOTHING_TO_UNDO: {
    title: 'Não há nada para desfazer',
    message: 'Tudo o que podia ser desfeito já foi desfeito.',
  },
  UNDO_OUTDATED: {
    title: 'Isto já não pode ser desfeito',
    message: '“{{name}}” mudou de novo desde então. Mude de volta à mão.',
  },
  QUOTA_EXCEEDED: {
    title: 'O seu espaço acabou',
    message:
      'São necessários {{needed}} e restam {{free}}. Esvazie a lixeira, exclua algo ou peça mais espaço.',
  },
  OTHERS_QUOTA_EXCEEDED: {
    title: 'Falta espaço na conta de quem compartilha a pasta',
    message:
      'O que fica nesta pasta conta no espaço de {{owner}}: são necessários {{needed}} e ali restam {{free}}. Nada foi copiado nem movido.',
  },
  CLOUD_FULL: {
    title: 'A nuvem está cheia',
    message:
      'São necessários {{needed}} e restam {{free}} no disco. Libere espaço no disco da nuvem e tente de novo.',
  },

  SOURCE_MISSING: {
    title: 'O arquivo já não está lá',
    message: '{{path}} foi movido, renomeado ou excluído. Coloque-o de volta e tente de novo.',
  },
  SOURCE_UNREADABLE: {
    title: 'O arquivo não pode ser lido',
    message:
      'Este computador não deixa o aplicativo ler {{path}}. Feche-o em outros programas, confira as permissões e tente de novo.',
  },
  SOURCE_CHANGED: {
    title: 'O arquivo mudou durante o envio',
    message: '{{path}} foi alterado enquanto era enviado. Salve-o e tente de novo.',
  },
  TARGET_NOT_WRITABLE: {
    title: 'A pasta de destino não aceita arquivos',
    message: 'Nada pode ser salvo em {{path}}. Escolha outra pasta.',
  },
  TARGET_FULL: {
    title: 'O disco de destino está cheio',
    message: 'São necessários {{needed}} e restam {{free}}. Libere espaço ou escolha outra pasta.',
  },
  CONTENT_DAMAGED: {
    title: 'O arquivo chegou danificado',
    message:
      '“{{name}}” não confere com o que foi guardado e por isso não foi mantido. Tente de novo; se continuar assim, confira o disco da nuvem.',
  },
  GRANT_EXPIRED: {
    title: 'A escolha é antiga demais',
    message: 'Escolha de novo os arquivos ou a pasta.',
  },

  ...serverErrors,

  DOOR_PORT_TAKEN: {
    title: 'Outro programa usa esta porta',
    message: 'A porta {{port}} está ocupada. Escolha outra porta ou feche o programa que a usa.',
  },
  NO_NETWORK: {
    title: 'Sem rede',
    message:
      'Este computador não está em nenhuma rede, ou o acesso pela rede está desligado. Ligue o acesso pela rede ou conecte-se ao Wi-Fi e tente de novo.',
  },
  CHANGED_MEANWHILE: {
    title: 'Algo mudou enquanto isso',
    message:
      '“{{name}}” ou algo dentro mudou durante o caminho; por isso, tudo ficou onde estava e nada se perdeu. Tente de novo quando ninguém estiver usando.',
  },
  READ_ONLY: {
    title: 'Você pode ver, mas não mudar',
    message:
      '“{{name}}” foi compartilhado com você só para leitura. Peça a quem compartilhou que deixe você mudar.',
  },
  REVIVE_TOO_LATE: {
    title: 'É tarde para trazer isto de volta',
    message: 'Um link revogado pode voltar em até um dia. Crie um novo.',
  },
  UPLOAD_GONE: {
    title: 'Este envio terminou',
    message: 'Ele foi cancelado, ou ninguém o continuou por uma semana. Escolha o arquivo de novo.',
  },
  UPLOAD_INCOMPLETE: {
    title: 'Ainda falta alguma coisa',
    message: 'O arquivo não chegou por inteiro. Tente de novo; o que já chegou fica guardado.',
  },
  FILE_TOO_LARGE: {
    title: 'Este arquivo é grande demais',
    message: '“{{name}}” é maior que os {{largest}} aceitos aqui.',
  },
  REQUEST_FULL: {
    title: 'Não cabe mais nada',
    message:
      'Quem pediu os arquivos definiu quanto recebe, e o limite foi atingido. Peça mais espaço a essa pessoa.',
  },

  DATABASE_DAMAGED: {
    title: 'Os registros da sua nuvem estão danificados',
    message:
      'Os seus arquivos continuam no disco, mas a lista deles não pode ser lida. Não exclua nada. Há uma cópia ao lado dos registros; o registro do aplicativo diz onde.',
  },
  CLOUD_IN_USE: {
    title: 'Esta nuvem já está funcionando',
    message:
      'Ela foi iniciada em outro lugar deste computador, talvez sem janela. Pare-a lá e tente de novo.',
  },
  DATABASE_NEWER_VERSION: {
    title: 'Esta nuvem foi usada com uma versão mais nova',
    message: 'Atualize o Mini Cloud Maker para a versão usada antes. Os seus arquivos continuam intactos.',
  },
};
