/** `unknown`: the server says there is no such document for this person (yet). */
export type ReplicaStatus = 'loading' | 'ready' | 'forbidden' | 'unknown';

/** The server has answered, and gives nothing: not for this person, or not there. */
export function isRefused(status: ReplicaStatus): boolean {
	return status === 'forbidden' || status === 'unknown';
}
