// Looking at a piece of evidence: a picture in the page, a file to save, a link.
import type { VNode } from 'preact';
import { Button, DownloadButton } from '../../kit';
import { useWorkspace } from '../../workspace';
import { contentUrl, isPicture, type Evidence } from './model';

interface Props {
	piece: Evidence;
	shown: boolean;
	onShow: (shown: boolean) => void;
}

export function EvidenceActions({ piece, shown, onShow }: Props): VNode {
	const { practice, year } = useWorkspace();
	const named = <span class="ds-u-visibility--screen-reader"> {piece.name}</span>;
	if (piece.kind === 'link')
		return (
			<a class="ds-c-button ds-c-button--small ds-c-button--ghost" href={piece.url ?? ''} target="_blank" rel="noreferrer noopener">
				Open the link<span class="ds-u-visibility--screen-reader"> {piece.name} in a new tab</span>
			</a>
		);
	return (
		<>
			{isPicture(piece) && (
				<Button size="small" variation="ghost" aria-expanded={shown} onClick={() => onShow(!shown)}>
					{shown ? 'Hide' : 'Show'}
					{named}
				</Button>
			)}
			<DownloadButton size="small" variation="ghost" url={contentUrl(practice.id, year, piece.id)}>
				Download
				{named}
			</DownloadButton>
		</>
	);
}
