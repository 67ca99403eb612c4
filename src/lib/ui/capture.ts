/** Whether this browser can take a picture of what a person chooses to show. */
export function canCaptureScreen(): boolean {
	const devices: MediaDevices | undefined = navigator.mediaDevices;
	return typeof devices?.getDisplayMedia === 'function';
}

/** Whether this browser can show a camera in a page; an address that is not secure has none. */
export function canUseCamera(): boolean {
	const devices: MediaDevices | undefined = navigator.mediaDevices;
	return typeof devices?.getUserMedia === 'function';
}

/** One still of a screen, window or tab; null when the person thought better of it. */
export async function captureScreen(): Promise<Blob | null> {
	let stream: MediaStream;
	try {
		stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
	} catch (error) {
		if (error instanceof DOMException && error.name === 'NotAllowedError') return null;
		throw error;
	}
	try {
		const video = document.createElement('video');
		video.muted = true;
		video.srcObject = stream;
		await video.play();
		return await stillOf(video, 'image/png');
	} finally {
		endStream(stream);
	}
}

/** What a playing video shows now. */
export async function stillOf(
	video: HTMLVideoElement,
	type: 'image/png' | 'image/jpeg'
): Promise<Blob> {
	const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
	canvas.getContext('2d')?.drawImage(video, 0, 0);
	return canvas.convertToBlob({ type, quality: 0.92 });
}

export function endStream(stream: MediaStream): void {
	for (const track of stream.getTracks()) track.stop();
}
