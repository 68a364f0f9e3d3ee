// One activity: its checklist, what is evidence of it as a whole, and how much
// names each clinician.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { plural } from '../../format';
import { Button, Card, Disclosure } from '../../kit';
import { MissingBadge } from './ActivityList';
import { AddEvidence } from './AddEvidence';
import { Clinicians } from './Clinicians';
import { DropZone } from './DropZone';
import { EvidenceLine } from './EvidenceLine';
import { OnTheWay } from './OnTheWay';
import { Pasted } from './Pasted';
import { ProofItem } from './ProofItem';
import { evidenceOfWhole, isSettled, partsOf, type Activity, type Part, type Target } from './model';
import { useWork } from './work';

interface GroupProps {
	activity: Activity;
	part: Part;
	adding: Target | null;
	setAdding: (to: Target | null) => void;
}

function Group({ activity, part, adding, setAdding }: GroupProps): VNode {
	const items = part.items.map((item) => (
		<ProofItem key={item.id} activity={activity} item={item} adding={adding} setAdding={setAdding} />
	));
	if (!part.any || part.items.length === 1) return <>{items}</>;
	const settled = isSettled(part);
	return (
		<section class="proof-group" aria-label="One of these is enough">
			<h3 class="proof-group__heading">
				One of these {part.items.length} is enough
				{settled && <span class="muted"> (settled)</span>}
			</h3>
			{items}
		</section>
	);
}

function Whole({ activity, adding, setAdding }: Omit<GroupProps, 'part'>): VNode | null {
	const { proof, mayAdd } = useWork();
	const pieces = evidenceOfWhole(proof, activity.measureId);
	const here: Target = { measureId: activity.measureId };
	const open = adding !== null && adding.itemId === undefined;
	if (pieces.length === 0 && !mayAdd) return null;
	return (
		<DropZone to={here} class="proof-item proof-item--whole">
			<h3 class="proof-item__document">For the activity as a whole</h3>
			<p class="muted proof-item__hint">What does not belong to one document of the list.</p>
			{pieces.length > 0 && (
				<ul role="list" class="lines">
					{pieces.map((piece) => (
						<EvidenceLine key={piece.id} piece={piece} measureId={activity.measureId} />
					))}
				</ul>
			)}
			{!open && <OnTheWay to={here} />}
			{mayAdd && !open && (
				<p class="proof-item__acts no-print">
					<Button size="small" icon="plus" onClick={() => setAdding(here)}>
						Add evidence<span class="ds-u-visibility--screen-reader"> for the activity as a whole</span>
					</Button>
				</p>
			)}
			{open && (
				<AddEvidence
					key={adding.clinicianId ?? ''}
					activity={activity}
					to={adding}
					onClose={() => setAdding(null)}
				/>
			)}
		</DropZone>
	);
}

export function ActivityProof({ activity }: { activity: Activity }): VNode {
	const { mayAdd } = useWork();
	const [adding, setAdding] = useState<Target | null>(null);
	const parts = partsOf(activity.items);
	return (
		<Card heading={activity.plainName} aside={<MissingBadge activity={activity} />} class="prove__card">
			<p class="muted prove__title">
				{activity.measureId}
				{activity.title && activity.title !== activity.plainName && `: ${activity.title}`}
			</p>
			{activity.summary && (
				<Disclosure summary="What the activity is">
					<p>{activity.summary}</p>
				</Disclosure>
			)}
			{mayAdd && adding === null && <Pasted activity={activity} />}
			{parts.length > 0 ? (
				parts.map((part) => <Group key={part.key} activity={activity} part={part} adding={adding} setAdding={setAdding} />)
			) : (
				<p>mipsia has no checklist for this activity. Keep what shows who did it, when, and what came of it.</p>
			)}
			<Whole activity={activity} adding={adding} setAdding={setAdding} />
			{activity.clinicians.length > 0 && (
				<Disclosure
					summary={`By clinician: ${plural(activity.clinicians.filter(({ evidence }) => evidence > 0).length, 'clinician')} of ${activity.clinicians.length} named in evidence`}
				>
					<Clinicians
						activity={activity}
						onAdd={mayAdd ? (clinicianId) => setAdding({ measureId: activity.measureId, clinicianId }) : undefined}
					/>
				</Disclosure>
			)}
		</Card>
	);
}
