// The explained score of what is recorded. On paper it is evidence: whose, which
// day, under which rules.
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import type { Schema } from '../../api/types';
import { Alert, Button, Facts, LinkButton, Meter, Resource, StatusBadge, useOpenForPrint } from '../../kit';
import { date, number } from '../../format';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { Link, setQuery, useLocation } from '../../router';
import { useSession } from '../../session';
import { reportingWords } from '../../words';
import { useWorkspace } from '../../workspace';
import { Clinicians } from './Clinicians';
import { Explained } from './Explained';

type Score = Schema<'Score'>;

function Figure({ score }: { score: Score }): VNode {
	const { standing } = score;
	const possible = standing.pointsPossible ?? standing.points;
	const one = score.results.length === 1 ? score.results[0]?.answer : undefined;
	const points = one?.points ?? standing.points;
	return (
		<section class="score-figure" aria-label="The score">
			<p class="score-figure__points">
				{score.entityType === 'individual' && <span class="score-figure__whose">Lowest of a clinician</span>}
				<strong>{number(points)}</strong> of {number(standing.maxPoints)} points
			</p>
			<div class="score-figure__words">
				<p>
					<StatusBadge status={standing.answer} /> {standing.text}
				</p>
				<Meter
					label="Certain points"
					value={standing.points}
					max={standing.maxPoints}
					state={standing.answer}
					text={
						possible > standing.points
							? `${number(standing.points)} are certain, ${number(possible)} possible`
							: `${number(standing.points)} are certain`
					}
				/>
				{one && points > standing.points && (
					<p>What is not known yet is taken at its word below. Complete the dates to make it certain.</p>
				)}
				<p class="muted">
					{standing.contribution === null
						? `Improvement activities weigh ${number(standing.weight)}% of the final score.`
						: `What is certain brings ${number(standing.contribution)} of ${number(standing.weight)} points of the final score.`}
				</p>
			</div>
		</section>
	);
}

function Evidence({ score }: { score: Score }): VNode {
	const { practice, year } = useWorkspace();
	const { session } = useSession();
	return (
		<section class="card score__evidence" aria-labelledby="evidence">
			<h2 class="card__heading" id="evidence">
				What this was reckoned with
			</h2>
			<Facts
				facts={[
					['Practice', practice.name],
					['Performance year', String(year)],
					['Reported', score.programText ? `${entityWords(score.entityType)}, ${score.programText}` : score.entityType],
					['Reckoned on', `${date(session.today)}${session.rehearsal ? ' (rehearsal: the clock is shifted)' : ''}`],
					['Rule book', <code class="score__digest">{score.rulebook}</code>],
					['mipsia', session.version],
				]}
			/>
		</section>
	);
}

const entityWords = (entity: string): string => {
	const words = reportingWords(entity, '').replace(/ under .*$/, '');
	return words.charAt(0).toUpperCase() + words.slice(1);
};

function Body({ score }: { score: Score }): VNode {
	const { year } = useWorkspace();
	const { query } = useLocation();
	const catalogue = useResource((signal) => api.get('/catalogue/{year}', { path: { year }, signal }), [year]);
	const words = useResource((signal) => api.get('/vocabulary/{year}', { path: { year }, signal }), [year]);
	const names = useMemo(
		() => new Map((catalogue.data?.activities ?? []).map(({ measureId, plainName }) => [measureId, plainName])),
		[catalogue.data],
	);
	const policies = useMemo(() => new Map((words.data?.policies ?? []).map((policy) => [policy.name, policy])), [words.data]);
	const [only] = score.results;
	const individually = score.entityType === 'individual';
	return (
		<>
			<Figure score={score} />
			{individually ? (
				<Clinicians
					results={score.results}
					shown={query.get('all') === 'yes' ? 'all' : query.get('clinician')}
					onShow={(clinician) =>
						setQuery({ clinician: clinician === 'all' ? null : clinician, all: clinician === 'all' ? 'yes' : null })
					}
					names={names}
					policies={policies}
				/>
			) : only ? (
				<>
					<h2 class="ds-u-visibility--screen-reader">The score explained</h2>
					<Explained result={only} names={names} policies={policies} />
				</>
			) : (
				<p>There is nobody to score. Add clinicians in the set-up.</p>
			)}
			<Evidence score={score} />
		</>
	);
}

export default function ScorePage(): VNode {
	useOpenForPrint();
	const { practice, year } = useWorkspace();
	const score = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/score', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	const needs = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/needs', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	const set_up = needs.data?.next.find(({ kind }) => kind === 'setUp');
	return (
		<>
			<PageTitle
				lead={score.data ? `${practice.name} reports ${reportedAs(score.data)}. Each line shows its rule.` : 'The points, line by line, with the rules.'}
				actions={
					<>
						<LinkButton to={sectionPath(practice.id, year, 'record')} icon="pencil">
							Record
						</LinkButton>
						<Button icon="print" onClick={() => window.print()}>
							Print as evidence
						</Button>
					</>
				}
			>
				Score
			</PageTitle>
			{needs.data?.requirements.provisional && (
				<Alert kind="warn" class="need__alert">
					<p>The rules of {year} are not final. The score may still change.</p>
				</Alert>
			)}
			{set_up && (
				<Alert kind="warn" class="need__alert">
					<p>
						{set_up.text} <Link to={sectionPath(practice.id, year, 'setup')}>Open the set-up</Link>
					</p>
				</Alert>
			)}
			<Resource of={score}>{(data) => <Body score={data} />}</Resource>
		</>
	);
}

function reportedAs(score: Score): string {
	return `${entityWords(score.entityType).toLowerCase().replace('apm entity', 'APM Entity')} under ${score.programText}`;
}
