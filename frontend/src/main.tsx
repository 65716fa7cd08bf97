import './ui/styles.css';
import { createRoot } from 'react-dom/client';
import { host } from './api/desktop.ts';
import { App } from './app/app.tsx';
import { showTheme } from './app/theme.ts';
import { startTexts } from './i18n/i18n.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const { language, theme } = host().settings;
showTheme(theme);
createRoot(root).render(<App texts={startTexts(language)} />);
