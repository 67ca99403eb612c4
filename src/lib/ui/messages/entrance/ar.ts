import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'session.other.title': 'طرق أخرى لتسجيل الدخول',
	'session.other.proxy': 'الدخول بحساب Windows',
	'errors.code.sso-refused': 'تعذّر تسجيل دخولك بهذه الطريقة. ابدأ من جديد أو استخدم كلمة المرور.',
	'errors.code.sso-unavailable':
		'تعذّر الوصول إلى خدمة تسجيل الدخول. حاول بعد قليل أو استخدم كلمة المرور.',
	'errors.code.sso-unknown': 'جرى التعرّف عليك، لكن لا حساب لك هنا. اطلب حسابًا من المسؤول.'
};
