// The statement, and who signs it.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../api/client';
import { ApiError } from '../../api/problem';
import { useAction } from '../../api/resource';
import { plural } from '../../format';
import { Alert, Button, Card, Checkbox, Form, LinkButton, TextField, notify } from '../../kit';
import { useLeaveGuard } from '../../router';
import { useSession } from '../../session';
import { useWorkspace } from '../../workspace';
import type { Review } from './model';

interface Props {
	review: Review;
	back: string;
	onChanged: (now: Review | undefined) => void; // what was read is no longer what is there
	onSigned: () => void;
}

const isChanged = (error: unknown): error is ApiError =>
	error instanceof ApiError && (error.code === 'changed' || error.code === 'blocked');

export function StatementStep({ review, back, onChanged, onSigned }: Props): VNode {
	const { practice, year } = useWorkspace();
	const { session } = useSession();
	const [name, setName] = useState(session.mode === 'accounts' ? (session.account?.displayName ?? '') : '');
	const [title, setTitle] = useState('');
	const [reason, setReason] = useState('');
	const [accepted, setAccepted] = useState(false);
	const [leave, setLeave] = useState<{ go: () => void } | null>(null);
	useLeaveGuard(!leave && (title !== '' || reason !== '' || accepted));
	useEffect(() => leave?.go(), [leave]); // when the guard has gone
	const attested = review.activities.filter(({ attest }) => attest);
	const amends = review.amends !== null;
	const sign = useAction(async () => {
		await api.post('/practices/{practice}/years/{year}/attestations', {
			path: { practice: practice.id, year },
			body: {
				name: name.trim(),
				title: title.trim(),
				accepted,
				digest: review.digest,
				...(amends ? { reason: reason.trim() } : {}),
			},
		});
		notify('Signed');
		setLeave({ go: onSigned });
	});
	const changed = isChanged(sign.error) ? sign.error : null;
	return (
		<Card heading={amends ? `Sign an amendment of attestation ${review.amends}` : 'Sign'} class="statement">
			{changed && (
				<Alert kind="warn" heading="Nothing was signed" live level={3}>
					<p>{changed.problem.detail}</p>
					<p>
						<Button variation="solid" onClick={() => setLeave({ go: () => onChanged(changed.problem.current as Review | undefined) })}>
							Read the review again
						</Button>
					</p>
				</Alert>
			)}
			<p class="muted">
				{plural(attested.length, 'activity', 'activities')}
				{attested.length > 0 && `: ${attested.map(({ measureId }) => measureId).join(', ')}`}
			</p>
			<blockquote class="statement__text">{review.statement}</blockquote>
			<Form error={changed ? undefined : sign.error} label="Signature" onSubmit={() => void sign.run()}>
				<Checkbox name="accepted" label="I have read this statement, and I certify it." checked={accepted} onChange={setAccepted} />
				<div class="grid statement__who">
					<TextField name="name" label="Your name" autoComplete="name" maxLength={120} value={name} onChange={setName} />
					<TextField
						name="title"
						label="Your title"
						hint="For example: Practice manager"
						autoComplete="organization-title"
						maxLength={120}
						value={title}
						onChange={setTitle}
					/>
				</div>
				{amends && (
					<TextField
						name="reason"
						label="Why it is amended"
						hint={`It stands beside attestation ${review.amends}, which stays.`}
						rows={2}
						maxLength={1000}
						value={reason}
						onChange={setReason}
					/>
				)}
				<p class="form__actions">
					<Button type="submit" variation="solid" size="big" busy={sign.busy}>
						{amends ? 'Sign the amendment' : 'Sign'}
					</Button>
					<LinkButton to={back}>Back to the review</LinkButton>
				</p>
				<p class="muted">What you sign is kept for good, with its time and its digest.</p>
			</Form>
		</Card>
	);
}
