import { readCode } from './read-code.ts';

/** So often the camera is looked at; more would only warm the phone. */
const LOOK_MS = 250;
/** Wider than this nothing is read better. */
const WIDEST = 960;

/** Looks for a code in what the camera sees, or in a picture. */
export class Scanner {
	readonly #found: (code: string) => void;
	#hasCamera = $state(true);

	/** `found` is called once with the first code that the camera sees. */
	constructor(found: (code: string) => void) {
		this.#found = found;
		// Without a secure address there is no camera, and no such thing as its list.
		this.#hasCamera = 'mediaDevices' in navigator;
	}

	get hasCamera(): boolean {
		return this.#hasCamera;
	}

	/** Shows the camera in a video for as long as it is on screen, and reads along. */
	readonly attach = (video: HTMLVideoElement): (() => void) => {
		let stream: MediaStream | undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let isGone = false;
		const look = async () => {
			const code =
				video.readyState >= video.HAVE_CURRENT_DATA ? await this.#read(video) : undefined;
			if (isGone) return;
			if (code === undefined) timer = setTimeout(() => void look(), LOOK_MS);
			else this.#found(code);
		};
		const begin = async () => {
			stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
			if (isGone) return stop();
			video.srcObject = stream;
			await video.play();
			await look();
		};
		const stop = () => {
			for (const track of stream?.getTracks() ?? []) track.stop();
		};
		begin().catch(() => {
			if (!isGone) this.#hasCamera = false;
		});
		return () => {
			isGone = true;
			clearTimeout(timer);
			stop();
		};
	};

	/** The code in a picture; undefined when none is found, or when it is no picture. */
	async read(picture: Blob): Promise<string | undefined> {
		const bitmap = await createImageBitmap(picture).catch(() => undefined);
		return bitmap && this.#read(bitmap);
	}

	#read(source: HTMLVideoElement | ImageBitmap): Promise<string | undefined> {
		const [width, height] =
			source instanceof HTMLVideoElement
				? [source.videoWidth, source.videoHeight]
				: [source.width, source.height];
		const scale = Math.min(1, WIDEST / Math.max(width, height, 1));
		const canvas = new OffscreenCanvas(
			Math.max(1, Math.round(width * scale)),
			Math.max(1, Math.round(height * scale))
		);
		const pen = canvas.getContext('2d', { willReadFrequently: true });
		pen?.drawImage(source, 0, 0, canvas.width, canvas.height);
		const image = pen?.getImageData(0, 0, canvas.width, canvas.height);
		return image === undefined ? Promise.resolve(undefined) : readCode(image);
	}
}
