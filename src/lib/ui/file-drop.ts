import type { Attachment } from 'svelte/attachments';

interface DropTaker {
	readonly over: (isOver: boolean) => void;
	readonly take: (files: readonly File[]) => void;
}

/** Takes files that are dropped anywhere on the article this element belongs to. */
export function takesFiles({ over, take }: DropTaker): Attachment<HTMLElement> {
	return (element) => {
		const place = element.closest('article') ?? element;
		const stop = new AbortController();
		const on = (type: string, run: (event: DragEvent) => void) =>
			place.addEventListener(
				type,
				(event) => {
					if (!(event instanceof DragEvent) || !event.dataTransfer?.types.includes('Files')) return;
					event.preventDefault();
					run(event);
				},
				{ signal: stop.signal }
			);
		on('dragover', () => over(true));
		on('dragleave', ({ relatedTarget }) => {
			if (!(relatedTarget instanceof Node && place.contains(relatedTarget))) over(false);
		});
		on('drop', ({ dataTransfer }) => {
			over(false);
			take([...(dataTransfer?.files ?? [])]);
		});
		return () => stop.abort();
	};
}

/** Pictures and files on the clipboard; none when there are words too, which are meant then. */
export function pastedFiles({ clipboardData }: ClipboardEvent): File[] {
	if (clipboardData === null || clipboardData.types.includes('text/plain')) return [];
	return [...clipboardData.files];
}
