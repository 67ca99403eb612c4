import { toast } from './toasts.svelte.ts';

/** Puts words where they can be pasted from, and says so; where that cannot be, it shows them. */
export async function copyText(text: string, said: string): Promise<void> {
	const isCopied = await writeOf(text).catch(() => copyByHand(text));
	toast(isCopied ? { text: said } : { text, seconds: 15 });
}

/** Only a page that came by https, or from this machine, has a clipboard to write to. */
async function writeOf(text: string): Promise<true> {
	await navigator.clipboard.writeText(text);
	return true;
}

/** As somebody would: the words are chosen and copied. A dialog lets nothing outside it be chosen. */
function copyByHand(text: string): boolean {
	const { activeElement, body } = document;
	const field = document.createElement('textarea');
	field.value = text;
	field.readOnly = true;
	field.className = 'visually-hidden';
	(activeElement?.closest('[role="dialog"]') ?? body).append(field);
	field.select();
	const isCopied = document.execCommand('copy');
	field.remove();
	if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
	return isCopied;
}
