import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
// First, so that what a component says about itself comes later and wins.
import './styles/tokens.css';
import './styles/base.css';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root element');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
