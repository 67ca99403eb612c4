/** Declarations a message may bring: how text looks, never where it lies or what it loads. */
const PROPERTIES = new Set([
	'color',
	'background',
	'background-color',
	'font',
	'font-family',
	'font-size',
	'font-style',
	'font-weight',
	'text-align',
	'text-decoration',
	'text-indent',
	'text-transform',
	'line-height',
	'letter-spacing',
	'white-space',
	'word-break',
	'vertical-align',
	'direction',
	'list-style',
	'list-style-type',
	'border',
	'border-collapse',
	'border-color',
	'border-radius',
	'border-spacing',
	'border-style',
	'border-width',
	'width',
	'max-width',
	'min-width',
	'height',
	'display'
]);
const SIDED =
	/^(?:border|padding|margin)(?:-(?:top|right|bottom|left|inline|block)(?:-(?:start|end))?)?(?:-(?:color|style|width))?$/;
const VALUE = /^[#\w\s.,%'"-]{1,200}$/;
const COLOUR_FUNCTION = /\b(?:rgb|rgba|hsl|hsla)\([\d\s.,%/]{1,60}\)/gi;
const FAR = /(?:^|[\s,])-|\d{5}/;

/** Keeps the harmless declarations of a style attribute. */
export function safeStyle(style: string): string {
	const kept: string[] = [];
	for (const declaration of style.slice(0, 10_000).split(';')) {
		const colon = declaration.indexOf(':');
		const property = declaration.slice(0, colon).trim().toLowerCase();
		const value = declaration
			.slice(colon + 1)
			.replace(/!\s*important/i, '')
			.trim();
		if (colon > 0 && isSafe(property, value)) kept.push(`${property}:${value}`);
	}
	return kept.join(';');
}

function isSafe(property: string, value: string): boolean {
	if (!PROPERTIES.has(property) && !SIDED.test(property)) return false;
	const plain = value.replace(COLOUR_FUNCTION, ' black ');
	if (!VALUE.test(plain) || FAR.test(plain.replace(/[a-z]-/gi, ''))) return false;
	return (
		property !== 'display' ||
		/^(?:none|block|inline|inline-block|table(?:-row|-cell)?)$/i.test(value)
	);
}
