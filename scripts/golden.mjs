// npm run golden: writes the golden traces anew. Read the difference as prose before you commit it.
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', 'golden', '--project', 'unit', '--update'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exitCode = status ?? 1;
