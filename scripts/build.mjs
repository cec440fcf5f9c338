// Builds dist/: a static site that works from any folder of any host. The sandbox's scripts are built by the plugin in vite.config.ts.
import { build } from 'vite';

process.env.NODE_ENV = 'production';
await build({ logLevel: process.argv.includes('--quiet') ? 'warn' : 'info' });
