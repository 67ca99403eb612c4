export const ar = {
	'split.action': 'فصلها إلى تذكرة جديدة…',
	'split.title': 'فصلها إلى تذكرة جديدة',
	'split.body':
		'تستمر الكلمات هناك كملاحظة داخلية مع ملفاتها ومقدّم الطلب. تقود كل تذكرة إلى الأخرى، ويمكن التراجع عن ذلك.',
	'split.do': 'فصل',
	'split.done': 'فُصلت إلى {name}',
	'split.line.off': 'فصل {name} رسالة إلى تذكرة خاصة بها',
	'split.line.back': 'أعاد {name} رسالة مفصولة',
	'split.undo': 'إعادتها',
	'split.undone': 'أُعيدت',
	'split.into': 'تستمر في',
	'split.from': 'قالها أولًا {name}، {time}، في',
	'split.notHere': 'يمكن إعادتها عندما تكون التذكرة الأخرى على هذا الجهاز.'
} as const;
