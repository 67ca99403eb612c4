import type { Listen } from '#lib/reactive/cached.ts';
import type { Replica } from '#lib/sync/replica.ts';
import type { Pending } from './pending.ts';

/** Listens to these parts of a document. */
export const onRoots =
	(replica: Replica, ...roots: readonly string[]): Listen =>
	(changed) =>
		replica.onChange((keys) => {
			if (roots.some((root) => keys.has(root))) changed();
		});

/** Listens to changes of mine to what has a name that begins so. */
export const onMine =
	(pending: Pending, ...kinds: readonly string[]): Listen =>
	(changed) =>
		pending.onChange((targets) => {
			const isOne = (target: string) => kinds.some((kind) => target.startsWith(kind));
			if ([...targets].some(isOne)) changed();
		});
