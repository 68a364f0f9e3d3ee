// Name, TIN and sites of the practice.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { isConflict } from '../../api/problem';
import { useAction } from '../../api/resource';
import type { Schema } from '../../api/types';
import { plural } from '../../format';
import { Alert, Button, Card, ConflictNotice, Form, LinkButton, notify, TextField, type Difference } from '../../kit';
import { useLeaveGuard } from '../../router';
import { useWorkspace } from '../../workspace';
import { ArchivePractice } from './ArchivePractice';
import { SiteFields, type Site } from './SiteFields';
import { TinField, type TinChange } from './TinField';

type Practice = Schema<'Practice'>;

interface Draft {
	name: string;
	tin: TinChange;
	sites: Site[];
}

const draftOf = (practice: Practice): Draft => ({ name: practice.name, tin: null, sites: practice.sites });

const sitesWords = (sites: readonly Site[]): string =>
	sites.length === 0
		? 'none'
		: sites
				.map((site) => `${site.name} (${site.pcmhRecognized ? 'recognized' : site.pcmhRecognized === false ? 'not recognized' : 'recognition not known'})`)
				.join(', ');

function differences(theirs: Practice, mine: Draft): Difference[] {
	const found: Difference[] = [];
	if (theirs.name !== mine.name) found.push({ name: 'Name', theirs: theirs.name, mine: mine.name });
	if (mine.tin !== null)
		found.push({ name: 'TIN', theirs: theirs.tinMasked ?? 'none', mine: mine.tin === '' ? 'taken away' : 'the one that you entered' });
	if (JSON.stringify(theirs.sites) !== JSON.stringify(mine.sites))
		found.push({ name: 'Sites', theirs: sitesWords(theirs.sites), mine: sitesWords(mine.sites) });
	return found;
}

export function PracticePart({ next }: { next: string }): VNode {
	const { practice, can, reload } = useWorkspace();
	const [draft, setDraft] = useState(() => draftOf(practice));
	const [version, setVersion] = useState(practice.version);
	const change = (to: Partial<Draft>) => setDraft({ ...draft, ...to });
	const dirty =
		draft.name !== practice.name || draft.tin !== null || JSON.stringify(draft.sites) !== JSON.stringify(practice.sites);
	const save = useAction(async (over: number, known: readonly Site[]) => {
		const ids = known.map(({ id }) => id);
		const sites = draft.sites.map((site) => (ids.includes(site.id) ? site : { ...site, id: undefined }));
		const { data } = await api.patch('/practices/{practice}', {
			path: { practice: practice.id },
			body: { name: draft.name, sites, version: over, ...(draft.tin === null ? {} : { tin: draft.tin.trim() || null }) },
		});
		setDraft(draftOf(data));
		setVersion(data.version);
		notify('Saved');
		reload();
	});
	useLeaveGuard(dirty);
	const may = can('manage');
	const conflict = isConflict(save.error) ? save.error : null;
	const theirs = conflict?.problem.current as Practice | undefined;
	const takeTheirs = () => {
		if (!theirs) return;
		setDraft(draftOf(theirs));
		setVersion(theirs.version);
		save.clear();
		reload();
	};
	return (
		<>
			{!may && (
				<Alert>
					<p>Only an administrator of the practice can change this.</p>
				</Alert>
			)}
			{conflict && theirs && (
				<ConflictNotice
					error={conflict}
					differences={differences(theirs, draft)}
					busy={save.busy}
					onMine={() => void save.run(theirs.version, theirs.sites)}
					onTheirs={takeTheirs}
				/>
			)}
			<Form error={conflict ? undefined : save.error} onSubmit={() => void save.run(version, practice.sites)} label="Practice">
				<Card heading="Practice">
					<TextField
						name="name"
						label="Name of the practice"
						value={draft.name}
						maxLength={160}
						disabled={!may}
						onChange={(name) => change({ name })}
					/>
					<TinField masked={practice.tinMasked} value={draft.tin} disabled={!may} onChange={(tin) => change({ tin })} />
				</Card>
				<Card heading="Sites" aside={practice.sites.length > 0 && <span class="muted">{plural(practice.sites.length, 'site')}</span>}>
					<SiteFields sites={draft.sites} disabled={!may} onChange={(sites) => change({ sites })} />
				</Card>
				<p class="form__actions">
					{may && (
						<Button type="submit" variation="solid" busy={save.busy}>
							Save
						</Button>
					)}
					<LinkButton to={next} variation={may ? undefined : 'solid'}>
						Next: clinicians
					</LinkButton>
				</p>
			</Form>
			{may && <ArchivePractice />}
		</>
	);
}

