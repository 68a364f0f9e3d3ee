// "What will an auditor ask for?": the checklist of each activity, the evidence
// for it, and what is still missing.
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { api } from '../../api/client';
import { useResource, type Resource as Read } from '../../api/resource';
import { useUploads } from '../../api/uploads';
import { plural } from '../../format';
import { Alert, Button, EmptyState, LinkButton, Resource, Tabs, notify } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { setQuery, useLeaveGuard, useLocation } from '../../router';
import { useWorkspace } from '../../workspace';
import { ActivityList } from './ActivityList';
import { ActivityProof } from './ActivityProof';
import { EvidenceIndex } from './EvidenceIndex';
import { EvidenceView } from './EvidenceView';
import { Missing } from './Missing';
import { fileUrl, type Evidence, type Proof, type Target } from './model';
import { WorkProvider } from './work';

function Checklists({ proof }: { proof: Proof }): VNode {
	const asked = useLocation().query.get('activity');
	const shown = proof.activities.find(({ measureId }) => measureId === asked) ?? proof.activities[0];
	if (!shown) return <p>No activity.</p>;
	return (
		<div class="prove">
			<ActivityList activities={proof.activities} shown={shown.measureId} />
			<ActivityProof key={shown.measureId} activity={shown} />
		</div>
	);
}

function Nothing(): VNode {
	const { practice, year, can } = useWorkspace();
	return (
		<EmptyState
			icon="folder"
			heading="Nothing to prove yet"
			action={
				can('record') && (
					<LinkButton variation="solid" to={sectionPath(practice.id, year, 'choose')}>
						Choose activities
					</LinkButton>
				)
			}
		>
			<p>When an activity is chosen or recorded, the list of what an auditor asks for stands here.</p>
		</EmptyState>
	);
}

// A file dropped beside its place must not take the page away: browsers open it.
function useNoStrayDrop(): void {
	useEffect(() => {
		const keep = (event: DragEvent) => {
			if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
		};
		addEventListener('dragover', keep);
		addEventListener('drop', keep);
		return () => {
			removeEventListener('dragover', keep);
			removeEventListener('drop', keep);
		};
	}, []);
}

function Page({ of, proof }: { of: Read<Proof>; proof: Proof }): VNode {
	const { practice, year, can } = useWorkspace();
	const view = useLocation().query.get('view') === 'evidence' ? 'evidence' : 'checklist';
	const targets = useRef(new WeakMap<File, Target>());
	const uploads = useUploads<Evidence>(
		(file) => fileUrl(practice.id, year, targets.current.get(file) ?? { measureId: '' }),
		({ data }, file) => {
			const known = proof.evidence.find(({ id }) => id === data.id);
			notify(known ? `${file.name} was here already, as ${known.name}. It is used here too.` : `Stored: ${data.name}`);
			of.reload();
		},
	);
	const send = (files: readonly File[], to: Target) => {
		for (const file of files) targets.current.set(file, to);
		uploads.add(files);
	};
	const work = {
		proof,
		reload: of.reload,
		uploads,
		targetOf: (file: File) => targets.current.get(file),
		send,
		mayAdd: can('record'),
		mayReview: can('review'),
	};
	useNoStrayDrop();
	useLeaveGuard(uploads.items.some(({ state }) => state === 'runs' || state === 'waits'));
	const kept = proof.evidence.filter(({ withdrawn }) => !withdrawn).length;
	return (
		<WorkProvider value={work}>
			<div class="no-print">
				<Missing proof={proof} />
				{!work.mayAdd && (
					<Alert class="prove__note">
						<p>
							{work.mayReview
								? 'Your role lets you review the checklists. Somebody else adds the evidence.'
								: 'Your role lets you read everything here, and download the evidence.'}
						</p>
					</Alert>
				)}
				{proof.activities.length === 0 && proof.evidence.length === 0 ? (
					<Nothing />
				) : (
					<div class="prove-views">
						<Tabs
						label="Views of the proof"
						selected={view}
						onSelect={(key) => setQuery({ view: key === 'evidence' ? key : null })}
						tabs={[
							{ key: 'checklist', label: 'Checklists', panel: () => <Checklists proof={proof} /> },
							{ key: 'evidence', label: `All evidence (${kept})`, panel: () => <EvidenceView /> },
						]}
						/>
					</div>
				)}
			</div>
			<EvidenceIndex proof={proof} />
		</WorkProvider>
	);
}

export default function Prove(): VNode {
	const { practice, year } = useWorkspace();
	const proof = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/proof', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	const missing = proof.data?.missing;
	return (
		<>
			<PageTitle
				title={`Prove ${year}${missing ? `: ${plural(missing, 'document')} open` : ''}`}
				lead="What an auditor asks for, and what you have."
				actions={
					<Button icon="print" onClick={() => window.print()}>
						Print the index
					</Button>
				}
			>
				Prove
			</PageTitle>
			<Resource of={proof}>{(data) => <Page of={proof} proof={data} />}</Resource>
		</>
	);
}
