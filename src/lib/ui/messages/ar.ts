import { ar as shell } from './shell/ar.ts';
import { ar as session } from './session/ar.ts';
import { ar as tickets } from './tickets/ar.ts';
import { ar as chat } from './chat/ar.ts';
import { ar as admin } from './admin/ar.ts';
import { ar as sync } from './sync/ar.ts';
import { ar as mail } from './mail/ar.ts';
import { ar as catalogues } from './catalogues/ar.ts';
import { ar as entries } from './entries/ar.ts';
import { ar as parts } from './parts/ar.ts';
import { ar as work } from './work/ar.ts';
import { ar as together } from './together/ar.ts';
import { ar as service } from './service/ar.ts';
import { ar as portal } from './portal/ar.ts';
import { ar as moments } from './moments/ar.ts';
import { ar as files } from './files/ar.ts';
import { ar as errors } from './errors/ar.ts';

export const ar = {
	...shell,
	...session,
	...tickets,
	...chat,
	...admin,
	...sync,
	...mail,
	...catalogues,
	...entries,
	...parts,
	...work,
	...together,
	...service,
	...portal,
	...moments,
	...files,
	...errors
};
