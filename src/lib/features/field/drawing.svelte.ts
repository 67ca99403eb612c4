/** What a finger, a pen or a mouse draws on a canvas. */
export class Drawing {
	#canvas: HTMLCanvasElement | undefined;
	#isEmpty = $state(true);

	get isEmpty(): boolean {
		return this.#isEmpty;
	}

	readonly attach = (canvas: HTMLCanvasElement): (() => void) => {
		this.#canvas = canvas;
		this.clear();
		const listeners = new AbortController();
		const { signal } = listeners;
		canvas.addEventListener('pointerdown', (event) => this.#begin(event), { signal });
		canvas.addEventListener('pointermove', (event) => this.#draw(event), { signal });
		return () => listeners.abort();
	};

	clear(): void {
		const pen = this.#canvas?.getContext('2d');
		if (!pen || this.#canvas === undefined) return;
		pen.fillStyle = '#fff';
		pen.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
		this.#isEmpty = true;
	}

	/** As a picture; null while nothing was drawn. */
	picture(): Promise<Blob | null> {
		const canvas = this.#canvas;
		if (this.#isEmpty || canvas === undefined) return Promise.resolve(null);
		return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
	}

	#begin(event: PointerEvent): void {
		const pen = this.#pen(event);
		if (pen === undefined) return;
		this.#canvas?.setPointerCapture(event.pointerId);
		pen.context.beginPath();
		pen.context.moveTo(pen.x, pen.y);
	}

	#draw(event: PointerEvent): void {
		const pen = event.buttons === 0 ? undefined : this.#pen(event);
		if (pen === undefined) return;
		pen.context.lineTo(pen.x, pen.y);
		pen.context.stroke();
		this.#isEmpty = false;
	}

	#pen({ clientX, clientY, isPrimary }: PointerEvent) {
		// The ball of the hand that lies on the glass draws nothing.
		if (!isPrimary) return undefined;
		const context = this.#canvas?.getContext('2d');
		if (!context || this.#canvas === undefined) return undefined;
		const box = this.#canvas.getBoundingClientRect();
		const scale = this.#canvas.width / box.width;
		Object.assign(context, { lineWidth: 4, lineCap: 'round', lineJoin: 'round' });
		context.strokeStyle = '#111';
		return { context, x: (clientX - box.left) * scale, y: (clientY - box.top) * scale };
	}
}
