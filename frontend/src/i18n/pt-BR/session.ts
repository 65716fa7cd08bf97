import type { session as english } from '../en/session.ts';
import type { Texts } from '../texts.ts';

export const session: Texts<typeof english> = {
  title: 'Entrar',
  welcome: 'Que bom ver você de novo',
  to: 'em {{cloud}}',
  remember: 'Manter a minha conta aberta',
  rememberHint: 'Neste aparelho, até você sair.',
  signIn: 'Entrar',
  forgot: 'Esqueceu a senha?',
  forgotText:
    'Quem cuida desta nuvem pode definir uma nova senha para você. Ou use o seu código de recuperação.',
  waitTitle: 'Tentativas demais',
  wait: 'Aguarde um pouco. Você pode tentar de novo em {{time}}.',
  recover: {
    title: 'Use o seu código de recuperação',
    text: 'Digite o código que você guardou quando a sua conta foi criada e escolha uma nova senha.',
    code: 'Código de recuperação',
    codeHint: 'Maiúsculas e hífens não importam.',
    newPassword: 'Nova senha',
    submit: 'Definir a nova senha',
    back: 'Voltar para a entrada',
    newCodeTitle: 'O seu novo código de recuperação',
    newCodeText:
      'O código que você acabou de usar não funciona mais. Guarde este no lugar dele: ele só aparece agora.',
    continue: 'Abrir a minha nuvem',
  },
  own: {
    title: 'Escolha uma senha só sua',
    text: 'Olá, {{name}}. A senha com que você entrou foi definida por outra pessoa. A partir de agora só você deve saber a sua.',
    current: 'Senha que você recebeu',
    newPassword: 'Nova senha',
    submit: 'Salvar e continuar',
  },
};
