// A document that an auditor asks for: what it must show, what there is, whether
// somebody found it good.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { date, dayOf } from '../../format';
import { Badge, Button } from '../../kit';
import { AddEvidence } from './AddEvidence';
import { DropZone } from './DropZone';
import { EvidenceLine } from './EvidenceLine';
import { OnTheWay } from './OnTheWay';
import { ReviewItem } from './ReviewItem';
import { evidenceOf, stateWords, type Activity, type Item, type Target } from './model';
import { useWork } from './work';

interface Props {
	activity: Activity;
	item: Item;
	adding: Target | null;
	setAdding: (to: Target | null) => void;
}

export function StateBadge({ item }: { item: Item }): VNode {
	if (item.state === 'satisfied')
		return (
			<Badge kind="success" icon="check">
				{stateWords.satisfied}
			</Badge>
		);
	if (item.state === 'notApplicable') return <Badge icon="cross">{stateWords.notApplicable}</Badge>;
	return item.evidence.length > 0 ? (
		<Badge kind="info" icon="clock">
			To be reviewed
		</Badge>
	) : (
		<Badge kind="warn" icon="warning">
			{stateWords.open}
		</Badge>
	);
}

export function Reviewed({ item }: { item: Item }): VNode | null {
	if (item.state === 'open' && !item.note) return null;
	return (
		<p class="proof-item__reviewed">
			{item.reviewedBy && (
				<span class="muted">
					{stateWords[item.state]} by {item.reviewedBy}
					{item.reviewedAt && `, ${date(dayOf(new Date(item.reviewedAt)))}`}.
				</span>
			)}{' '}
			{item.note && <q>{item.note}</q>}
		</p>
	);
}

export function ProofItem({ activity, item, adding, setAdding }: Props): VNode {
	const { proof, mayAdd, mayReview } = useWork();
	const [reviewing, setReviewing] = useState(false);
	const here: Target = { measureId: activity.measureId, itemId: item.id };
	const pieces = evidenceOf(proof, item);
	const open = adding?.itemId === item.id;
	const named = <span class="ds-u-visibility--screen-reader">: {item.document}</span>;
	return (
		<DropZone to={here} class={`proof-item proof-item--${item.state}`} label={item.document}>
			<div class="proof-item__top">
				<h3 class="proof-item__document">{item.document}</h3>
				<StateBadge item={item} />
			</div>
			{item.mustShow.length > 0 && (
				<p class="proof-item__shows">
					<span class="muted">It must show</span>{' '}
					{item.mustShow.map((what, i) => (
						<span class="proof-item__show" key={what}>
							{what}
							{i < item.mustShow.length - 1 && ','}{' '}
						</span>
					))}
				</p>
			)}
			<Reviewed item={item} />
			{pieces.length > 0 && (
				<ul role="list" class="lines" aria-label={`Evidence for ${item.document}`}>
					{pieces.map((piece) => (
						<EvidenceLine key={piece.id} piece={piece} measureId={activity.measureId} itemId={item.id} />
					))}
				</ul>
			)}
			{!open && <OnTheWay to={here} />}
			{(mayAdd || mayReview) && !open && !reviewing && (
				<p class="proof-item__acts">
					{mayAdd && (
						<Button size="small" icon="plus" onClick={() => setAdding(here)}>
							Add evidence{named}
						</Button>
					)}
					{mayReview && (
						<Button size="small" variation="ghost" icon="check" onClick={() => setReviewing(true)}>
							{item.state === 'open' ? 'Review' : 'Change the review'}
							{named}
						</Button>
					)}
				</p>
			)}
			{open && <AddEvidence activity={activity} to={here} onClose={() => setAdding(null)} />}
			{reviewing && <ReviewItem measureId={activity.measureId} item={item} onClose={() => setReviewing(false)} />}
		</DropZone>
	);
}
