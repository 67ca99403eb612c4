import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'dialog.close': 'أتريد الإغلاق دون الاحتفاظ بما كتبته؟',
	'dialog.discard': 'تجاهل',
	'dialog.stay': 'متابعة الكتابة'
};
