/** Whether ⌘ is the command key here. */
export function isAppleSystem(): boolean {
	return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
