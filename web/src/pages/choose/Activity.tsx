// One activity: what it is, who and how long, what proves it, its life across the
// years, the rules; and the choice, with an owner and a note.
import type { VNode } from 'preact';
import { api, type Reply } from '../../api/client';
import { useResource } from '../../api/resource';
import { Alert, Button, Icon, Loading, ProblemAlert, useOpenForPrint } from '../../kit';
import { date, list } from '../../format';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { Link, type PageProps } from '../../router';
import { useWorkspace } from '../../workspace';
import type { Schema } from '../../api/types';
import { Flags } from './ActivityRow';
import { ChoiceCard } from './ChoiceCard';
import { useChoices } from './choices';
import { inYear, type ActivityData } from './guide';
import { Effort, Mistakes, ProofList, Related, WhoAndHowLong } from './GuideParts';
import { Life } from './Life';
import { Rules } from './Rules';

const base = (activity: ActivityData, year: number) => (activity.guide ? inYear(activity.guide.summary, year) : []);

function WhatItIs({ activity, year }: { activity: ActivityData; year: number }): VNode {
	const { guide, inYear: item } = activity;
	const summary = base(activity, year);
	return (
		<section class="card guide" aria-labelledby="what">
			<h2 id="what" class="card__heading">
				What it is
			</h2>
			{(summary.length > 0 ? summary : (guide?.summary.slice(-1) ?? [])).map(({ text }) => (
				<p key={text} class="guide__summary">
					{text}
				</p>
			))}
			{guide?.onlyIf && (
				<p class="guide__line">
					<Icon name="warning" /> {guide.onlyIf}
				</p>
			)}
			{guide?.alreadyDoing && (
				<p class="guide__line">
					<Icon name="check" /> {guide.alreadyDoing}
				</p>
			)}
			<p class="guide__official">
				<span class="muted">CMS’s title:</span> {item?.title ?? activity.runs[activity.runs.length - 1]?.title}
			</p>
		</section>
	);
}

// Who may claim it, when not everybody may.
function MayClaim({ activity, item }: { activity: ActivityData; item: Schema<'CatalogueItem'> | undefined }): VNode | null {
	if (activity.absence)
		return (
			<Alert kind="error" heading="Not in this year’s list">
				<p>{activity.absence}</p>
			</Alert>
		);
	const suspended = activity.inYear?.suspendedOn;
	return (
		<>
			{suspended && (
				<Alert kind="warn" heading={'Suspended by CMS on ' + date(suspended)}>
					<p>
						You may claim it only if you had finished it, or were doing it, by {date(suspended)}. Keep a dated proof of that.
					</p>
				</Alert>
			)}
			{item?.barred && (
				<Alert kind="error" heading="Not again so soon">
					<p>
						It can be attested once in {item.onceInYears} years, and you did within that time. It would earn nothing in this
						year.
					</p>
				</Alert>
			)}
			{item?.mvpOnly && (
				<Alert kind="info">
					<p>It counts only for those who report an MVP.</p>
				</Alert>
			)}
		</>
	);
}

function Mvps({ activity }: { activity: ActivityData }): VNode | null {
	const { year } = useWorkspace();
	if (activity.absence || year < 2023) return null;
	return (
		<details class="disclosure">
			<summary>
				<Icon name="right" class="disclosure__icon" />
				{activity.mvps.length === 0 ? 'It is in no MVP' : `In ${activity.mvps.length} MVPs`}
			</summary>
			<div class="disclosure__body">
				{activity.mvps.length === 0 ? (
					<p>It counts for traditional MIPS only.</p>
				) : (
					<ul>
						{activity.mvps.map(({ mvpId, title }) => (
							<li key={mvpId}>
								{mvpId} {title}
							</li>
						))}
					</ul>
				)}
			</div>
		</details>
	);
}

function Page({ activity, measureId }: { activity: ActivityData; measureId: string }): VNode {
	useOpenForPrint();
	const { practice, year } = useWorkspace();
	const needs = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/needs', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	// what this practice did and may, which only the list says
	const listed = useResource(
		(signal) => api.get('/catalogue/{year}', { path: { year }, query: { practice: practice.id }, signal }),
		[practice.id, year],
	);
	const choices = useChoices(needs.reload);
	const item = listed.data?.activities.find((one) => one.measureId === measureId) ?? activity.inYear ?? undefined;
	const name = activity.guide?.plainName ?? activity.inYear?.title ?? measureId;
	const names = new Map(listed.data?.activities.map((one) => [one.measureId, one.plainName]));
	return (
		<>
			<PageTitle
				title={`${measureId} ${name}`}
				lead={
					<>
						{measureId}
						{activity.inYear?.subcategory && <span class="muted"> · {subcategoryOf(activity)}</span>}
					</>
				}
				actions={
					<Button icon="print" onClick={() => window.print()}>
						Print
					</Button>
				}
			>
				{name}
			</PageTitle>
			{item && <Flags item={item} needs={needs.data?.requirements} />}
			<div class="guide__alerts stack">
				<MayClaim activity={activity} item={item} />
			</div>
			<div class="guide__columns">
				<div class="guide__first">
					<WhatItIs activity={activity} year={year} />
				</div>
				<div class="guide__main stack">
					{activity.guide && <WhoAndHowLong activity={activity} guide={activity.guide} year={year} />}
					{activity.guide && <ProofList guide={activity.guide} year={year} />}
					{activity.guide && <Mistakes guide={activity.guide} year={year} />}
					{activity.guide && <Effort guide={activity.guide} />}
					{activity.guide && <Related guide={activity.guide} year={year} names={names} />}
					<Life activity={activity} year={year} />
					<section class="card" aria-labelledby="rules">
						<h2 id="rules" class="card__heading">
							Rules
						</h2>
						<Rules activity={activity} needs={needs.data} />
						<Mvps activity={activity} />
					</section>
				</div>
				<div class="guide__side">
					{choices.error !== undefined && <ProblemAlert error={choices.error} retry={choices.reload} />}
					{choices.ready ? (
						<ChoiceCard activity={activity} item={item} name={name} needs={needs.data} choices={choices} />
					) : (
						choices.error === undefined && <Loading />
					)}
					<p class="no-print">
						<Link to={sectionPath(practice.id, year, 'choose')}>All activities of {year}</Link>
					</p>
				</div>
			</div>
		</>
	);
}

function subcategoryOf(activity: ActivityData): string {
	const names = activity.runs.filter(({ from, to }) => from <= activity.performanceYear && activity.performanceYear <= to);
	return list(names.map(({ subcategoryName }) => subcategoryName ?? '').filter(Boolean));
}

export default function Activity({ params }: PageProps): VNode {
	const { year } = useWorkspace();
	const measureId = params.measure ?? '';
	const activity = useResource(
		(signal) =>
			api.get('/catalogue/{year}/{measure}', { path: { year, measure: measureId }, signal }) as unknown as Promise<Reply<ActivityData>>,
		[year, measureId],
	);
	if (activity.data) return <Page key={measureId} activity={activity.data} measureId={activity.data.measureId} />;
	return (
		<>
			<PageTitle>{measureId}</PageTitle>
			{activity.error === undefined ? <Loading /> : <ProblemAlert error={activity.error} retry={activity.reload} />}
		</>
	);
}
