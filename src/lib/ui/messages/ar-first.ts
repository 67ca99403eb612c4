import { ar as shell } from './shell/ar.ts';
import { ar as session } from './session/ar.ts';
import { ar as tickets } from './tickets/ar.ts';
import { ar as entries } from './entries/ar.ts';
import { ar as work } from './work/ar.ts';
import { ar as clocks } from './clocks/ar.ts';
import { ar as errors } from './errors/ar.ts';

/** What the first screens say: whoever opens the app waits for these. */
export const ar = {
	...shell,
	...session,
	...tickets,
	...entries,
	...work,
	...clocks,
	...errors
};
