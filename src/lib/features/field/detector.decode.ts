interface Detector {
	readonly detect: (image: ImageData) => Promise<readonly { readonly rawValue: string }[]>;
}
interface Detecting {
	readonly BarcodeDetector: new (options: { formats: readonly string[] }) => Detector;
}

/** The browser's own detector of QR codes, if it has one; TypeScript does not know it yet. */
export function detectorOf(scope: object): Detector | undefined {
	if (!('BarcodeDetector' in scope)) return undefined;
	const { BarcodeDetector } = scope as Detecting;
	return new BarcodeDetector({ formats: ['qr_code'] });
}
