// The attestation sheet: what to type into CMS's site, and what was signed. Made
// for paper.
import type { VNode } from 'preact';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import { date, dateRange, plural, time } from '../../format';
import { Alert, Badge, Button, Card, Facts, LinkButton, Resource, Table } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import type { PageProps } from '../../router';
import { useWorkspace } from '../../workspace';
import { reportingWords } from '../../words';
import { ReceiptTable } from './Receipts';
import { Who } from './Who';
import { contentOf, exercises, type Attestation, type Content, type Period, type Unit } from './model';

interface Line {
	measureId: string;
	title: string;
	start: string | null;
	end: string | null;
}

const earliest = (days: (string | null)[]): string | null =>
	days.length === 0 || days.includes(null) ? null : (days as string[]).reduce((a, b) => (a < b ? a : b));
const latest = (days: (string | null)[]): string | null =>
	days.length === 0 || days.includes(null) ? null : (days as string[]).reduce((a, b) => (a > b ? a : b));

// The activities of who submits, in the order of the submission. Of the group
// the days are those of the judgement; of a clinician her own.
function linesOf(content: Content, unit: Unit): Line[] {
	return unit.submission.measurementSets
		.flatMap(({ measurements }) => measurements)
		.map(({ measureId }) => {
			const judgement = content.judgements.find((one) => one.measureId === measureId);
			const own: Period[] = content.cells
				.filter((cell) => cell.measureId === measureId && cell.clinicianId === unit.clinicianId)
				.flatMap(({ periods }) => periods);
			return {
				measureId,
				title: judgement?.title || judgement?.plainName || '',
				start: unit.clinicianId ? earliest(own.map(({ start }) => start)) : (judgement?.start ?? null),
				end: unit.clinicianId ? latest(own.map(({ end }) => end)) : (judgement?.end ?? null),
			};
		});
}

function UnitSheet({ content, unit }: { content: Content; unit: Unit }): VNode {
	const [set] = unit.submission.measurementSets;
	return (
		<section class="sheet__unit">
			<h2>
				{unit.name}
				{unit.npi && <span class="muted"> NPI {unit.npi}</span>}
			</h2>
			<Facts
				facts={[
					['TIN', content.practice.tinMasked ?? 'not entered'],
					...(unit.submission.entityId ? ([['Entity ID', unit.submission.entityId]] as const) : []),
					['Category', 'Improvement Activities'],
					['Reported', reportingWords(content.entityType, content.programName)],
					['Performance period', set ? dateRange(set.performanceStart, set.performanceEnd) : 'not known'],
				]}
			/>
			<Table
				caption={`Enter "Yes" for ${plural(linesOf(content, unit).length, 'activity', 'activities')}; leave all others empty`}
				rows={linesOf(content, unit)}
				rowKey={({ measureId }) => measureId}
				columns={[
					{ key: 'id', header: 'Activity ID', rowHeader: true, cell: ({ measureId }) => <span class="sheet__id">{measureId}</span> },
					{ key: 'title', header: 'Title', cell: ({ title }) => title },
					{ key: 'answer', header: 'Enter', cell: () => <strong>Yes</strong> },
					{ key: 'start', header: 'Start', cell: ({ start }) => date(start) },
					{ key: 'end', header: 'End', cell: ({ end }) => date(end) },
					{
						key: 'tick',
						header: 'Done',
						cell: () => (
							<svg class="tick" viewBox="0 0 16 16" role="img" aria-label="A box to tick on paper">
								<rect x="1" y="1" width="14" height="14" />
							</svg>
						),
					},
				]}
			/>
		</section>
	);
}

function People({ content }: { content: Content }): VNode | null {
	const all = content.activities.filter((id) => content.cells.some(({ measureId }) => measureId === id));
	if (all.length === 0) return null;
	return (
		<section class="sheet__people">
			<h2>Who did what</h2>
			{all.map((id) => (
				<div key={id}>
					<h3>
						{id} <span class="muted">{content.judgements.find(({ measureId }) => measureId === id)?.plainName}</span>
					</h3>
					<Who
						caption={`Who did ${id}`}
						participants={content.cells
							.filter(({ measureId }) => measureId === id)
							.map(({ clinicianId, npi, periods }) => ({
								name: content.roster.find((one) => one.clinicianId === clinicianId)?.name ?? clinicianId,
								npi,
								periods,
							}))
							.sort((a, b) => a.name.localeCompare(b.name, 'en'))}
					/>
				</div>
			))}
		</section>
	);
}

function Signature({ attestation, content }: { attestation: Attestation; content: Content }): VNode {
	return (
		<Card heading="What was signed" class="sheet__signed">
			<blockquote class="statement__text">{attestation.statement ?? content.statement}</blockquote>
			<Facts
				facts={[
					['Signed by', `${attestation.signedBy}, ${attestation.signedTitle}`],
					['Signed on', time(attestation.signedAt)],
					...(attestation.reason ? ([['Reason to amend', attestation.reason]] as const) : []),
					['Digest of the record (SHA-256)', <code class="sheet__digest">{attestation.sha256}</code>],
					['Digest of what was reviewed', <code class="sheet__digest">{content.signature?.digest ?? 'not known'}</code>],
					['Rules', <code class="sheet__digest">{content.rulebook}</code>],
				]}
			/>
		</Card>
	);
}

function Whole({ attestation }: { attestation: Attestation }): VNode {
	const content = contentOf(attestation);
	const exercise = content.warnings.find(({ code }) => exercises.includes(code));
	return (
		<div class="sheet">
			{exercise && (
				<Alert kind="warn" heading="Not for CMS">
					<p>{exercise.message}</p>
				</Alert>
			)}
			{!attestation.current && (
				<Alert kind="warn" heading="This one was amended">
					<p>A later attestation takes its place. Do not enter this one.</p>
				</Alert>
			)}
			{content.submissions.length === 0 && <p>No activity was attested, so there is nothing to enter.</p>}
			{content.submissions.map((unit) => (
				<UnitSheet key={unit.clinicianId ?? 'group'} content={content} unit={unit} />
			))}
			<Signature attestation={attestation} content={content} />
			{attestation.receipts.length > 0 && (
				<section>
					<h2>What CMS answered</h2>
					<ReceiptTable receipts={attestation.receipts} />
				</section>
			)}
			<People content={content} />
		</div>
	);
}

export default function Sheet({ params }: PageProps): VNode {
	const { practice, year } = useWorkspace();
	const id = params.attestation ?? '';
	const attestation = useResource(
		(signal) =>
			api.get('/practices/{practice}/years/{year}/attestations/{attestation}', {
				path: { practice: practice.id, year, attestation: id },
				signal,
			}),
		[practice.id, year, id],
	);
	const number = attestation.data?.number;
	return (
		<>
			<PageTitle
				title={`Attestation sheet ${year}`}
				lead={
					<>
						{practice.name}, performance year {year}
						{number !== undefined && `, attestation ${number}`}{' '}
						{attestation.data?.current === false && <Badge>Amended</Badge>}
					</>
				}
				actions={
					<>
						<Button icon="print" variation="solid" onClick={() => window.print()}>
							Print
						</Button>
						<LinkButton to={sectionPath(practice.id, year, 'attest') + '?step=signed'}>Back</LinkButton>
					</>
				}
			>
				Attestation sheet
			</PageTitle>
			<p class="no-print">
				Sign in at qpp.cms.gov, choose the practice and Improvement Activities, enter the performance period, and answer
				each activity in this order. Look for its ID.
			</p>
			<Resource of={attestation}>{(data) => <Whole attestation={data} />}</Resource>
		</>
	);
}
