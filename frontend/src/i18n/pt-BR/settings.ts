import type { settings as english } from '../en/settings.ts';
import type { Texts } from '../texts.ts';

export const settings: Texts<typeof english> = {
  title: 'Configurações',
  subtitle: 'A sua conta, a sua nuvem, este aplicativo',
  parts: {
    label: 'Partes das configurações',
    account: 'Conta',
    appearance: 'Aparência',
    cloud: 'Nuvem',
    app: 'Este aplicativo',
    about: 'Sobre',
  },

  appearance: {
    theme: 'Tema',
    themeText: 'Claro, escuro ou como o seu sistema.',
    themes: { system: 'Do sistema', light: 'Claro', dark: 'Escuro' },
    languageTitle: 'Idioma',
    languageText: 'Vale na hora, também nos menus.',
    languageFixed: 'O idioma foi fixado pela forma como o aplicativo foi aberto.',
  },

  account: {
    nameTitle: 'O seu nome',
    nameText: 'O que as outras pessoas desta nuvem veem.',
    userNameNote: 'Você entra como {{userName}}.',
    nameSaved: 'O seu nome foi salvo',
    passwordTitle: 'Senha',
    passwordText: 'Ao alterá-la, você sai da conta em todos os outros lugares.',
    current: 'Senha atual',
    next: 'Nova senha',
    change: 'Alterar senha',
    changed: 'A sua senha foi alterada',
    codeTitle: 'Código de recuperação',
    codeText: 'O caminho de volta se você esquecer a senha. Um código novo invalida o antigo.',
    makeCode: 'Gerar um novo código',
    codeDialogTitle: 'O seu novo código de recuperação',
    codeDialogText: 'Ele só aparece agora. Guarde-o onde só você alcance.',
    confirmTitle: 'Gerar um novo código de recuperação?',
    confirmText: 'O código que você tem deixa de funcionar. Digite a sua senha para continuar.',
  },

  cloud: {
    nameTitle: 'Nome da nuvem',
    nameText: 'Aparece no alto da janela e na entrada.',
    nameSaved: 'O novo nome foi salvo',
    serverTitle: 'Servidor de armazenamento',
    serverText: 'O programa que guarda os dados. Inicie e pare a nuvem no painel.',
    program: 'Programa',
    source: 'De onde veio',
    folder: 'Pasta',
    address: 'Endereço',
    memory: 'Memória',
    since: 'Funcionando desde',
    file: 'Arquivo do programa',
    external: 'Um servidor mantido por outra pessoa',
    notRunning: 'Parado',
    outdated: 'Versão antiga, sem correções de segurança',
    changeProgram: 'Trocar o programa',
    changeProgramText: 'A nuvem é reiniciada com ele. Os seus arquivos ficam onde estão.',
    changeServer: 'Alterar a conexão',
    changeServerText:
      'Só para um novo endereço ou novas chaves do mesmo servidor: os seus arquivos não são movidos.',
    use: 'Usar e reiniciar',
    changed: 'A sua nuvem está reiniciando',
    moved: 'A pasta foi movida',
    movedText:
      'Se você moveu a pasta para outro lugar ou outra unidade, diga onde ela está agora. Só uma pasta desta nuvem é aceita.',
    find: 'Localizar a pasta',
    found: 'A pasta foi encontrada. A sua nuvem está reiniciando.',
  },

  app: {
    background: 'Em segundo plano',
    keepRunning: 'Continuar funcionando com a janela fechada',
    keepRunningHint: 'A nuvem continua acessível; o ícone dela fica ao lado do relógio.',
    autostart: 'Iniciar com o computador',
    autostartHint: 'A nuvem estará pronta assim que você entrar no computador.',
    secretsTitle: 'Onde ficam os segredos',
    keychain: 'As chaves do armazenamento são criptografadas com o cofre de senhas do seu sistema.',
    file: 'Este sistema não oferece um cofre de senhas, por isso as chaves do armazenamento ficam em um arquivo que só a sua conta neste computador pode ler.',
    logTitle: 'Registro',
    logText:
      'O que o aplicativo fez, para quando algo der errado. Ele nunca contém senhas nem o conteúdo dos seus arquivos.',
    showLog: 'Mostrar o registro',
  },

  about: {
    version: 'Versão {{version}}',
    licence: 'O Mini Cloud Maker é um software livre sob a licença MIT.',
    serverTitle: 'O servidor de armazenamento',
    serverText:
      'Os seus arquivos são guardados por um programa separado: o SILO, uma variante do MinIO que continua recebendo manutenção, ou o próprio MinIO. Os dois são software livre sob a GNU Affero General Public License, versão 3, sem nenhuma garantia. Eles não fazem parte do Mini Cloud Maker nem são modificados por ele. Qualquer pessoa pode obter o código-fonte:',
    sourceSilo: 'Código-fonte do SILO',
    sourceMinio: 'Código-fonte do MinIO',
    licenceText: 'Texto da AGPL, versão 3',
    trademark: 'MinIO é uma marca da MinIO, Inc. O Mini Cloud Maker não tem ligação com ela.',
    website: 'Site',
  },
};
