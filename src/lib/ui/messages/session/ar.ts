import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'session.signIn.title': 'تسجيل الدخول',
	'session.signIn.login': 'اسم المستخدم أو البريد الإلكتروني',
	'session.signIn.password': 'كلمة المرور',
	'session.signIn.submit': 'تسجيل الدخول',
	'session.signIn.busy': 'جارٍ تسجيل الدخول',
	'session.signIn.forgot': 'نسيت كلمة المرور؟',
	'session.signIn.signUp': 'طلب حساب',
	'session.signIn.help': 'المساعدة',
	'session.signIn.demo': 'حسابات تجريبية',
	'session.signIn.demoHint': 'هذه نسخة تجريبية ببيانات مختلقة. اختر الشخص الذي تريد الدخول باسمه.',
	'session.signIn.loginMissing': 'أدخل اسم المستخدم أو البريد الإلكتروني.',
	'session.signIn.passwordMissing': 'أدخل كلمة المرور.',
	'session.tagline': 'مكتب المساعدة الذي يواصل العمل حين تنقطع الشبكة.',
	'session.password.show': 'إظهار كلمة المرور',
	'session.password.hide': 'إخفاء كلمة المرور',
	'session.account.appearance': 'اللغة والمظهر',
	'session.account.language': 'اللغة',
	'session.account.theme': 'المظهر',
	'session.account.theme.system': 'حسب الجهاز',
	'session.account.theme.light': 'فاتح',
	'session.account.theme.dark': 'داكن',
	'session.account.contrast': 'التباين',
	'session.account.contrast.system': 'حسب الجهاز',
	'session.account.contrast.more': 'عالٍ',
	'session.account.density': 'الكثافة',
	'session.account.density.compact': 'متراصّة',
	'session.account.density.comfortable': 'مريحة',
	'session.expired': 'انتهت جلستك. سجّل الدخول من جديد لإرسال تغييراتك.',
	'session.expired.action': 'تسجيل الدخول من جديد',
	'session.signOut': 'تسجيل الخروج',
	'session.signOut.title': 'تسجيل الخروج مع وجود تغييرات بالانتظار؟',
	'session.signOut.titleBegun': 'تسجيل الخروج وهناك ما لم يكتمل؟',
	'session.signOut.begun': 'ما بدأت كتابته ولم ترسله سيُمحى من هذا الجهاز.',
	'session.signOut.waiting.zero': 'أُرسلت كل التغييرات.',
	'session.signOut.waiting.one':
		'لم يُرسل تغيير واحد بعد. ما تحتفظ به يبقى مختومًا على هذا الجهاز حتى تسجّل الدخول هنا من جديد.',
	'session.signOut.waiting.two':
		'لم يُرسل تغييران بعد. ما تحتفظ به يبقى مختومًا على هذا الجهاز حتى تسجّل الدخول هنا من جديد.',
	'session.signOut.waiting.few':
		'لم تُرسل {count} تغييرات بعد. ما تحتفظ به يبقى مختومًا على هذا الجهاز حتى تسجّل الدخول هنا من جديد.',
	'session.signOut.waiting.many':
		'لم يُرسل {count} تغييرًا بعد. ما تحتفظ به يبقى مختومًا على هذا الجهاز حتى تسجّل الدخول هنا من جديد.',
	'session.signOut.waiting.other':
		'لم يُرسل {count} تغيير بعد. ما تحتفظ به يبقى مختومًا على هذا الجهاز حتى تسجّل الدخول هنا من جديد.',
	'session.signOut.keep': 'تسجيل الخروج والاحتفاظ بها',
	'session.signOut.stay': 'البقاء',
	'session.signOut.failed': 'سُجّل خروجك هنا، وسيُبلَّغ الخادم عند عودة الاتصال.',
	'session.role.requester': 'مقدّم طلب',
	'session.role.field-agent': 'موظف ميداني',
	'session.role.agent': 'موظف دعم',
	'session.role.supervisor': 'مشرف',
	'session.role.org-admin': 'مسؤول',
	'session.role.platform-admin': 'مسؤول المنصة',
	'session.standing.update-needed':
		'الخادم أحدث من هذه الصفحة. يجري تسليم تغييراتك؛ أعد التحميل لترى الباقي.',
	'session.signOut.send': 'إرسالها ثم تسجيل الخروج',
	'session.signOut.discard': 'تسجيل الخروج وتجاهلها',
	'session.signOut.stillWaiting': 'تعذّر إرسالها كلها. ما زلت مسجّل الدخول.'
};
