import type { Language } from '../language.ts';
import { ENGLISH_AT_THE_DESK } from './en-desk.ts';
import { ENGLISH_ON_THE_LINE } from './en-lines.ts';

export const ENGLISH: Language = {
	code: 'en',
	share: 38,
	names: [
		'Grace Mwangi',
		'Daniel O’Connor',
		'Ruth Adeyemi',
		'Callum Fraser',
		'Ines Whitlock',
		'Marcus Bell',
		'Shanice Grant',
		'Owen Pritchard',
		'Leah Rosenthal',
		'Arjun Mehta',
		'Niamh Byrne',
		'Theo Langley'
	],
	places: ['Bristol', 'Leeds', 'Cardiff', 'Galway', 'Norwich', 'Dundee', 'Exeter', 'Hull'],
	streets: ['Mill Lane', 'Station Road', 'Harbour Street', 'Elm Close', 'Victoria Terrace'],
	hello: ['Hello,', 'Hi there,', 'Good morning,', 'Hi team,'],
	bye: ['Thanks,', 'Kind regards,', 'Many thanks,', 'Best,'],
	answerHello: 'Hello {name},',
	answerBye: 'Kind regards,\n{agent}',
	thanks: [
		'That worked, thank you for the quick help!',
		'All good again here. Thanks.',
		'Brilliant, thank you. You can close this.'
	],
	again: [
		'I am afraid it is back since this morning, exactly as before.',
		'Sorry to write again: it worked for two days and now it has stopped once more.'
	],
	currency: (amount) => `£${amount}`,
	scenarios: [...ENGLISH_AT_THE_DESK, ...ENGLISH_ON_THE_LINE]
};
