import type { MailWords } from '../words.ts';

export const ar: MailWords = {
	isRightToLeft: true,
	greeting: (name) => (name === '' ? 'مرحبًا،' : `مرحبًا ${name}،`),
	event: {
		received: ({ number }) => `استلمنا طلبك، ورقمه ${number}.`,
		taken: () => 'هناك من يتابع طلبك الآن.',
		status: ({ status }) => `الحالة الآن «${status}».`,
		transferred: () => 'أُحيل طلبك إلى فريق آخر.',
		solved: () => 'حُلّ طلبك.',
		closed: () => 'أُغلق طلبك.',
		reopened: () => 'فُتح طلبك من جديد.'
	},
	status: {
		new: 'جديد',
		open: 'مفتوح',
		'in-progress': 'قيد المعالجة',
		waiting: 'بانتظارك',
		solved: 'محلول',
		rejected: 'مرفوض',
		cancelled: 'ملغى',
		closed: 'مغلق'
	},
	class: { open: 'قيد العمل', paused: 'متوقف مؤقتًا', done: 'منتهٍ' },
	openRequest: 'افتح طلبك',
	answerHere: 'يمكنك الرد على هذه الرسالة مباشرة.',
	byItself: 'أُرسلت هذه الرسالة تلقائيًا.',
	tooLarge: (names) => `ملفات كبيرة على البريد فلم تُرفق: ${names}`,
	someone: 'فريقنا',
	welcome: {
		subject: (org) => `حسابك لدى ${org}`,
		text: (org) =>
			`تعمل ${org} ببرنامج Offhook، ولك فيه حساب الآن. اختر كلمة مرور لتسجّل الدخول أول مرة.`,
		userName: (name) => `اسم الدخول هو ${name}.`
	},
	invite: {
		subject: (org) => `دعوة من ${org}`,
		text: (org) => `تدعوك ${org} إلى بوابة المساعدة. هناك تطلب المساعدة وتتابع طلبك.`
	},
	reset: {
		subject: (org) => `كلمة مرور جديدة لدى ${org}`,
		text: (org) => `طُلب لك رابط تختار به كلمة مرور جديدة لدى ${org}.`
	},
	button: {
		welcome: 'اختر كلمة مرور',
		invite: 'اقبل الدعوة',
		reset: 'اختر كلمة مرور جديدة'
	},
	until: (when) => `يعمل الرابط مرة واحدة، حتى ${when}.`,
	notYou: 'إن لم تكن تنتظر هذه الرسالة فلا حاجة إلى أي إجراء.',
	test: {
		subject: 'رسالة تجريبية من Offhook',
		text: (org) => `هذه رسالة تجريبية. بريد ${org} يصل إلى هنا.`
	},
	staff: {
		assigned: (what) => `أُسندت إليك: ${what}`,
		'moved-on': (what) => `لم تعد لديك: ${what}`,
		helping: (what) => `طُلبت مساعدتك في ${what}`,
		proposed: (what) => `تنتظر موافقتك: ${what}`,
		approved: (what) => `تمت الموافقة على حلّك: ${what}`,
		'sent-back': (what) => `أُعيد إليك حلّك: ${what}`,
		task: (what) => `مهمة فرعية لك: ${what}`,
		mention: (what) => `ذُكرت في ${what}`,
		warning: (what) => `الوقت يوشك أن ينفد: ${what}`,
		late: (what) => `تأخرت: ${what}`,
		visit: (what) => `زيارة جديدة لك: ${what}`,
		'visit-changed': (what) => `تغيّرت زيارة: ${what}`,
		'visit-gone': (what) => `لم تعد هذه الزيارة لك: ${what}`,
		'follow-up': (what) => `تذكير: ${what}`,
		'follow-up-missed': (what) => `تذكير فات وقته: ${what}`,
		export: (what) => `سحب عدد كبير غير معتاد من السجلات: ${what}`
	},
	clock: {
		firstResponse: 'الرد الأول',
		nextResponse: 'الرد التالي',
		resolution: 'الحل'
	},
	clockLine: {
		warning: (clock, what) => `${clock} يحين قريبًا: ${what}`,
		late: (clock, what) => `${clock} تأخر: ${what}`
	},
	digest: {
		subject: (count) => `إشعارات لك: ${count}`,
		more: (count) => (count === 1 ? 'وإشعار آخر' : `وغيرها: ${count}`)
	},
	wishes: 'تختار ما يصلك بالبريد في صفحة حسابك.',
	ticket: 'تذكرة'
};
