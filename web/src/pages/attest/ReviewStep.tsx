// What would be signed now: activities with who and when, what is left out and
// why, the score, what stands in the way.
import type { VNode } from 'preact';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import type { Schema } from '../../api/types';
import { date, dateRange, plural } from '../../format';
import { Alert, Badge, Button, Card, Disclosure, EmptyState, LinkButton, Table } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import { Blockers, Warnings } from './Findings';
import { Who, type Participant } from './Who';
import { pointsWords, type Review, type Reviewed } from './model';

type Ledger = Schema<'Ledger'>;

function participants(ledger: Ledger | undefined, measureId: string): Participant[] {
	return (ledger?.cells ?? [])
		.filter((cell) => cell.measureId === measureId && cell.periods.length > 0)
		.map(({ clinicianId, periods, answer }) => ({
			name: ledger?.clinicians.find(({ id }) => id === clinicianId)?.name ?? clinicianId,
			periods,
			counts: answer,
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

const countWords = ({ certain, clinicians, needed }: Reviewed): string =>
	clinicians === null ? plural(certain, 'clinician') : `${certain} of ${plural(clinicians, 'clinician')}${needed === null ? '' : `, ${needed} needed`}`;

function Attested({ activity, ledger }: { activity: Reviewed; ledger: Ledger | undefined }): VNode {
	const { practice, year } = useWorkspace();
	const who = participants(ledger, activity.measureId);
	return (
		<li class="attested">
			<div class="attested__top">
				<h3 class="attested__name">
					{activity.plainName} <span class="muted attested__id">{activity.measureId}</span>
				</h3>
				{activity.missingProof > 0 ? (
					<Link class="attested__proof" to={`${sectionPath(practice.id, year, 'prove')}?activity=${activity.measureId}`}>
						<Badge kind="warn" icon="warning">
							{plural(activity.missingProof, 'document')} open
						</Badge>
					</Link>
				) : (
					<Badge kind="success" icon="check">
						Proof complete
					</Badge>
				)}
			</div>
			<p class="attested__facts">
				{activity.start || activity.end ? dateRange(activity.start, activity.end) : 'Days not known'}. {countWords(activity)}.
				{activity.points !== undefined && ` ${pointsWords(activity.points)}.`} {activity.why}
			</p>
			{who.length > 0 && (
				<Disclosure summary={`Who did it: ${plural(who.length, 'clinician')}`}>
					<Who caption={`Who did ${activity.measureId}`} participants={who} />
				</Disclosure>
			)}
		</li>
	);
}

function LeftOut({ activities }: { activities: readonly Reviewed[] }): VNode {
	const { practice, year } = useWorkspace();
	return (
		<Card heading="Left out">
			<ul class="left-out">
				{activities.map(({ measureId, plainName, why }) => (
					<li key={measureId}>
						<strong>{plainName}</strong> <span class="muted">{measureId}</span>
						<br />
						{(why ?? '').replace(/^Left out(, because it is not certain)?[.:]? ?/, (_, unsure) => (unsure ? 'Not certain. ' : ''))}{' '}
						<Link class="no-print" to={`${sectionPath(practice.id, year, 'record')}?activity=${measureId}`}>
							Look at the record
						</Link>
					</li>
				))}
			</ul>
		</Card>
	);
}

function Score({ results }: { results: Review['results'] }): VNode {
	const { practice, year } = useWorkspace();
	const [first] = results;
	return (
		<Card heading="What it earns">
			{results.length === 1 && first ? (
				<p class="review-score">
					<strong>{pointsWords(first.points, first.maxPoints)}</strong> for improvement activities
					{first.contribution !== null && first.contribution !== undefined && (
						<>
							, which add <strong>{plural(first.contribution, 'point')}</strong> to the final score
						</>
					)}
					.
				</p>
			) : (
				<Table
					caption="Each clinician"
					hideCaption
					compact
					rows={results}
					rowKey={(row) => row.clinicianId ?? row.name}
					columns={[
						{ key: 'name', header: 'Clinician', cell: ({ name }) => name, rowHeader: true, sort: ({ name }) => name },
						{
							key: 'points',
							header: 'Improvement activities',
							cell: ({ points, maxPoints }) => pointsWords(points, maxPoints),
							sort: ({ points }) => points,
						},
						{
							key: 'contribution',
							header: 'Of the final score',
							cell: ({ contribution }) => pointsWords(contribution),
							sort: ({ contribution }) => contribution,
						},
					]}
				/>
			)}
			<p>
				<Link class="no-print" to={sectionPath(practice.id, year, 'score')}>
					How this is reckoned
				</Link>
			</p>
		</Card>
	);
}

interface Props {
	review: Review;
	next: string;
	signed: string | null; // where what was signed is
}

function WindowLine({ window: { opens, closes, open } }: { window: Review['window'] }): VNode | null {
	if (!opens || !closes) return null;
	return (
		<p class="muted">
			CMS takes the data of the year {open ? `until ${date(closes)}` : `from ${date(opens)} to ${date(closes)}`}.
		</p>
	);
}

// With who did it: what is closed is not printed.
function printAll(): void {
	for (const details of document.querySelectorAll<HTMLDetailsElement>('main details')) details.open = true;
	window.print();
}

function NextLine({ review, next }: Omit<Props, 'signed'>): VNode {
	const { can } = useWorkspace();
	if (!can('attest'))
		return (
			<Alert>
				<p>Your role lets you read the review. Signing is for an attester or an administrator of the practice.</p>
			</Alert>
		);
	// an amendment may take everything back; a first attestation of nothing says nothing
	const nothing = review.amends === null && !review.activities.some(({ attest }) => attest);
	return (
		<p class="form__actions">
			{review.blockers.length === 0 && nothing ? (
				<span class="muted">There is nothing to sign yet.</span>
			) : review.blockers.length === 0 ? (
				<LinkButton to={next} variation="solid" size="big">
					Next: the statement
				</LinkButton>
			) : (
				<span class="muted">Mend what is named above; then you can sign.</span>
			)}
			<Button icon="print" onClick={printAll}>
				Print the review
			</Button>
		</p>
	);
}

export function ReviewStep({ review, next, signed }: Props): VNode {
	const { practice, year } = useWorkspace();
	const ledger = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/ledger', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	const attested = review.activities.filter(({ attest }) => attest);
	const left_out = review.activities.filter(({ attest }) => !attest);
	return (
		<div class="stack">
			{review.amends !== null && signed && (
				<Alert heading={`You would amend attestation ${review.amends}`}>
					<p>
						It stays as it is, and readable. <Link to={signed}>Look at what was signed</Link>
					</p>
				</Alert>
			)}
			<Blockers of={review.blockers} />
			<Warnings of={review.warnings} />
			{review.activities.length === 0 ? (
				<EmptyState
					icon="seal"
					heading="Nothing to attest yet"
					action={
						<LinkButton to={sectionPath(practice.id, year, 'record')} variation="solid">
							Record who did what
						</LinkButton>
					}
				>
					<p>What is recorded, and certainly counts, is attested.</p>
				</EmptyState>
			) : (
				<>
					<Card heading={`${plural(attested.length, 'activity', 'activities')} would be attested`}>
						{attested.length === 0 ? (
							<p>No activity certainly counts yet.</p>
						) : (
							<ul role="list">
								{attested.map((activity) => (
									<Attested key={activity.measureId} activity={activity} ledger={ledger.data} />
								))}
							</ul>
						)}
						<WindowLine window={review.window} />
					</Card>
					{left_out.length > 0 && <LeftOut activities={left_out} />}
					{review.results.length > 0 && <Score results={review.results} />}
				</>
			)}
			<NextLine review={review} next={next} />
		</div>
	);
}
