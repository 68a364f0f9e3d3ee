// A picture from the evidence, in the page. The server hands out every file as a
// download; the page makes a picture of the bytes.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fetchFile } from '../../api/download';
import { Loading, ProblemAlert } from '../../kit';
import { useWorkspace } from '../../workspace';
import { contentUrl, type Evidence } from './model';

export function Preview({ piece }: { piece: Evidence }): VNode {
	const { practice, year } = useWorkspace();
	const [address, setAddress] = useState('');
	const [error, setError] = useState<unknown>(undefined);
	const [round, setRound] = useState(0);
	useEffect(() => {
		const abort = new AbortController();
		let made = '';
		setError(undefined);
		fetchFile(contentUrl(practice.id, year, piece.id), abort.signal).then(
			({ blob }) => {
				if (abort.signal.aborted) return;
				made = URL.createObjectURL(new Blob([blob], { type: piece.mediaType }));
				setAddress(made);
			},
			(problem: unknown) => abort.signal.aborted || setError(problem),
		);
		return () => {
			abort.abort();
			if (made) URL.revokeObjectURL(made);
		};
	}, [piece.id, round]);
	if (error !== undefined) return <ProblemAlert error={error} retry={() => setRound(round + 1)} />;
	if (!address) return <Loading />;
	return <img class="preview" src={address} alt={`The picture ${piece.name}`} />;
}
