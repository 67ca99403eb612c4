/** What a person may be able to do, as `noun.verb`. */
export const CAPABILITIES = [
	'workspace.read',
	'ticket.create',
	/** Work on tickets one is on. */
	'ticket.edit-own',
	/** Work on every ticket of one's teams. */
	'ticket.edit',
	'ticket.take',
	'ticket.assign',
	'ticket.transfer',
	/** Approve and reject proposed solutions, and say which tickets need it. */
	'ticket.approve',
	/** Delete tickets, see those that were, and bring them back. */
	'ticket.remove',
	'message.write',
	'message.retract-any',
	'channel.create',
	'channel.post',
	'article.write',
	/** Publish articles, and say who reads them. */
	'article.publish',
	'team.members',
	'mail.import',
	/** Read figures about one's own work. */
	'report.own',
	/** Read figures about whole teams. */
	'report.teams',
	/** Read who did what, in the tickets that one may read. */
	'activity.read',
	/** Ask whoever runs the server. */
	'provider.ask',
	/** Reach every team of the organisation. */
	'org.all-teams',
	'people.manage',
	'teams.manage',
	'org.manage',
	/** Ask for help in the portal and follow what one has asked: for those the organisation serves. */
	'portal.read',
	'portal.write'
] as const;
export type Capability = (typeof CAPABILITIES)[number];
