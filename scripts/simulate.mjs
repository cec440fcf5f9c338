// npm run -s simulate -- FILE: runs a scenario without a browser; see src/cli/arguments.ts.
import { loadSource } from './load-source.mjs';

const { module, close } = await loadSource('/src/cli/main.ts');
const code = await module.main(process.argv.slice(2));
await close();
process.exitCode = code;
