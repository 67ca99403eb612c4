import { ar as account } from './account/ar.ts';
import { ar as ticket } from './ticket/ar.ts';
import { ar as service } from './service/ar.ts';
import { ar as onCall } from './on-call/ar.ts';
import { ar as entrance } from './entrance/ar.ts';
import { ar as sync } from './sync/ar.ts';
import { ar as chat } from './chat/ar.ts';
import { ar as search } from './search/ar.ts';
import { ar as admin } from './admin/ar.ts';
import { ar as connections } from './connections/ar.ts';
import { ar as outgoing } from './outgoing/ar.ts';
import { ar as organisations } from './organisations/ar.ts';
import { ar as mail } from './mail/ar.ts';
import { ar as catalogues } from './catalogues/ar.ts';
import { ar as parts } from './parts/ar.ts';
import { ar as together } from './together/ar.ts';
import { ar as portal } from './portal/ar.ts';
import { ar as knowledge } from './knowledge/ar.ts';
import { ar as rules } from './rules/ar.ts';
import { ar as assignment } from './assignment/ar.ts';
import { ar as split } from './split/ar.ts';
import { ar as remove } from './remove/ar.ts';
import { ar as moments } from './moments/ar.ts';
import { ar as visits } from './visits/ar.ts';
import { ar as followUps } from './followups/ar.ts';
import { ar as files } from './files/ar.ts';
import { ar as edit } from './edit/ar.ts';
import { ar as dialog } from './dialog/ar.ts';
import { ar as reports } from './reports/ar.ts';
import { ar as activity } from './activity/ar.ts';
import { ar as profile } from './profile/ar.ts';
import { ar as issue } from './issue/ar.ts';
import { ar as provider } from './provider/ar.ts';
import { ar as alarm } from './alarm/ar.ts';

/** What stands behind the first screens, fetched before it is shown. */
export const ar = {
	...account,
	...ticket,
	...service,
	...onCall,
	...entrance,
	...sync,
	...chat,
	...search,
	...admin,
	...connections,
	...organisations,
	...mail,
	...outgoing,
	...catalogues,
	...parts,
	...together,
	...portal,
	...knowledge,
	...rules,
	...assignment,
	...split,
	...remove,
	...moments,
	...visits,
	...followUps,
	...files,
	...edit,
	...dialog,
	...reports,
	...activity,
	...profile,
	...issue,
	...provider,
	...alarm
};
