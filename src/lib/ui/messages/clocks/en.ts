export const en = {
	'service.state.running': 'In time',
	'service.state.paused': 'On hold',
	'service.state.warning': 'At risk',
	'service.state.late': 'Late',
	'service.state.met': 'Met',
	'service.state.missed': 'Missed',
	'service.left': '{time} left',
	'service.lateBy': '{time} late'
} as const;
