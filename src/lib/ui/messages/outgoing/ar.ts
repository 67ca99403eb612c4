import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'alerts.title': 'ما تُنبَّه إليه',
	'alerts.intro': 'ما يعنيك يمكن أن يصلك أيضًا وأنت لا تنظر.',
	'alerts.what': 'الأمر',
	'alerts.way.app': 'في التطبيق',
	'alerts.way.push': 'إشعار',
	'alerts.way.mail': 'بريد',
	'alerts.concern.assigned': 'التذاكر والزيارات والموافقات التي تخصك',
	'alerts.concern.mentioned': 'الإشارات إليك',
	'alerts.concern.alerts': 'مستويات الخدمة والتذكيرات',
	'alerts.cell': '{what}: {way}',
	'alerts.mail.none': 'لا عنوان بريد لك هنا؛ يستطيع أحد المسؤولين إضافته.',
	'alerts.mail.to':
		'يذهب البريد إلى {address}، أمور عدة في رسالة واحدة، إن كانت مؤسستك ترسل البريد.',
	'alerts.push.none': 'لا يستطيع هذا المتصفح تنبيهك والتطبيق مغلق. على الهاتف ثبّت التطبيق أولًا.',
	'alerts.push.denied': 'لا يُسمح لهذا المتصفح بعرض الإشعارات. يمكنك السماح بها في إعداداته.',
	'alerts.push.on': 'ينبّهك هذا المتصفح أيضًا والتطبيق مغلق.',
	'alerts.push.off': 'ينبّهك هذا المتصفح والتطبيق مفتوح فقط.',
	'alerts.push.start': 'نبّهني هنا',
	'alerts.push.stop': 'أوقف التنبيه هنا',
	'alerts.push.failed': 'لم ينجح ذلك. حاول مرة أخرى.',
	'delivery.failed': 'لم تُسلَّم بالبريد.',
	'mailed.sent': 'أُرسلت بالبريد',
	'mailed.invited': 'الدعوات في طريقها بالبريد. يمكنك أيضًا تمرير الروابط بنفسك؛ فهي تظهر الآن فقط.',
	'mailed.send': 'إرسال رابط بالبريد',
	'mailed.link': 'رابط في طريقه إلى {address}.',
	'mailed.none': 'لا يُرسل بريد بعد: أعدّ «إرسال البريد» ضمن الاتصالات.'
};
