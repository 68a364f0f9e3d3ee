// The set-up: the practice, its clinicians, and how it reports in the year.
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import { Loading, ProblemAlert, Steps } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { setQuery, useLocation } from '../../router';
import { useWorkspace } from '../../workspace';
import { PracticePart } from './PracticePart';
import { ReportPart } from './ReportPart';
import { RosterPart } from './RosterPart';

const parts = ['practice', 'roster', 'report'] as const;
export type Part = (typeof parts)[number];

export default function SetUp(): VNode {
	const { practice, year } = useWorkspace();
	const path = { practice: practice.id };
	const roster = useResource((signal) => api.get('/practices/{practice}/clinicians', { path, signal }), [practice.id]);
	const settings = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/settings', { path: { ...path, year }, signal }),
		[practice.id, year],
	);
	const done: Record<Part, boolean> = {
		practice: practice.tinMasked !== null,
		roster: (roster.data?.clinicians.length ?? 0) > 0,
		report: (settings.data?.version ?? 0) > 0,
	};
	const asked = useLocation().query.get('part');
	const waits = asked === null && [roster, settings].some((one) => one.data === undefined && one.error === undefined);
	const current = parts.find((one) => one === asked) ?? parts.find((one) => !done[one]) ?? 'report';
	// it stays at the part where it began, also when that is done
	useEffect(() => {
		if (asked === null && !waits) setQuery({ part: current });
	}, [asked, waits]);
	const to = (part: Part) => `${sectionPath(practice.id, year, 'setup')}?part=${part}`;
	return (
		<>
			<PageTitle title={`Set-up of ${practice.name}`} lead="Three parts. Everything can be changed later.">
				Set-up
			</PageTitle>
			{waits ? (
				<Loading />
			) : (
				<>
					<Steps
						label="Parts of the set-up"
						current={current}
						steps={[
							{ key: 'practice', label: 'Practice and sites', done: done.practice, to: to('practice') },
							{ key: 'roster', label: 'Clinicians', done: done.roster, to: to('roster') },
							{ key: 'report', label: `How you report in ${year}`, done: done.report, to: to('report') },
						]}
					/>
					{roster.error !== undefined && current !== 'practice' && (
						<ProblemAlert error={roster.error} retry={roster.reload} />
					)}
					{current === 'practice' && <PracticePart next={to('roster')} />}
					{current === 'roster' && <RosterPart roster={roster} next={to('report')} onChanged={settings.reload} />}
					{current === 'report' && (
						<ReportPart key={year} settings={settings} clinicians={roster.data?.clinicians ?? []} />
					)}
				</>
			)}
		</>
	);
}
