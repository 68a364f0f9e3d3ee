// The own account: who one is, and a new password.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useAction } from '../../api/resource';
import { Alert, Button, Card, Facts, Form, notify, TextField } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { useSession } from '../../session';
import { roleLabel } from '../../words';

const empty = { current: '', next: '', again: '' };

function Password({ name }: { name: string }): VNode {
	const [typed, setTyped] = useState(empty);
	const change = (to: Partial<typeof empty>) => setTyped({ ...typed, ...to });
	const [differ, setDiffer] = useState(false);
	const save = useAction(async () => {
		await api.post('/session/password', { body: { current: typed.current, new: typed.next } });
		setTyped(empty);
		notify('The password was changed. Other sessions of this account have ended.');
	});
	const submit = () => {
		setDiffer(typed.next !== typed.again);
		if (typed.next === typed.again) void save.run();
		else document.getElementById('f-again')?.focus();
	};
	return (
		<Form error={save.error} onSubmit={submit} label="Change the password">
			<input type="text" name="username" value={name} aria-label="Name to sign in" autoComplete="username" hidden readOnly />
			<TextField
				name="current"
				label="Password now"
				type="password"
				autoComplete="current-password"
				value={typed.current}
				onChange={(current) => change({ current })}
			/>
			<TextField
				name="new"
				label="New password"
				hint="12 characters or more. Several words are good."
				type="password"
				autoComplete="new-password"
				value={typed.next}
				onChange={(next) => change({ next })}
			/>
			<TextField
				name="again"
				label="New password again"
				error={differ && typed.next !== typed.again ? 'This is not the same as the new password.' : undefined}
				type="password"
				autoComplete="new-password"
				value={typed.again}
				onChange={(again) => change({ again })}
			/>
			<p class="form__actions">
				<Button type="submit" variation="solid" busy={save.busy}>
					Change the password
				</Button>
			</p>
		</Form>
	);
}

export default function Account(): VNode {
	const { session } = useSession();
	const { account, role, mode } = session;
	return (
		<>
			<PageTitle>Your account</PageTitle>
			<Card heading={account?.displayName ?? 'You'}>
				<Facts
					facts={[
						['Name to sign in', account?.name ?? ''],
						['In every practice', role ? roleLabel(role) : 'no role; see the list of practices'],
					]}
				/>
			</Card>
			{mode === 'single' ? (
				<Alert heading="No password is needed">
					<p>On this computer mipsia has one user, who comes in by the address that mipsia shows when it starts.</p>
				</Alert>
			) : (
				<Card heading="Change the password">
					<Password name={account?.name ?? ''} />
				</Card>
			)}
		</>
	);
}
