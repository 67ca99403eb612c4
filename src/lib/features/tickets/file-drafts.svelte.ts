import { MOST_FILES } from '#lib/domain/ticket/attachment.ts';
import type { Desk } from '#lib/session/desk.ts';
import type { ThreadRef } from '#lib/session/desk/views.ts';
import type { FileRecord } from '#lib/session/files/desk-files.svelte.ts';
import { fileNameOf } from '#lib/ui/file-drop.ts';
import { t } from '#lib/ui/messages.svelte.ts';
import { toast } from '#lib/ui/toasts.svelte.ts';

/** The files that go along with what somebody writes in a ticket; kept on this device until it is sent. */
export class FileDrafts {
	readonly #desk: Desk;
	readonly #place: () => ThreadRef;
	#adding = $state(0);

	constructor(desk: Desk, place: () => ThreadRef) {
		this.#desk = desk;
		this.#place = place;
	}

	/** What the message will carry, oldest first. */
	get all(): readonly FileRecord[] {
		return this.#desk.files.drafts(this.#place());
	}
	/** A file is being read; it will be there in a moment. */
	get isAdding(): boolean {
		return this.#adding > 0;
	}

	/** Takes files up, one after the other, and says which it could not; how many it could. */
	async attach(files: readonly Blob[]): Promise<number> {
		const room = Math.max(0, MOST_FILES - this.all.length);
		if (files.length > room)
			toast({ text: t('portal.tooManyFiles', { count: MOST_FILES }), tone: 'danger' });
		this.#adding += 1;
		let added = 0;
		try {
			for (const file of files.slice(0, room)) added += await this.#add(file);
		} finally {
			this.#adding -= 1;
		}
		return added;
	}

	async #add(file: Blob): Promise<0 | 1> {
		const name = fileNameOf(file, this.#desk.now);
		const problem = await this.#desk.files.add(this.#place(), file, name);
		if (problem === null) return 1;
		toast({ text: t(`files.problem.${problem}`, { name }), tone: 'danger' });
		return 0;
	}

	/** The message that names them is made: they are on their way. */
	send(): void {
		void this.#desk.files.send(this.all.map(({ id }) => id));
	}

	/** Nobody wants to send them any more. */
	clear(): void {
		for (const { id } of this.all) void this.#desk.files.remove(id);
	}
}
