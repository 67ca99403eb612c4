import { browserPreferences } from './preferences.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
export const densities = ['compact', 'comfortable'] as const;
export type Density = (typeof densities)[number];
export const contrasts = ['system', 'more'] as const;
export type Contrast = (typeof contrasts)[number];

const preferences = browserPreferences();

function stored<Choice extends string>(
	key: string,
	choices: readonly [Choice, ...Choice[]]
): Choice {
	const value = preferences.read(key);
	return choices.find((choice) => choice === value) ?? choices[0];
}

let theme = $state<Theme>(stored('theme', themes));
let density = $state<Density>(stored('density', densities));
let contrast = $state<Contrast>(stored('contrast', contrasts));

/** How the app looks on this device; every change shows at once and is remembered here. */
export const appearance = {
	get theme(): Theme {
		return theme;
	},
	set theme(next: Theme) {
		theme = next;
		preferences.write('theme', next);
		applyAppearance();
	},
	get density(): Density {
		return density;
	},
	set density(next: Density) {
		density = next;
		preferences.write('density', next);
		applyAppearance();
	},
	get contrast(): Contrast {
		return contrast;
	},
	set contrast(next: Contrast) {
		contrast = next;
		preferences.write('contrast', next);
		applyAppearance();
	},
	get isDark(): boolean {
		return theme === 'system'
			? matchMedia('(prefers-color-scheme: dark)').matches
			: theme === 'dark';
	}
};

/** Puts the choices on the document; called before the first paint and on change. */
export function applyAppearance(): void {
	const root = document.documentElement;
	root.dataset['density'] = density;
	setOrRemove(root, 'theme', theme === 'system' ? undefined : theme);
	const wantsMore = contrast === 'more' || matchMedia('(prefers-contrast: more)').matches;
	setOrRemove(root, 'contrast', wantsMore ? 'more' : undefined);
}

function setOrRemove(root: HTMLElement, name: string, value: string | undefined): void {
	if (value === undefined) delete root.dataset[name];
	else root.dataset[name] = value;
}

/** Follows the system while the choice is left to it. Returns how to stop. */
export function followSystem(): () => void {
	const queries = ['(prefers-contrast: more)', '(prefers-color-scheme: dark)'].map((q) =>
		matchMedia(q)
	);
	for (const query of queries) query.addEventListener('change', applyAppearance);
	return () => {
		for (const query of queries) query.removeEventListener('change', applyAppearance);
	};
}
