// A picture from the clipboard is called "image.png" in every browser: its name
// says the moment instead.
import { dayOf } from '../../format';

const two = (n: number): string => String(n).padStart(2, '0');

export function named(file: File): File {
	if (file.name !== 'image.png') return file;
	const now = new Date();
	const at = `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
	return new File([file], `Screenshot ${dayOf(now)} ${at}.png`, { type: file.type });
}
