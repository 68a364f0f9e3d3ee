// Where the practice stands: its points, and each activity with its judgement.
import type { VNode } from 'preact';
import type { Schema } from '../../api/types';
import { number, plural } from '../../format';
import { Badge, Card, LinkButton, Meter, StatusBadge } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';

type Needs = Schema<'Needs'>;
type Activity = Needs['activities'][number];

interface Place {
	practice: string;
	year: number;
}

function pointsText({ points, pointsPossible, maxPoints }: Needs['standing']): string {
	const possible = pointsPossible ?? points;
	const more = possible > points ? `; ${number(possible)} if what is planned or unknown works out` : '';
	return `${number(points)} of ${number(maxPoints)} points are certain${more}`;
}

function ActivityLine({ of, place }: { of: Activity; place: Place }): VNode {
	const { clinicians, needed, certain, answer } = of;
	const proof = of.missingProof ?? 0;
	return (
		<li class="standing__activity">
			<div class="standing__top">
				<h3 class="standing__name">
					<Link to={`${sectionPath(place.practice, place.year, 'record')}?activity=${of.measureId}`}>{of.plainName}</Link>{' '}
					<span class="muted standing__id">{of.measureId}</span>
				</h3>
				{of.choice === 'dropped' ? <Badge>Dropped</Badge> : <StatusBadge status={answer} />}
			</div>
			{clinicians !== null && needed !== null && clinicians > 0 && (
				<Meter
					label={'Clinicians with ' + of.measureId}
					hideLabel
					value={certain}
					max={clinicians}
					mark={needed}
					state={answer}
					text={`${number(certain)} of ${plural(clinicians, 'clinician')}; ${number(needed)} ${needed === 1 ? 'is' : 'are'} needed`}
				/>
			)}
			<p class="standing__text">{of.text}</p>
			{proof > 0 && (
				<p class="standing__text">
					<Link to={`${sectionPath(place.practice, place.year, 'prove')}?activity=${of.measureId}`}>
						{plural(proof, 'item')} of proof {proof === 1 ? 'is' : 'are'} open
					</Link>
				</p>
			)}
		</li>
	);
}

export function Standing({ needs, place }: { needs: Needs; place: Place }): VNode {
	const { standing, activities, requirements } = needs;
	const shown = activities.filter((one) => one.choice !== 'dropped' || one.certain > 0);
	return (
		<Card heading="Where we stand">
			<Meter
				label="Points"
				value={standing.points}
				max={standing.maxPoints}
				text={pointsText(standing)}
				state={standing.answer}
			/>
			{shown.length > 0 ? (
				<ul role="list" class="standing">
					{shown.map((one) => (
						<ActivityLine key={one.measureId} of={one} place={place} />
					))}
				</ul>
			) : (
				requirements.neededPoints > 0 && (
					<div class="standing__none">
						<p>No activity is chosen yet.</p>
						<p class="no-print">
							<LinkButton to={sectionPath(place.practice, place.year, 'choose')} icon="list">
								See the activities
							</LinkButton>
						</p>
					</div>
				)
			)}
		</Card>
	);
}
