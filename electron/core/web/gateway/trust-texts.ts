interface Steps {
  readonly title: string;
  readonly steps: readonly string[];
}

interface TrustTexts {
  readonly title: string;
  readonly text: string;
  readonly download: string;
  readonly downloadApple: string;
  readonly fingerprint: string;
  readonly compare: string;
  readonly scope: string;
  readonly open: string;
  readonly systems: Readonly<Record<'android' | 'iphone' | 'windows' | 'mac' | 'linux', Steps>>;
}

/** How to trust the certificate of this cloud on each system, in the words that its menus use. */
export const TRUST_TEXTS: Readonly<Record<'en' | 'pt-BR', TrustTexts>> = {
  en: {
    title: 'Trust this cloud',
    text: 'This device and the cloud then talk in secret: nobody on the network can read passwords or files. You do this once on each device.',
    download: 'Download certificate',
    downloadApple: 'Download profile for iPhone, iPad and Mac',
    fingerprint: 'Fingerprint (SHA-256)',
    compare:
      'Compare it with the one shown on the computer under Network access. If they differ, do not go on: somebody may be in between.',
    scope:
      'The certificate is valid for addresses and names of local networks only, never for sites on the internet.',
    open: 'Done? Open the cloud',
    systems: {
      android: {
        title: 'Android',
        steps: [
          'Download the certificate with the button above.',
          'Open Settings and search for “CA certificate”. It is under Security & privacy, More security settings, Encryption & credentials, Install a certificate.',
          'Choose “CA certificate”, then “Install anyway”, and pick the downloaded file.',
        ],
      },
      iphone: {
        title: 'iPhone and iPad',
        steps: [
          'Open this page in Safari and download the profile.',
          'Open Settings, tap “Profile Downloaded” and “Install”.',
          'Then go to Settings, General, About, Certificate Trust Settings, and turn this certificate on.',
        ],
      },
      windows: {
        title: 'Windows',
        steps: [
          'Download the certificate and open the file.',
          'Click “Install Certificate…”, choose “Current User” and then “Place all certificates in the following store”.',
          'Choose “Trusted Root Certification Authorities”, finish, and confirm with “Yes” after comparing the fingerprint.',
        ],
      },
      mac: {
        title: 'Mac',
        steps: [
          'Download the certificate and open it: it appears in Keychain Access.',
          'Double-click it there and open “Trust”.',
          'Choose “Always Trust” and close the window.',
        ],
      },
      linux: {
        title: 'Linux and Firefox',
        steps: [
          'Download the certificate.',
          'In the browser’s settings search for “certificates”, open the list of authorities and import the file.',
          'Say that it may identify websites.',
        ],
      },
    },
  },
  'pt-BR': {
    title: 'Confiar nesta nuvem',
    text: 'Assim, este aparelho e a nuvem conversam em segredo: ninguém na rede consegue ler senhas nem arquivos. Faça isso uma vez em cada aparelho.',
    download: 'Baixar certificado',
    downloadApple: 'Baixar perfil para iPhone, iPad e Mac',
    fingerprint: 'Impressão digital (SHA-256)',
    compare:
      'Compare com a que aparece no computador, em Acesso pela rede. Se forem diferentes, pare: pode haver alguém no meio do caminho.',
    scope: 'O certificado vale apenas para endereços e nomes de redes locais, nunca para sites da internet.',
    open: 'Pronto? Abrir a nuvem',
    systems: {
      android: {
        title: 'Android',
        steps: [
          'Baixe o certificado com o botão acima.',
          'Abra Configurações e procure por “certificado CA”. Fica em Segurança e privacidade, Mais configurações de segurança, Criptografia e credenciais, Instalar um certificado.',
          'Escolha “Certificado CA”, depois “Instalar mesmo assim”, e selecione o arquivo baixado.',
        ],
      },
      iphone: {
        title: 'iPhone e iPad',
        steps: [
          'Abra esta página no Safari e baixe o perfil.',
          'Abra Ajustes, toque em “Perfil Baixado” e em “Instalar”.',
          'Depois vá a Ajustes, Geral, Sobre, Certificados Confiáveis, e ative este certificado.',
        ],
      },
      windows: {
        title: 'Windows',
        steps: [
          'Baixe o certificado e abra o arquivo.',
          'Clique em “Instalar Certificado…”, escolha “Usuário Atual” e depois “Colocar todos os certificados no repositório a seguir”.',
          'Escolha “Autoridades de Certificação Raiz Confiáveis”, conclua e confirme com “Sim” depois de comparar a impressão digital.',
        ],
      },
      mac: {
        title: 'Mac',
        steps: [
          'Baixe o certificado e abra-o: ele aparece no Acesso às Chaves.',
          'Clique duas vezes nele e abra “Confiar”.',
          'Escolha “Confiar Sempre” e feche a janela.',
        ],
      },
      linux: {
        title: 'Linux e Firefox',
        steps: [
          'Baixe o certificado.',
          'Nas configurações do navegador, procure por “certificados”, abra a lista de autoridades e importe o arquivo.',
          'Permita que ele identifique sites.',
        ],
      },
    },
  },
};
