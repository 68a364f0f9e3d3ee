// The participation ledger: who did what, when, and who is missing.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api, apiUrl } from '../../api/client';
import { useResource } from '../../api/resource';
import { plural } from '../../format';
import { Alert, Button, DownloadButton, EmptyState, LinkButton, Loading, notify, ProblemAlert } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { sectionPath } from '../../layout/sections';
import { useWorkspace } from '../../workspace';
import { AddActivity } from './AddActivity';
import { keyOf, type Activity, type Draft, type Ledger } from './cells';
import { Conflicts } from './Conflicts';
import { Counters } from './Counters';
import { Import } from './Import';
import { counterText } from './model';
import { PrintLists } from './PrintLists';
import { Sheet, type Last, type Wish } from './Sheet';
import type { Saved } from './store';
import { Unsaved } from './Unsaved';
import { useLedger } from './useLedger';

const most_warnings = 5; // that are shown

type Open = 'import' | 'add' | null;

// What was saved, and where the activity stands now.
function savedText({ cells, ledger, keys }: Saved): string {
	const measures = new Set(keys.map((key) => key.split(' ')[1]));
	const [only] = ledger.activities.filter(({ measureId }) => measures.has(measureId));
	const where = measures.size === 1 && only ? ` ${only.plainName}: ${counterText(only)}.` : '';
	return `${plural(cells, 'cell')} saved.${where}`;
}

function nameIn(ledger: Ledger): (draft: Draft) => string {
	const people = new Map(ledger.clinicians.map(({ id, name }) => [id, name]));
	const names = new Map(ledger.activities.map(({ measureId, plainName }) => [measureId, plainName]));
	return ({ clinicianId, measureId }) =>
		`${people.get(clinicianId) ?? 'A clinician'}: ${names.get(measureId) ?? measureId}`;
}

export default function Record(): VNode {
	const { practice, year, can } = useWorkspace();
	const { store, state } = useLedger();
	const [open, setOpen] = useState<Open>(null);
	const [wish, setWish] = useState<Wish | null>(null);
	const [last, setLast] = useState<Last | null>(null);
	const [warnings, setWarnings] = useState<readonly string[]>([]);
	const settings = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/settings', { path: { practice: practice.id, year }, signal }),
		[practice.id, year],
	);
	const readOnly = !can('record');
	const { ledger } = state;

	useEffect(() => {
		store.onSaved = (saved) => {
			setWarnings([...new Set((saved.ledger.warnings ?? []).map(({ message }) => message))]);
			setLast({ text: savedText(saved), event: saved.event });
		};
	}, [store]);

	const pathOf = (section: string) => sectionPath(practice.id, year, section);
	const select = ({ measureId }: Activity, clinicians: readonly string[]) =>
		setWish({ keys: new Set(clinicians.map((id) => keyOf(id, measureId))) });
	const actions = (
		<>
			{!readOnly && (
				<>
					{(ledger?.activities.length ?? 0) > 0 && (
						<Button icon="plus" aria-expanded={open === 'add'} onClick={() => setOpen(open === 'add' ? null : 'add')}>
							Add an activity
						</Button>
					)}
					<Button icon="upload" aria-expanded={open === 'import'} onClick={() => setOpen(open === 'import' ? null : 'import')}>
						Import
					</Button>
				</>
			)}
			<DownloadButton url={apiUrl('/practices/{practice}/years/{year}/ledger.csv', { practice: practice.id, year })}>
				Export CSV
			</DownloadButton>
			<Button icon="print" onClick={() => window.print()}>
				Print
			</Button>
		</>
	);
	const add = ledger && (
		<AddActivity
			practice={practice.id}
			year={year}
			there={ledger.activities.map(({ measureId }) => measureId)}
			choose={pathOf('choose')}
			onAdded={() => void store.load()}
			onClose={ledger.activities.length > 0 ? () => setOpen(null) : undefined}
		/>
	);
	const drafts = [...state.drafts];
	const unsaved = drafts.filter(([, draft]) => draft.state === 'unsaved' || draft.state === 'refused');
	return (
		<>
			<PageTitle lead="Who did what, and when." actions={ledger && ledger.clinicians.length > 0 && actions}>
				Record
			</PageTitle>
			{settings.data?.provisional && (
				<Alert heading={`The rules of ${year} are provisional`} class="record-alert">
					<p>They follow what CMS proposed. The final rule may change them.</p>
				</Alert>
			)}
			{readOnly && (
				<Alert class="record-alert">
					<p>You may look at the records, but not change them.</p>
				</Alert>
			)}
			{state.error !== undefined && <ProblemAlert error={state.error} retry={() => void store.load()} />}
			{!ledger && state.error === undefined && <Loading />}
			{ledger && (
				<>
					<Conflicts
						drafts={drafts.filter(([, draft]) => draft.state === 'conflict')}
						nameOf={nameIn(ledger)}
						year={year}
						onResolve={(answers) => void store.resolve(answers)}
					/>
					<Unsaved
						drafts={unsaved}
						failure={state.failure}
						busy={state.saving}
						nameOf={nameIn(ledger)}
						year={year}
						onRetry={() => void store.retry()}
						onDiscard={(keys) => store.discard(keys)}
						onEdit={(key) => setWish({ keys: new Set([key]) })}
					/>
					{open === 'import' && (
						<Import
							practice={practice.id}
							year={year}
							onClose={() => setOpen(null)}
							onApplied={(answer, file) => {
								const text = `${file}: ${plural(answer.added, 'record')} added, ${answer.changed} changed.`;
								const { event } = answer;
								setOpen(null);
								void store.load();
								notify(text);
								if (!event) return;
								store.addEvent(event);
								setLast({ text, event });
							}}
						/>
					)}
					{open === 'add' && ledger.activities.length > 0 && add}
					{ledger.clinicians.length === 0 ? (
						<EmptyState
							icon="person"
							heading={`Nobody is with the practice in ${year} yet`}
							action={
								<LinkButton variation="solid" to={pathOf('setup')}>
									Add clinicians
								</LinkButton>
							}
						>
							<p>First the clinicians, then what each of them did.</p>
						</EmptyState>
					) : ledger.activities.length === 0 ? (
						<>
							<EmptyState
								icon="list"
								heading="No activity is chosen yet"
								action={
									<LinkButton variation="solid" to={pathOf('choose')}>
										Choose activities
									</LinkButton>
								}
							>
								<p>Choose what the practice does this year. Then record who took part, and when.</p>
							</EmptyState>
							{!readOnly && add}
						</>
					) : (
						<>
							<h2 class="record-heading no-print">Where each activity stands</h2>
							<div class="no-print">
								<Counters activities={ledger.activities} onSelect={readOnly ? undefined : select} />
							</div>
							<h2 class="record-heading no-print">Records</h2>
							{warnings.length > 0 && (
								<Alert kind="warn" live heading="Saved, but not all of it counts" level={3} class="record-alert no-print">
									<ul>
										{warnings.slice(0, most_warnings).map((one) => (
											<li key={one}>{one}</li>
										))}
										{warnings.length > most_warnings && <li>and {warnings.length - most_warnings} more</li>}
									</ul>
									<Button size="small" onClick={() => setWarnings([])}>
										Close
									</Button>
								</Alert>
							)}
							<Sheet
								store={store}
								state={state}
								ledger={ledger}
								readOnly={readOnly}
								prove={pathOf('prove')}
								wish={wish}
								last={last}
							/>
							<PrintLists ledger={ledger} cells={state.cells} />
						</>
					)}
				</>
			)}
		</>
	);
}
