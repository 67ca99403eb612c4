export const ar = {
	'assignment.knows': 'يعرف {skills}',
	'assignment.open.one': 'تذكرة مفتوحة واحدة',
	'assignment.open.zero': 'لا تذاكر مفتوحة',
	'assignment.open.two': 'تذكرتان مفتوحتان',
	'assignment.open.few': '{count} تذاكر مفتوحة',
	'assignment.open.many': '{count} تذكرة مفتوحة',
	'assignment.open.other': '{count} تذكرة مفتوحة',
	'assignment.free': 'متفرغ منذ {time}',
	'assignment.given': 'أُسندت تلقائيًا إلى {name}: {why}',
	'assignment.suggested': 'اقتُرح {name}: {why}',
	'assignment.box': 'اقتراح لهذه التذكرة',
	'assignment.give': 'الإسناد إلى {name}',
	'assignment.begin': 'ابدأ',
	'assignment.begun': 'بدأ العمل',
	'assignment.back': 'تعود إلى الفريق',
	'assignment.line.back': 'أعاد {name} التذكرة إلى الفريق',
	'assignment.line.takenBack': 'أعاد {name} التذكرة إلى الفريق؛ كانت لدى {before}'
} as const;
