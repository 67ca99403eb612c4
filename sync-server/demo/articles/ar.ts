import type { DemoArticle } from '../articles.ts';

export const ARABIC_ARTICLES: readonly DemoArticle[] = [
	{
		title: 'نسيت كلمة المرور',
		section: 'accounts',
		visibility: 'public',
		faq: true,
		tags: ['كلمة المرور'],
		body: `يمكنك تعيين كلمة مرور جديدة بنفسك، ولا يستطيع أحد قراءة القديمة.

1. افتح صفحة الدخول واضغط **هل نسيت كلمة المرور؟**
2. اكتب العنوان الذي وصلت إليه دعوتك.
3. افتح الرابط في الرسالة خلال ثلاثين دقيقة.

إن لم تصل الرسالة فابحث عنها في مجلد البريد غير المرغوب.`
	},
	{
		title: 'الطابعة تقول إنها غير متصلة',
		section: 'hardware',
		visibility: 'customers',
		faq: false,
		tags: ['طابعة'],
		body: `تنام الطابعات أحيانًا.

1. اضغط الزر الأخضر وانتظر حتى تضيء الشاشة.
2. اطبع مرة أخرى، وسيخرج أولًا ما كان ينتظر.`
	}
];
