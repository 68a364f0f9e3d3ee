// The first line of a printed page: whose, which year, printed when.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { time } from '../format';

export function PrintHeader({ practice, year }: { practice?: string; year?: number | string }): VNode {
	const [when, setWhen] = useState(() => new Date());
	useEffect(() => {
		const now = () => setWhen(new Date());
		addEventListener('beforeprint', now);
		return () => removeEventListener('beforeprint', now);
	}, []);
	return (
		<div class="print-header" aria-hidden="true">
			<span>{practice ?? 'mipsia'}</span>
			{year && <span>Performance year {year}</span>}
			<span>Printed {time(when)} with mipsia</span>
		</div>
	);
}
