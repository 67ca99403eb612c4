export const en = {
	'dialog.close': 'Close without keeping what you typed?',
	'dialog.discard': 'Discard',
	'dialog.stay': 'Keep writing'
} as const;
