/**
 * How those whom an organisation serves come by their account: an administrator invites them, or
 * lets addresses of some domains ask. Times are ms since 1970.
 */

/** At most so many addresses are invited at once. */
export const INVITED_AT_ONCE = 100;

/** Somebody who was invited and has not come yet. Its token is known to nobody any more. */
export interface OpenInvitation {
	readonly id: string;
	readonly email: string;
	readonly createdAt: number;
	readonly expiresAt: number;
}

/** Somebody of a domain that may sign up, who waits for an administrator. */
export interface AskedSignUp {
	readonly id: string;
	readonly email: string;
	readonly name: string;
	readonly createdAt: number;
}

/** `GET /api/invitations`: newest first. */
export interface InvitationsAnswer {
	readonly invitations: readonly OpenInvitation[];
	readonly asked: readonly AskedSignUp[];
}

/** `POST /api/invitations`. An address that was invited before gets a new link, and the old one ends. */
export interface InviteRequest {
	readonly emails: readonly string[];
}

/** A link as it is shown once; the server keeps only its hash. */
export interface MadeInvitation extends OpenInvitation {
	/** The path to open, to be appended to the address people use for this server. */
	readonly path: string;
	/** Whether it was handed to the post, too. */
	readonly isMailed: boolean;
}

/** The answer to `POST /api/invitations`. */
export interface InviteAnswer {
	readonly made: readonly MadeInvitation[];
	/** Addresses of people who have an account. */
	readonly known: readonly string[];
}

/** `GET /api/sign-up`: whether somebody may ask here for an account. */
export interface SignUpAnswer {
	readonly orgName: string;
	readonly isOpen: boolean;
}

/** `POST /api/sign-up`: the answer is the same for every address. */
export interface SignUpRequest {
	readonly name: string;
	readonly email: string;
	/** The short name of the organisation, where the server has several. */
	readonly org?: string | undefined;
	/** In which they asked: a tag; what they are written then is in it. */
	readonly language?: string;
}

/** `GET /api/join/:token`. */
export interface JoinAnswer {
	readonly orgName: string;
	readonly email: string;
	readonly name: string;
	readonly expiresAt: number;
}

/** `POST /api/join/:token`: makes the account; its owner then signs in with address and password. */
export interface JoinRequest {
	readonly name: string;
	readonly password: string;
}
