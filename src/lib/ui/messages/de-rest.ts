import { de as account } from './account/de.ts';
import { de as ticket } from './ticket/de.ts';
import { de as service } from './service/de.ts';
import { de as onCall } from './on-call/de.ts';
import { de as entrance } from './entrance/de.ts';
import { de as sync } from './sync/de.ts';
import { de as chat } from './chat/de.ts';
import { de as search } from './search/de.ts';
import { de as admin } from './admin/de.ts';
import { de as connections } from './connections/de.ts';
import { de as outgoing } from './outgoing/de.ts';
import { de as organisations } from './organisations/de.ts';
import { de as mail } from './mail/de.ts';
import { de as catalogues } from './catalogues/de.ts';
import { de as parts } from './parts/de.ts';
import { de as together } from './together/de.ts';
import { de as portal } from './portal/de.ts';
import { de as knowledge } from './knowledge/de.ts';
import { de as rules } from './rules/de.ts';
import { de as assignment } from './assignment/de.ts';
import { de as split } from './split/de.ts';
import { de as remove } from './remove/de.ts';
import { de as moments } from './moments/de.ts';
import { de as visits } from './visits/de.ts';
import { de as followUps } from './followups/de.ts';
import { de as files } from './files/de.ts';
import { de as edit } from './edit/de.ts';
import { de as dialog } from './dialog/de.ts';
import { de as reports } from './reports/de.ts';
import { de as activity } from './activity/de.ts';
import { de as profile } from './profile/de.ts';
import { de as issue } from './issue/de.ts';
import { de as provider } from './provider/de.ts';
import { de as alarm } from './alarm/de.ts';

/** What stands behind the first screens, fetched before it is shown. */
export const de = {
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
