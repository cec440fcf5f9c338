import { startEnvironment } from './environment.ts';
import { installGlobals } from './node-globals.ts';
import { lent } from './take-over.ts';

/** Entry of the text that runs first in every environment's worker; bundled into one classic script. */
installGlobals();
startEnvironment(lent);
