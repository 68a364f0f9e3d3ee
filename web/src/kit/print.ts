// Paper has nothing to click: what is folded away on the screen is open on it.
import { useEffect } from 'preact/hooks';

export function useOpenForPrint(): void {
	useEffect(() => {
		let opened: HTMLDetailsElement[] = [];
		const open = () => {
			opened = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
			opened.forEach((one) => (one.open = true));
		};
		const close = () => {
			opened.forEach((one) => (one.open = false));
			opened = [];
		};
		addEventListener('beforeprint', open);
		addEventListener('afterprint', close);
		return () => {
			removeEventListener('beforeprint', open);
			removeEventListener('afterprint', close);
		};
	}, []);
}
