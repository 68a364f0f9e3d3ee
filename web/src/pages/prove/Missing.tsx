// How much is missing, of all activities, and how long everything is kept.
import type { VNode } from 'preact';
import { date, plural } from '../../format';
import { Badge, Citation, Meter } from '../../kit';
import { isSettled, partsOf, settledCount, type Proof } from './model';

export function Missing({ proof }: { proof: Proof }): VNode | null {
	const { missing, retainUntil, retentionRule, activities } = proof;
	const counts = activities.map(settledCount);
	const settled = counts.reduce((sum, one) => sum + one.settled, 0);
	const all = counts.reduce((sum, one) => sum + one.all, 0);
	const waiting = activities
		.flatMap(({ items }) => partsOf(items))
		.filter((part) => !isSettled(part) && part.items.some(({ evidence }) => evidence.length > 0)).length;
	if (activities.length === 0) return null;
	return (
		<section class="missing" aria-label="How far the proof is">
			<div class="missing__count">
				<p class="missing__figure" role="status">
					{missing === 0 ? (
						<Badge kind="success" icon="check">
							Everything is settled
						</Badge>
					) : (
						<>
							<span class="missing__number">{missing}</span> {missing === 1 ? 'document is' : 'documents are'} open
						</>
					)}
				</p>
				<Meter
					label="Settled documents of all activities"
					hideLabel
					value={settled}
					max={all}
					state={missing === 0 ? 'met' : 'notMet'}
					text={[
						`${settled} of ${plural(all, 'document')} settled`,
						waiting > 0 && `${waiting} with evidence to be reviewed`,
						missing > waiting && `${missing - waiting} without evidence`,
					]
						.filter(Boolean)
						.join(', ')}
				/>
			</div>
			<div class="missing__keep">
				<p>
					Keep everything until <strong>{date(retainUntil)}</strong>.
				</p>
				{retentionRule && <Citation {...retentionRule} />}
			</div>
		</section>
	);
}
