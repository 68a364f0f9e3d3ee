import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../api/client';
import { useAction } from '../api/resource';
import { Alert, Button, Card, Form, TextField } from '../kit';
import { PageTitle } from '../layout/PageTitle';
import { navigate, useLocation } from '../router';
import { nextPath, useSession } from '../session';

function NoKey(): VNode {
	return (
		<>
			<PageTitle title="Sign in">Open mipsia from its own window</PageTitle>
			<Alert heading="This browser does not hold the key">
				<p>
					On this computer mipsia has one user and no password. It opens the browser with a key that only it knows. Go
					to the window where mipsia runs and use the address that it shows there, or start it again.
				</p>
			</Alert>
		</>
	);
}

export default function SignIn(): VNode {
	const { session, setSession } = useSession();
	const { query } = useLocation();
	const [name, setName] = useState('');
	const [password, setPassword] = useState('');
	const sign = useAction(async () => {
		const { data } = await api.post('/session', { body: { name, password } });
		setSession(data);
		navigate(nextPath(query), { replace: true });
	});
	if (session.mode === 'single') return <NoKey />;
	return (
		<div class="sign-in">
			<Card>
				<PageTitle lead="Improvement activities: plan, record, prove, attest.">Sign in</PageTitle>
				<Form error={sign.error} onSubmit={() => void sign.run()}>
					<TextField
						name="name"
						label="Name"
						value={name}
						onChange={setName}
						autoComplete="username"
						spellcheck={false}
					/>
					<TextField
						name="password"
						label="Password"
						type="password"
						value={password}
						onChange={setPassword}
						autoComplete="current-password"
					/>
					<p class="form__actions">
						<Button type="submit" variation="solid" size="big" busy={sign.busy}>
							Sign in
						</Button>
					</p>
				</Form>
				<p class="muted">No account, or the password forgotten? An administrator of this server can help.</p>
			</Card>
		</div>
	);
}
