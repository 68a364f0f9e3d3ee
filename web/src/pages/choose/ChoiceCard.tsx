// The choice of one activity: state, owner and note.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isConflict } from '../../api/problem';
import { useAction } from '../../api/resource';
import type { Schema } from '../../api/types';
import { Button, Card, ConflictNotice, Facts, Form, LinkButton, StatusBadge, TextField } from '../../kit';
import { date, plural } from '../../format';
import { sectionPath } from '../../layout/sections';
import { useLeaveGuard } from '../../router';
import { useWorkspace } from '../../workspace';
import { ChoiceButtons } from './ChoiceButtons';
import type { Choice, Choices } from './choices';
import type { ActivityData } from './guide';
import { effortText, pointsOf, state_words, whyNothing } from './words';

interface Props {
	activity: ActivityData;
	item: Schema<'CatalogueItem'> | undefined;
	name: string;
	needs: Schema<'Needs'> | undefined;
	choices: Choices;
}

function Details({ choice, choices }: { choice: Choice; choices: Choices }): VNode {
	const [owner, setOwner] = useState(choice.owner);
	const [note, setNote] = useState(choice.note);
	const [seen, setSeen] = useState(choice);
	const dirty = owner !== seen.owner || note !== seen.note;
	useLeaveGuard(dirty);
	// what was changed elsewhere on this page, or undone, is taken over
	useEffect(() => {
		if (choice.version === seen.version) return;
		if (owner === seen.owner) setOwner(choice.owner);
		if (note === seen.note) setNote(choice.note);
		setSeen(choice);
	}, [choice]);
	const save = useAction((version: number) =>
		choices.put(choice.measureId, { state: choice.state, owner: owner.trim(), note: note.trim(), version }),
	);
	const conflict = isConflict(save.error) ? save.error : null;
	const theirs = (conflict?.problem.current ?? null) as Choice | null;
	const differences = [
		{ name: 'State', theirs: theirs ? state_words[theirs.state] : 'Not chosen', mine: state_words[choice.state] },
		{ name: 'Owner', theirs: theirs?.owner || 'Nobody', mine: owner.trim() || 'Nobody' },
		{ name: 'Note', theirs: theirs?.note || 'None', mine: note.trim() || 'None' },
	].filter((one) => one.theirs !== one.mine);
	const keepTheirs = () => {
		setOwner(theirs?.owner ?? '');
		setNote(theirs?.note ?? '');
		if (theirs) setSeen(theirs);
		save.clear();
		choices.reload();
	};
	return (
		<Form error={conflict ? undefined : save.error} onSubmit={() => void save.run(choice.version)} label="Owner and note">
			{conflict && (
				<ConflictNotice
					error={conflict}
					differences={differences}
					busy={save.busy}
					onMine={() => void save.run(theirs?.version ?? 0)}
					onTheirs={keepTheirs}
				/>
			)}
			<TextField name="owner" optional label="Owner" hint="Who sees to it" value={owner} maxLength={120} onChange={setOwner} />
			<TextField name="note" optional label="Note" rows={3} value={note} maxLength={2000} onChange={setNote} />
			<div class="form__actions">
				<Button type="submit" variation="solid" busy={save.busy} disabled={!dirty}>
					Save
				</Button>
			</div>
		</Form>
	);
}

export function ChoiceCard({ activity, item, name, needs, choices }: Props): VNode {
	const { practice, year, can } = useWorkspace();
	const choice = choices.of.get(activity.measureId);
	const judged = needs?.activities.find(({ measureId }) => measureId === activity.measureId);
	const requirements = needs?.requirements;
	const facts: [string, VNode | string][] = [];
	if (item && requirements) {
		const points = pointsOf(item, requirements);
		const nothing = whyNothing(item, requirements);
		facts.push([
			'Points for you',
			requirements.neededPoints === 0 ? 'None needed' : nothing ? `0. ${nothing}` : `${points} of ${requirements.maxPoints}`,
		]);
		facts.push(['Work', effortText(item.effort)]);
	}
	const suspended = activity.inYear?.suspendedOn;
	if (suspended) facts.push(['Under way by', date(suspended)]);
	else if (activity.lastStart) facts.push(['Last day to start', date(activity.lastStart)]);
	return (
		<Card heading="Your choice">
			{activity.inYear ? (
				<ChoiceButtons measureId={activity.measureId} name={name} choices={choices} />
			) : (
				<p>It cannot be chosen for {year}.</p>
			)}
			<Facts facts={facts} />
			{judged && (
				<div class="guide__standing">
					<StatusBadge status={judged.answer} /> <span>{judged.text}</span>
					{(judged.missingProof ?? 0) > 0 && (
						<p class="muted">{plural(judged.missingProof ?? 0, 'piece', 'pieces')} of proof missing.</p>
					)}
				</div>
			)}
			{choice && can('record') && <Details key={choice.measureId} choice={choice} choices={choices} />}
			{choice && !can('record') && (choice.owner || choice.note) && (
				<Facts
					facts={[
						['Owner', choice.owner || 'nobody'],
						['Note', choice.note || 'none'],
					]}
				/>
			)}
			{choice && choice.state !== 'dropped' && (
				<p class="row no-print">
					<LinkButton size="small" icon="pencil" to={sectionPath(practice.id, year, 'record')}>
						Record who takes part
					</LinkButton>
				</p>
			)}
		</Card>
	);
}
