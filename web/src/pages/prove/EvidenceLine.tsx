// A piece of evidence in the list of an item.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { date, dayOf, list } from '../../format';
import { Icon } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import { EvidenceActions } from './EvidenceActions';
import { Preview } from './Preview';
import { nameOf, sizeWords, typeWords, type Evidence } from './model';
import { useWork } from './work';

interface Props {
	piece: Evidence;
	measureId: string;
	itemId?: string;
}

export function EvidenceLine({ piece, measureId, itemId }: Props): VNode {
	const { practice, year } = useWorkspace();
	const { proof } = useWork();
	const [shown, setShown] = useState(false);
	const people = piece.links
		.filter((link) => link.measureId === measureId && (link.itemId ?? '') === (itemId ?? '') && link.clinicianId)
		.map((link) => nameOf(proof, link.clinicianId ?? ''));
	const to = `${sectionPath(practice.id, year, 'prove')}?view=evidence#${piece.id}`;
	return (
		<li class="line">
			<div class="line__top">
				<Icon name={piece.kind === 'link' ? 'book' : 'file'} class="line__icon" />
				<div class="line__words">
					<Link to={to} class="line__name">
						{piece.name}
					</Link>
					<span class="muted line__facts">
						{[typeWords(piece), sizeWords(piece), `${piece.addedBy}, ${date(dayOf(new Date(piece.addedAt)))}`]
							.filter(Boolean)
							.join(', ')}
						{people.length > 0 && `; for ${list(people)}`}
					</span>
				</div>
				<span class="line__acts">
					<EvidenceActions piece={piece} shown={shown} onShow={setShown} />
				</span>
			</div>
			{shown && <Preview piece={piece} />}
		</li>
	);
}
