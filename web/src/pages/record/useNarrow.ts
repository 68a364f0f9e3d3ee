// Whether the window is as narrow as a phone, or zoomed so far.
import { useEffect, useState } from 'preact/hooks';

const query = '(max-width: 767px)';

export function useNarrow(): boolean {
	const [narrow, setNarrow] = useState(() => matchMedia(query).matches);
	useEffect(() => {
		const media = matchMedia(query);
		const change = () => setNarrow(media.matches);
		media.addEventListener('change', change);
		return () => media.removeEventListener('change', change);
	}, []);
	return narrow;
}
