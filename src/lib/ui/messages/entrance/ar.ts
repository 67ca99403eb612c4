import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'session.other.title': 'طرق أخرى لتسجيل الدخول',
	'session.other.proxy': 'الدخول بحساب Windows',
	'session.forgotten.title': 'نسيت كلمة المرور؟',
	'session.forgotten.intro': 'اكتب ما تسجّل به الدخول لنرسل إليك رابطًا تختار به كلمة مرور جديدة.',
	'session.forgotten.do': 'إرسال الرابط',
	'session.forgotten.done': 'تفقّد بريدك',
	'session.forgotten.doneBody':
		'إذا كان هناك من يسجّل الدخول باسم {name} وكان عنوانه معروفًا لدينا، فالرابط في الطريق. يعمل مرة واحدة ولمدة ساعة.',
	'session.forgotten.nothing':
		'لم يصل شيء بعد بضع دقائق؟ ابحث في البريد غير المرغوب فيه، أو اطلب رابطًا من المسؤول.',
	'session.forgotten.noMail':
		'لا يُرسل بريد من هنا. اطلب من مسؤول في مؤسستك رابطًا تختار به كلمة مرور جديدة.',
	'session.forgotten.runs': 'إن كنت تدير هذا الخادم بنفسك فأنشئ الرابط عليه:',
	'errors.code.sso-refused': 'تعذّر تسجيل دخولك بهذه الطريقة. ابدأ من جديد أو استخدم كلمة المرور.',
	'errors.code.sso-unavailable':
		'تعذّر الوصول إلى خدمة تسجيل الدخول. حاول بعد قليل أو استخدم كلمة المرور.',
	'errors.code.sso-unknown': 'جرى التعرّف عليك، لكن لا حساب لك هنا. اطلب حسابًا من المسؤول.'
};
