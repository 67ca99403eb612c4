import { en as shell } from './shell/en.ts';
import { en as session } from './session/en.ts';
import { en as tickets } from './tickets/en.ts';
import { en as chat } from './chat/en.ts';
import { en as admin } from './admin/en.ts';
import { en as sync } from './sync/en.ts';
import { en as mail } from './mail/en.ts';
import { en as catalogues } from './catalogues/en.ts';
import { en as entries } from './entries/en.ts';
import { en as parts } from './parts/en.ts';
import { en as work } from './work/en.ts';
import { en as together } from './together/en.ts';
import { en as service } from './service/en.ts';
import { en as portal } from './portal/en.ts';
import { en as moments } from './moments/en.ts';
import { en as files } from './files/en.ts';
import { en as errors } from './errors/en.ts';

export const en = {
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
