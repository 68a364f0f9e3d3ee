// "What do we need?": one page that a manager understands in ten seconds.
import type { VNode } from 'preact';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import type { Schema } from '../../api/types';
import { plural } from '../../format';
import { Alert, Badge, Button, LinkButton, Resource } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import { reportingWords } from '../../words';
import { Figures } from './Figures';
import { NextSteps } from './NextSteps';
import { Reasons } from './Reasons';
import { Standing } from './Standing';
import { Verdict } from './Verdict';

type Needs = Schema<'Needs'>;

function Warnings({ of }: { of: Needs['warnings'] }): VNode | null {
	if (!of || of.length === 0) return null;
	return (
		<Alert kind="warn" heading={of.length === 1 ? 'Look at this' : plural(of.length, 'thing') + ' to look at'}>
			<ul class="warnings">
				{of.map(({ code, message }, i) => (
					<li key={code + i}>{message}</li>
				))}
			</ul>
		</Alert>
	);
}

function Parts({ needs }: { needs: Needs }): VNode {
	const { practice, year } = useWorkspace();
	const { requirements } = needs;
	return (
		<div class="overview">
			{requirements.provisional && (
				<Alert heading={`The rules of ${year} are provisional`}>
					<p>They follow what CMS proposed. The final rule may change them.</p>
				</Alert>
			)}
			<Verdict standing={needs.standing} />
			<Figures {...needs} />
			<Reasons reasons={requirements.reasons} />
			<Warnings of={needs.warnings} />
			<div class="overview__columns">
				<NextSteps
					steps={needs.next}
					today={needs.today}
					practice={practice.id}
					year={year}
					names={new Map(needs.activities.map(({ measureId, plainName }) => [measureId, plainName]))}
				/>
				<Standing needs={needs} place={{ practice: practice.id, year }} />
			</div>
			<p class="muted">
				{practice.name} reports {reportingWords(requirements.entityType, requirements.programName)}.{' '}
				<Link class="no-print" to={sectionPath(practice.id, year, 'setup') + '?part=report'}>
					Change how you report
				</Link>
			</p>
		</div>
	);
}

export default function Overview(): VNode {
	const { practice, year } = useWorkspace();
	const needs = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/needs', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	return (
		<>
			<PageTitle
				title={`${practice.name} ${year}`}
				lead={
					<>
						{practice.name}, performance year {year} {practice.demonstration && (
							<>
								<Badge kind="info">Demonstration</Badge>{' '}
								<Link to="/" class="no-print">
									Add your own practice
								</Link>
							</>
						)}
					</>
				}
				actions={
					<Button icon="print" onClick={() => window.print()}>
						Print
					</Button>
				}
			>
				What do we need?
			</PageTitle>
			<Resource of={needs}>{(data) => <Parts needs={data} />}</Resource>
			{needs.error !== undefined && (
				<p>
					<LinkButton to={sectionPath(practice.id, year, 'setup')}>Look at the set-up</LinkButton>
				</p>
			)}
		</>
	);
}
