/** The clocks of a service level agreement; what each of them measures stands with `readClocks`. */
export const CLOCKS = ['firstResponse', 'nextResponse', 'resolution'] as const;
export type ClockName = (typeof CLOCKS)[number];

/** What people are told of a clock: it will soon run out, or it has. */
export const ALERTS = ['warning', 'late'] as const;
export type AlertKind = (typeof ALERTS)[number];
