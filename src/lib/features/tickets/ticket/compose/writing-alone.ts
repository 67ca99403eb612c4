import type { ComposerDraft } from './composer.svelte.ts';
import type { OpenTicket } from '../ticket.svelte.ts';
import type { Together } from './together.svelte.ts';

/** What an editor needs in which one person writes alone. */
export interface WritingAlone {
	open: OpenTicket;
	draft: ComposerDraft;
	together: Together;
	isChoosing: boolean;
	onattach: (files: readonly Blob[]) => void;
	onsent: () => void;
	/** The focus has gone elsewhere, and not to what belongs to writing. */
	onleave: () => void;
}
