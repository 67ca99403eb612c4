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

/** A file's own name; what comes from the clipboard, the screen or a camera has none that says anything. */
export function fileNameOf(file: Blob, nowMs: number): string {
	if (file instanceof File && file.name !== '' && file.name !== 'image.png') return file.name;
	const time = new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
	return file.type === 'image/jpeg' ? `photo-${time}.jpg` : `screenshot-${time}.png`;
}
