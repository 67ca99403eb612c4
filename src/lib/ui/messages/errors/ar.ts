import type { Translation } from '../catalogue.ts';
import type { en } from './en.ts';

export const ar: Translation<typeof en> = {
	'errors.code.account-blocked': 'أُوقف هذا الحساب. راجع المسؤول.',
	'errors.code.bad-request': 'لم يفهم الخادم الطلب. أعد تحميل الصفحة وحاول مرة أخرى.',
	'errors.code.body-too-large': 'الحجم أكبر من أن يُرسل.',
	'errors.code.code-wrong': 'ليس هذا هو الرمز الظاهر في الطرفية. يتغيّر الرمز عند كل تشغيل.',
	'errors.code.demo-refused-through-proxy':
		'لا يمكن تحميل البيانات التجريبية إلا عند فتح الخادم مباشرة، لا عبر وكيل.',
	'errors.code.email-taken': 'عنوان البريد هذا مستخدم بالفعل.',
	'errors.code.forbidden': 'ليست لديك صلاحية لهذا الإجراء.',
	'errors.code.internal-error': 'حدث خطأ في الخادم. حاول مرة أخرى بعد لحظات.',
	'errors.code.invalid-input': 'في النموذج قيمة غير صالحة. راجعها وحاول مرة أخرى.',
	'errors.code.invalid-json': 'لم يفهم الخادم الطلب. أعد تحميل الصفحة وحاول مرة أخرى.',
	'errors.code.link-invalid': 'لم يعد هذا الرابط صالحًا. اطلب من المسؤول رابطًا جديدًا.',
	'errors.code.login-shared': 'هذا الحساب مشترك بين عدة مؤسسات، فلا يغيّر كلمة مروره إلا صاحبه.',
	'errors.code.not-found': 'لا شيء هناك، أو أنه غير متاح لك.',
	'errors.code.origin-refused': 'جاء الطلب من عنوان غير عنوان التطبيق. افتح التطبيق من عنوانه.',
	'errors.code.password-is-user-name': 'يجب أن تختلف كلمة المرور عن اسم المستخدم.',
	'errors.code.password-too-long': 'كلمة المرور هذه طويلة جدًا.',
	'errors.code.password-too-short':
		'كلمة المرور هذه قصيرة. اجعلها أطول؛ عدة كلمات متتالية خيار جيد.',
	'errors.code.password-wrong': 'ليست هذه كلمة مرورك الحالية.',
	'errors.code.server-busy': 'الخادم مشغول. حاول مرة أخرى بعد لحظات.',
	'errors.code.session-expired': 'انتهت جلستك. سجّل الدخول من جديد.',
	'errors.code.session-missing': 'لم تسجّل الدخول.',
	'errors.code.session-revoked': 'أُنهيت هذه الجلسة من جهاز آخر. سجّل الدخول من جديد.',
	'errors.code.setup-done': 'هذا الخادم مُعدّ بالفعل.',
	'errors.code.setup-running': 'يقوم شخص آخر بإعداد هذا الخادم الآن.',
	'errors.code.too-many-requests': 'طلبات كثيرة. انتظر قليلًا ثم حاول مرة أخرى.',
	'errors.code.too-many-tries': 'محاولات كثيرة. انتظر دقيقة ثم حاول مرة أخرى.',
	'errors.code.unsupported-media-type': 'لا يقبل الخادم هذا النوع من المحتوى.',
	'errors.code.user-name-taken': 'اسم المستخدم هذا مستخدم بالفعل.',
	'errors.code.wrong-credentials':
		'اسم الدخول وكلمة المرور غير متطابقين. تحقّق منهما وحاول مرة أخرى.',
	'errors.code.network': 'تعذّر الوصول إلى الخادم. ما كتبته ما زال هنا.',
	'errors.code.timeout': 'تأخّر الخادم في الرد. حاول مرة أخرى.',
	'errors.notFound.title': 'لا يوجد شيء في هذا العنوان',
	'errors.notFound.body': 'ربما نُقل إلى مكان آخر، أو أنه يخص فريقًا لست عضوًا فيه.',
	'errors.broken.title': 'توقّف هذا الجزء من الصفحة عن العمل',
	'errors.broken.body': 'لم يُفقد شيء مما حفظته. افتحه من جديد أو أعد تحميل الصفحة.',
	'errors.broken.details': 'تفاصيل تقنية',
	'errors.reload': 'إعادة التحميل',
	'errors.retry': 'حاول مرة أخرى',
	'errors.home': 'العودة إلى البداية'
};
