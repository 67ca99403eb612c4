import { de as shell } from './shell/de.ts';
import { de as session } from './session/de.ts';
import { de as tickets } from './tickets/de.ts';
import { de as chat } from './chat/de.ts';
import { de as admin } from './admin/de.ts';
import { de as sync } from './sync/de.ts';
import { de as mail } from './mail/de.ts';
import { de as catalogues } from './catalogues/de.ts';
import { de as entries } from './entries/de.ts';
import { de as parts } from './parts/de.ts';
import { de as work } from './work/de.ts';
import { de as together } from './together/de.ts';
import { de as service } from './service/de.ts';
import { de as portal } from './portal/de.ts';
import { de as moments } from './moments/de.ts';
import { de as files } from './files/de.ts';
import { de as errors } from './errors/de.ts';

export const de = {
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
