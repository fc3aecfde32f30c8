import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { chosenTheme, showTheme } from './settings.ts';
import './style/index.css';

showTheme(chosenTheme());
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
