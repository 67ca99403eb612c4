/** Where small personal settings are kept; the app may hand in one that follows the person. */
export interface PreferenceStore {
	read(key: string): string | null;
	write(key: string, value: string): void;
}

/** Settings of this browser. Storage may be missing or forbidden: then they last for the visit. */
export function browserPreferences(prefix = 'offhook.'): PreferenceStore {
	const visit = new Map<string, string>();
	let storage = openStorage();
	return {
		read: (key) => visit.get(key) ?? storage?.getItem(prefix + key) ?? null,
		write(key, value) {
			visit.set(key, value);
			try {
				storage?.setItem(prefix + key, value);
			} catch {
				// Full or forbidden: `visit` has the value, and no later write will fare better.
				storage = null;
			}
		}
	};
}

function openStorage(): Storage | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}
