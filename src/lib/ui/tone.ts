/** What a colour of status says. */
export type Tone = 'neutral' | 'ok' | 'warn' | 'danger' | 'info';

/** The shape that says the same without colour. */
export type Shape = 'full' | 'hollow' | 'half' | 'square' | 'triangle' | 'cross';
