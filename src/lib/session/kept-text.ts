// In memory too: storage may be full or forbidden, and then a draft lasts for the visit.
const visit = new Map<string, string>();

/** What texts are kept in; `localStorage` in the product. */
export type TextStore = Pick<Storage, 'key' | 'length' | 'removeItem'>;

/** Whoever writes: a desk, or somebody in the portal. */
export interface Writer {
	readonly me: { readonly person: string };
}

function prefixOf(person: string): string {
	return `offhook.draft.${person}.`;
}

/** What is kept of what they ask whoever runs the server. */
function askedPrefix(person: string): string {
	return `offhook.provider.${person}.`;
}

function keyOf(writer: Writer, place: string): string {
	return prefixOf(writer.me.person) + place;
}

/** What was typed at a place and not sent yet, across reloads; empty when there is nothing. */
export function keptText(writer: Writer, place: string): string {
	const key = keyOf(writer, place);
	try {
		return visit.get(key) ?? localStorage.getItem(key) ?? '';
	} catch {
		return visit.get(key) ?? '';
	}
}

export function keepText(writer: Writer, place: string, text: string): void {
	const key = keyOf(writer, place);
	visit.set(key, text);
	try {
		if (text === '') localStorage.removeItem(key);
		else localStorage.setItem(key, text);
	} catch {
		// The visit's own copy is what is left; the text stays on screen either way.
		return;
	}
}

/** Whether somebody has begun to write anything here that they have not sent. */
export function hasBegunToWrite(person: string, store: TextStore): boolean {
	const waits = `${askedPrefix(person)}wait.`;
	return keysOf(person, store).some((key) =>
		key.startsWith(askedPrefix(person)) ? key.startsWith(waits) : !key.endsWith('.kind')
	);
}

/** Erases whatever a person has begun to write here, when they leave this device or it is wiped. */
export function forgetTexts(person: string, store: TextStore): void {
	for (const key of keysOf(person, store)) {
		visit.delete(key);
		store.removeItem(key);
	}
}

function keysOf(person: string, store: TextStore): string[] {
	const written = [...visit].filter(([, text]) => text !== '').map(([key]) => key);
	const stored = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
	const prefixes = [prefixOf(person), askedPrefix(person)];
	return [...new Set([...written, ...stored])].filter((key) =>
		prefixes.some((prefix) => key.startsWith(prefix))
	);
}
