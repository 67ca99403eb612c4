import { SvelteMap } from 'svelte/reactivity';

/** The pictures among files that can be shown large, as soon as their bytes can be had. */
export class Gallery {
	/** Which one is shown large; null when none is. */
	shown = $state<string | null>(null);
	readonly #sources = new SvelteMap<string, string>();

	/** Where a file can be had is known or has changed; null when it cannot be, or is no picture. */
	note(id: string, src: string | null): void {
		if (src === null) this.#sources.delete(id);
		else this.#sources.set(id, src);
	}

	/** In the order of the files they are among. */
	among(files: readonly { readonly id: string; readonly name: string }[]) {
		return files.flatMap(({ id, name }) => {
			const src = this.#sources.get(id);
			return src === undefined ? [] : [{ id, name, src }];
		});
	}
}
