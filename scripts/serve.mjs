// Serves dist/ on this machine and prints the address.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listen, staticServer } from './static-server.mjs';

const root = fileURLToPath(new URL('../dist', import.meta.url));
if (!existsSync(`${root}/index.html`)) {
  console.error('There is no dist/ yet. Run "npm start", or "npm run build" first.');
  process.exit(1);
}
const port = await listen(staticServer(root), Number(process.env.PORT ?? 4173));
console.log(`\n  Coldstart is served at  http://127.0.0.1:${port}/\n\n  Ctrl+C stops it.\n`);
