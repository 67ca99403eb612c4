import { t } from '#lib/ui/messages.svelte.ts';
import { filterOptions, type PickerOption } from '#lib/ui/picker.ts';

/** The few that people at work use; their names are in the catalogue. */
const SIGNS = {
	'thumbs-up': '👍',
	'thumbs-down': '👎',
	ok: '👌',
	clap: '👏',
	wave: '👋',
	thanks: '🙏',
	strong: '💪',
	'fingers-crossed': '🤞',
	handshake: '🤝',
	'point-up': '☝️',
	smile: '🙂',
	grin: '😀',
	laugh: '😂',
	wink: '😉',
	cool: '😎',
	'heart-eyes': '😍',
	think: '🤔',
	shrug: '🤷',
	facepalm: '🤦',
	sweat: '😅',
	sad: '😢',
	angry: '😠',
	surprised: '😮',
	sleepy: '😴',
	sick: '🤒',
	party: '🎉',
	birthday: '🎂',
	heart: '❤️',
	star: '⭐',
	fire: '🔥',
	rocket: '🚀',
	bulb: '💡',
	eyes: '👀',
	hundred: '💯',
	check: '✅',
	cross: '❌',
	warning: '⚠️',
	question: '❓',
	stop: '🛑',
	urgent: '🚨',
	hourglass: '⏳',
	calendar: '📅',
	phone: '📞',
	mail: '📧',
	laptop: '💻',
	printer: '🖨️',
	key: '🔑',
	lock: '🔒',
	wrench: '🔧',
	bug: '🐛',
	car: '🚗',
	home: '🏠',
	coffee: '☕',
	food: '🍽️'
} as const;

export type EmojiName = keyof typeof SIGNS;

export interface Emoji extends PickerOption<EmojiName> {
	readonly sign: string;
}

const isName = (name: string): name is EmojiName => Object.hasOwn(SIGNS, name);

export function allEmoji(): Emoji[] {
	return Object.keys(SIGNS)
		.filter(isName)
		.map((name) => ({
			value: name,
			label: t(`chat.emoji.${name}`),
			detail: name,
			sign: SIGNS[name]
		}));
}

/** Those whose name, in English or in the person's language, fits what was typed. */
export function findEmoji(query: string): readonly Emoji[] {
	return filterOptions(allEmoji(), query);
}

/** The `:name` being typed before the caret, with where it begins. A colon in a time is none. */
export function emojiAt(text: string, caret: number): { from: number; query: string } | undefined {
	const match = /(?:^|[\s(])(:[\p{L}][\p{L}\p{N}_-]{1,30})$/u.exec(text.slice(0, caret));
	const typed = match?.[1];
	return typed === undefined ? undefined : { from: caret - typed.length, query: typed.slice(1) };
}
