import { isOrgId, isPersonId } from '#lib/domain/ids.ts';
import { ROLES } from '#lib/domain/policy/roles.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { Me } from '#lib/session/me.ts';
import { openDesk } from '#lib/session/open-desk.ts';

/** Opens the desk of whoever is signed in here, and closes it when they have gone. */
export class Opening {
	#desk = $state.raw<Desk | null>(null);
	#failure = $state<string | null>(null);
	#isClosed = false;

	constructor(me: Me, isPhone: boolean) {
		void this.#open(me, isPhone);
	}

	get desk(): Desk | null {
		return this.#desk;
	}

	/** Why no desk could be opened, in the browser's words; null while all is well. */
	get failure(): string | null {
		return this.#failure;
	}

	close(): void {
		this.#isClosed = true;
		void this.#desk?.close();
	}

	async #open(me: Me, isPhone: boolean): Promise<void> {
		const { personId: person, orgId: org, name, orgName, leaseDays } = me;
		if (!isPersonId(person) || !isOrgId(org)) return;
		const role = ROLES.find((known) => known === me.role) ?? 'requester';
		const owner = { me: { person, org, name, role }, orgName, opensTeams: !isPhone };
		try {
			const desk = await openDesk(owner, leaseDays);
			if (this.#isClosed) await desk.close();
			else this.#desk = desk;
		} catch (error) {
			this.#failure = error instanceof Error ? error.message : String(error);
		}
	}
}
