import { IssueSync, type IssueSyncParts } from '../integrations/erpnext/issue-sync.ts';
import { ErpSite } from '../integrations/erpnext/site.ts';
import { asTrouble, connectionTrouble } from '../integrations/erpnext/trouble.ts';
import type { Connections } from '../connections/connections.ts';
import type { Outside } from '../outside/request-outside.ts';
import type { OrgUnit } from '../pipeline/org-unit.ts';
import { repeated, type RepeatedParts } from './repeated.ts';

/** Keeps the issues of an organisation's tickets in ERPNext; it wakes by itself. */
export function openIssues(
	unit: OrgUnit,
	{ outsiders, ...parts }: RepeatedParts & { readonly outsiders?: IssueSyncParts['outsiders'] },
	isServed: () => boolean
): IssueSync | undefined {
	if (outsiders === undefined) return undefined;
	const wake = repeated(parts, () => (isServed() ? sync.run() : undefined));
	const onPlanned = (): void => parts.after(0, wake);
	const { now, report } = parts;
	const sync: IssueSync = new IssueSync({ unit, now, report, outsiders, onPlanned });
	parts.after(0, () => {
		if (isServed()) sync.changed();
	});
	return sync;
}

/** Says how a connection with ERPNext is tried: whose key it is, and whether they may read issues. */
export function tryIssues(connections: Connections, outside: Outside): void {
	connections.triedBy('erpnext', async ({ settings, secrets }) => {
		try {
			const site = new ErpSite(outside, settings, secrets.apiSecret ?? '');
			await site.user();
			await site.changedIssues(null, 0);
			return undefined;
		} catch (error) {
			const trouble = asTrouble(error);
			if (trouble === undefined) throw error;
			return connectionTrouble(trouble);
		}
	});
}
