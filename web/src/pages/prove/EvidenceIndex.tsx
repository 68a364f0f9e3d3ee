// The printed page: an index of the evidence for an auditor. What is asked for,
// what there is, under which number and fingerprint.
import type { VNode } from 'preact';
import { date, dayOf, time } from '../../format';
import { Table } from '../../kit';
import { useWorkspace } from '../../workspace';
import {
	evidenceOfWhole,
	partsOf,
	placesWords,
	sizeWords,
	stateWords,
	typeWords,
	type Activity,
	type Item,
	type Proof,
} from './model';

type Numbers = ReadonlyMap<string, string>;

const numbersOf = (ids: readonly string[], numbers: Numbers): string =>
	ids.map((id) => numbers.get(id) ?? '').join(', ') || 'none';

function reviewWords(item: Item): string {
	const by = item.reviewedBy ? `${item.reviewedBy}, ${item.reviewedAt ? date(dayOf(new Date(item.reviewedAt))) : ''}` : '';
	return [stateWords[item.state], by, item.note].filter(Boolean).join('. ');
}

function ActivityIndex({ activity, proof, numbers }: { activity: Activity; proof: Proof; numbers: Numbers }): VNode {
	const groups = partsOf(activity.items).filter(({ any, items }) => any && items.length > 1);
	const whole = evidenceOfWhole(proof, activity.measureId);
	const rows = partsOf(activity.items).flatMap(({ items }) => items);
	return (
		<section>
			<h2>
				{activity.measureId}: {activity.title || activity.plainName}
			</h2>
			<Table
				caption={`Checklist of ${activity.measureId}`}
				hideCaption
				compact
				rows={rows}
				rowKey={({ id }) => id}
				empty="There is no checklist for this activity."
				columns={[
					{
						key: 'document',
						header: 'Document',
						rowHeader: true,
						cell: (item) => (
							<>
								{item.document}
								{groups.some(({ items }) => items.includes(item)) && ' (one of a group is enough)'}
								<br />
								<small>{item.mustShow.join(', ')}</small>
							</>
						),
					},
					{ key: 'evidence', header: 'Evidence', cell: ({ evidence }) => numbersOf(evidence, numbers) },
					{ key: 'state', header: 'Review', cell: reviewWords },
				]}
			/>
			{whole.length > 0 && (
				<p>
					For the activity as a whole:{' '}
					{numbersOf(
						whole.map(({ id }) => id),
						numbers,
					)}
				</p>
			)}
			{activity.clinicians.length > 0 && (
				<p>
					Evidence that names clinicians:{' '}
					{activity.clinicians.map(({ name, evidence }) => `${name} (${evidence})`).join(', ')}
				</p>
			)}
		</section>
	);
}

export function EvidenceIndex({ proof }: { proof: Proof }): VNode {
	const { practice, year } = useWorkspace();
	const numbers: Numbers = new Map(proof.evidence.map(({ id }, i) => [id, `E${i + 1}`]));
	return (
		<div class="evidence-index">
			<h2 class="evidence-index__title">Evidence index</h2>
			<p>
				{practice.name}, improvement activities performed in {year}. To be kept until{' '}
				{date(proof.retainUntil)}. {proof.missing === 0 ? 'Every document is settled.' : `Documents that are open: ${proof.missing}.`}
			</p>
			{proof.activities.map((activity) => (
				<ActivityIndex key={activity.measureId} activity={activity} proof={proof} numbers={numbers} />
			))}
			<h2>Evidence</h2>
			<Table
				caption="Every piece of evidence"
				hideCaption
				compact
				rows={proof.evidence}
				rowKey={({ id }) => id}
				empty="There is no evidence."
				columns={[
					{ key: 'number', header: 'No.', rowHeader: true, cell: ({ id }) => numbers.get(id) },
					{
						key: 'name',
						header: 'Name, kind, SHA-256',
						cell: (piece) => (
							<>
								{piece.name}
								{piece.withdrawn && ` (withdrawn: ${piece.withdrawnReason || 'no reason given'})`}
								<br />
								<small>
									{[typeWords(piece), sizeWords(piece)].filter(Boolean).join(', ')}
									<br />
									<code>{piece.sha256 ?? piece.url}</code>
								</small>
							</>
						),
					},
					{ key: 'of', header: 'Evidence of', cell: ({ links }) => placesWords(proof, links) },
					{ key: 'added', header: 'Added', cell: ({ addedBy, addedAt }) => `${addedBy}, ${time(addedAt)}` },
				]}
			/>
		</div>
	);
}
