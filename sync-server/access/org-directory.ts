export interface PersonFacts {
	readonly name: string;
	readonly role: string;
	readonly blocked: boolean;
}

export interface DemoLogin {
	readonly personId: string;
	readonly name: string;
	readonly role: string;
	readonly userName: string;
	readonly email: string | null;
	readonly password: string;
}

export interface NewOrg {
	readonly orgId: string;
	readonly name: string;
	readonly admin: {
		readonly personId: string;
		readonly name: string;
		readonly userName: string;
		readonly email: string | null;
	};
}

/** What accounts need to know of, and to have done in, an organisation's own documents. */
export interface OrgDirectory {
	/** Makes the organisation's documents and its first administrator. */
	create(org: NewOrg): Promise<void>;
	/** Fills a new organisation with demo data and says who may sign in with which password. */
	seedDemo(orgId: string): Promise<readonly DemoLogin[]>;
	person(orgId: string, personId: string): PersonFacts | undefined;
	/** For how many days field agents' devices may go without the server. */
	fieldDays(orgId: string): number;
}
