// Adding an account, or changing one: name, password, roles, and whether it may
// still sign in.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { isConflict } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Button, Checkbox, ConflictNotice, Form, notify, Panel, TextField, type Difference } from '../../kit';
import { GrantFields } from './GrantFields';
import { grantWords, type Account, type Grant, type Practice } from './grants';

interface Draft {
	name: string;
	displayName: string;
	password: string;
	disabled: boolean;
	grants: Grant[];
}

const draftOf = (one: Account | null, practices: readonly Practice[]): Draft => ({
	name: one?.name ?? '',
	displayName: one?.displayName ?? '',
	password: '',
	disabled: one?.disabled ?? false,
	grants: one ? one.grants : [{ practiceId: practices.length === 1 ? (practices[0]?.id ?? null) : null, role: 'viewer', expiresOn: null }],
});

function differences(theirs: Account, mine: Draft, practices: readonly Practice[]): Difference[] {
	const told = (grants: readonly Grant[]) => grants.map((grant) => grantWords(grant, practices)).join('; ') || 'none';
	const rows: [string, string, string][] = [
		['Name', theirs.displayName, mine.displayName],
		['Name to sign in', theirs.name, mine.name],
		['May sign in', theirs.disabled ? 'No' : 'Yes', mine.disabled ? 'No' : 'Yes'],
		['Roles', told(theirs.grants), told(mine.grants)],
	];
	const found = rows.filter(([, a, b]) => a !== b).map(([name, a, b]) => ({ name, theirs: a, mine: b }));
	return mine.password ? [...found, { name: 'Password', theirs: 'as it is', mine: 'a new one' }] : found;
}

interface Props {
	account: Account | null; // null: a new one
	practices: readonly Practice[];
	self: boolean; // the account of who is signed in
	onChanged: () => void;
	onClose: () => void;
}

export function AccountForm({ account, practices, self, onChanged, onClose }: Props): VNode {
	const [draft, setDraft] = useState(() => draftOf(account, practices));
	const [version, setVersion] = useState(account?.version ?? 0);
	const change = (to: Partial<Draft>) => setDraft((old) => ({ ...old, ...to }));
	const save = useAction(async (over: number) => {
		const { password, ...rest } = draft;
		const body = { ...rest, ...(password ? { password } : {}) };
		if (account) await api.patch('/accounts/{account}', { path: { account: account.id }, body: { ...body, version: over } });
		else await api.post('/accounts', { body });
		notify(account ? 'Saved' : `${draft.displayName} was added`);
		onChanged();
		onClose();
	});
	const conflict = isConflict(save.error) && save.error.problem.current ? save.error : null;
	const theirs = conflict?.problem.current as Account | undefined;
	return (
		<Panel heading={account ? `Change ${account.displayName}` : 'Add an account'}>
			{conflict && theirs && (
				<ConflictNotice
					error={conflict}
					differences={differences(theirs, draft, practices)}
					busy={save.busy}
					onMine={() => void save.run(theirs.version)}
					onTheirs={() => {
						setDraft(draftOf(theirs, practices));
						setVersion(theirs.version);
						save.clear();
						onChanged();
					}}
				/>
			)}
			<Form error={conflict ? undefined : save.error} onSubmit={() => void save.run(version)} label="Account">
				<div class="fields">
					<TextField
						name="displayName"
						label="Name"
						hint="As the history shows it."
						value={draft.displayName}
						maxLength={120}
						onChange={(displayName) => change({ displayName })}
					/>
					<TextField
						name="name"
						label="Name to sign in"
						hint="Small letters, digits and . _ @ -"
						value={draft.name}
						maxLength={64}
						spellcheck={false}
						onChange={(name) => change({ name: name.toLowerCase() })}
					/>
					<TextField
						name="password"
						label={account?.hasPassword ? 'New password' : 'Password'}
						hint={account?.hasPassword ? 'Leave it empty to keep the old one. 12 characters or more.' : '12 characters or more. Tell it by another way than this.'}
						type="password"
						autoComplete="new-password"
						optional={account !== null}
						value={draft.password}
						maxLength={256}
						onChange={(password) => change({ password })}
					/>
				</div>
				<GrantFields grants={draft.grants} practices={practices} onChange={(grants) => change({ grants })} />
				{account && (
					<Checkbox
						name="disabled"
						label="May no longer sign in"
						hint={self ? 'This is your own account.' : 'The account stays, because the history names it.'}
						optional="unsaid"
						disabled={self}
						checked={draft.disabled}
						onChange={(disabled) => change({ disabled })}
					/>
				)}
				<p class="form__actions">
					<Button type="submit" variation="solid" busy={save.busy}>
						{account ? 'Save' : 'Add the account'}
					</Button>
					<Button onClick={onClose}>Cancel</Button>
				</p>
			</Form>
		</Panel>
	);
}
