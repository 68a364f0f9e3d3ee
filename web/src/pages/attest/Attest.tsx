// Review, statement, signed: what is attested to CMS, and what was.
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource, type Resource as Read } from '../../api/resource';
import { Loading, ProblemAlert, Steps } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { navigate, useLocation } from '../../router';
import { useWorkspace } from '../../workspace';
import { ReviewStep } from './ReviewStep';
import { SignedStep } from './SignedStep';
import { StatementStep } from './StatementStep';
import type { Attestation, Review } from './model';

const steps = ['review', 'statement', 'signed'] as const;
type Step = (typeof steps)[number];

const attestationsOf = (of: Read<{ attestations: Attestation[] }>): Attestation[] => of.data?.attestations ?? [];

// The statement is for who may sign, when nothing stands in the way.
function allowed(step: Step, review: Review, signed: readonly Attestation[], maySign: boolean): Step {
	if (step === 'statement' && (!maySign || review.blockers.length > 0)) return 'review';
	return step === 'signed' && signed.length === 0 ? 'review' : step;
}

export default function Attest(): VNode {
	const { practice, year, can } = useWorkspace();
	const path = { practice: practice.id, year };
	const review = useResource((signal) => api.get('/practices/{practice}/years/{year}/review', { path, signal }), [path]);
	const signed = useResource((signal) => api.get('/practices/{practice}/years/{year}/attestations', { path, signal }), [path]);
	const { query } = useLocation();
	const asked = steps.find((one) => one === query.get('step'));
	const all = attestationsOf(signed);
	const error = review.error ?? signed.error;
	const wanted = asked ?? (all.length > 0 ? 'signed' : 'review');
	const current = review.data && allowed(wanted, review.data, all, can('attest'));
	const last = useRef<Step | undefined>(undefined);
	useEffect(() => {
		// another step begins at its top, also for a screen reader
		if (current && last.current && current !== last.current) {
			window.scrollTo(0, 0);
			document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
		}
		last.current = current;
	}, [current]);
	const to = (step: Step) => `${sectionPath(practice.id, year, 'attest')}?step=${step}`;
	const blocked = (review.data?.blockers.length ?? 1) > 0;
	const reload = () => {
		review.reload();
		signed.reload();
	};
	return (
		<>
			<PageTitle title={`Attest ${year}`} lead="Read what would be attested, sign it, and get it to CMS.">
				Attest
			</PageTitle>
			{error !== undefined && <ProblemAlert error={error} retry={reload} />}
			{error === undefined && (!current || !signed.data) && <Loading />}
			{current && review.data && signed.data && (
				<>
					<Steps
						label="Steps of the attestation"
						current={current}
						steps={[
							{ key: 'review', label: 'Review', done: current !== 'review' && all.length > 0, to: to('review') },
							{
								key: 'statement',
								label: 'Statement',
								done: current === 'signed',
								to: can('attest') && !blocked ? to('statement') : undefined,
							},
							{ key: 'signed', label: 'Signed', done: all.length > 0, to: all.length > 0 ? to('signed') : undefined },
						]}
					/>
					{current === 'review' && (
						<ReviewStep review={review.data} next={to('statement')} signed={all.length > 0 ? to('signed') : null} />
					)}
					{current === 'statement' && (
						<StatementStep
							review={review.data}
							back={to('review')}
							onChanged={(now) => {
								if (now) review.put({ data: now, etag: null, status: 200, headers: new Headers() });
								else review.reload();
								navigate(to('review'));
							}}
							onSigned={() => {
								reload();
								navigate(to('signed'));
							}}
						/>
					)}
					{current === 'signed' && (
						<SignedStep attestations={all} review={review.data} amend={to('review')} onChanged={signed.reload} />
					)}
				</>
			)}
		</>
	);
}
