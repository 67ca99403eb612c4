import type { Json } from '#lib/domain/json.ts';
import type { Content, Patch } from '#lib/documents/records.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/limits.ts';
import { trimPatches } from './trim.ts';

type Roots = Map<string, Map<string, Json>>;

/** Documents as plain maps, patched as the projector patches the real ones. */
export class PlainDocuments {
	readonly #documents = new Map<string, Roots>();

	write(name: string, patches: readonly Patch[], rev: number): void {
		const roots: Roots = this.#documents.get(name) ?? new Map<string, Map<string, Json>>();
		this.#documents.set(name, roots);
		patch(roots, patches);
		patch(roots, [
			{ root: 'meta', key: 'rev', value: rev },
			{ root: 'meta', key: 'schema', value: PROTOCOL_VERSION }
		]);
		const surplus = trimPatches(name, {
			size: (root) => roots.get(root)?.size ?? 0,
			atMost: (root) => roots.get(root)?.size ?? 0,
			entries: (root) => roots.get(root)?.entries() ?? []
		});
		patch(roots, surplus);
	}

	names(): string[] {
		return [...this.#documents.keys()].sort();
	}

	content(name: string): Content {
		const content: Record<string, Record<string, Json>> = {};
		for (const [root, entries] of this.#documents.get(name) ?? [])
			if (entries.size > 0) content[root] = Object.fromEntries(entries);
		return content;
	}
}

function patch(roots: Roots, patches: readonly Patch[]): void {
	for (const { root, key, value } of patches) {
		const entries = roots.get(root) ?? new Map<string, Json>();
		roots.set(root, entries);
		if (value === undefined) entries.delete(key);
		else entries.set(key, value);
	}
}
