import { en as account } from './account/en.ts';
import { en as ticket } from './ticket/en.ts';
import { en as service } from './service/en.ts';
import { en as onCall } from './on-call/en.ts';
import { en as entrance } from './entrance/en.ts';
import { en as sync } from './sync/en.ts';
import { en as chat } from './chat/en.ts';
import { en as search } from './search/en.ts';
import { en as admin } from './admin/en.ts';
import { en as connections } from './connections/en.ts';
import { en as outgoing } from './outgoing/en.ts';
import { en as organisations } from './organisations/en.ts';
import { en as mail } from './mail/en.ts';
import { en as catalogues } from './catalogues/en.ts';
import { en as parts } from './parts/en.ts';
import { en as together } from './together/en.ts';
import { en as portal } from './portal/en.ts';
import { en as knowledge } from './knowledge/en.ts';
import { en as rules } from './rules/en.ts';
import { en as assignment } from './assignment/en.ts';
import { en as split } from './split/en.ts';
import { en as remove } from './remove/en.ts';
import { en as moments } from './moments/en.ts';
import { en as visits } from './visits/en.ts';
import { en as followUps } from './followups/en.ts';
import { en as files } from './files/en.ts';
import { en as edit } from './edit/en.ts';
import { en as dialog } from './dialog/en.ts';
import { en as reports } from './reports/en.ts';
import { en as activity } from './activity/en.ts';
import { en as profile } from './profile/en.ts';
import { en as issue } from './issue/en.ts';
import { en as provider } from './provider/en.ts';
import { en as alarm } from './alarm/en.ts';

/** What stands behind the first screens, fetched before it is shown. */
export const en = {
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
