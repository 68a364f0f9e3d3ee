// An address that a calendar reads by itself, so that the days stay right.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { problemOf } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Alert, Button, Card, ConfirmButton, CopyField, Disclosure, notify, ProblemAlert } from '../../kit';

// An address that only this computer knows.
const is_local = (): boolean => /^(localhost|127\.|\[::1\])/.test(location.hostname);

function Instructions(): VNode {
	return (
		<div class="feed__how">
			{is_local() && (
				<Alert kind="warn" heading="Only programs on this computer reach this address" level={3}>
					<p>
						Outlook on this computer can. Google Calendar, and Outlook in the browser, read it from the internet and
						cannot. For those, download the file and import it.
					</p>
				</Alert>
			)}
			<Disclosure summary="In Outlook">
				<p>Calendar, Add calendar, Subscribe from web. Paste the address and give it a name.</p>
			</Disclosure>
			<Disclosure summary="In Google Calendar">
				<p>Beside "Other calendars" choose the plus sign, then From URL. Paste the address. Google reads it about once a day.</p>
			</Disclosure>
		</div>
	);
}

interface Props {
	practice: string;
	hasFeed: boolean;
	may: boolean;
	onChanged: () => void;
}

export function Feed({ practice, hasFeed, may, onChanged }: Props): VNode {
	const [address, setAddress] = useState('');
	const path = { practice };
	const create = useAction(async () => {
		const { data } = await api.post('/practices/{practice}/calendar-feed', { path });
		setAddress(location.origin + data.path);
		onChanged();
	});
	const end = async () => {
		try {
			await api.delete('/practices/{practice}/calendar-feed', { path });
			setAddress('');
			notify('The feed has ended');
			onChanged();
		} catch (error) {
			const problem = problemOf(error);
			notify(`The feed could not be ended. ${problem.detail ?? problem.title}`, 'problem');
		}
	};
	return (
		<Card heading="A calendar that keeps itself up to date" class="no-print">
			<p>
				Your calendar reads the days from an address of this server, and follows when they change. The address is
				secret: whoever has it sees the deadlines of the practice, and nothing else.
			</p>
			{create.error !== undefined && <ProblemAlert error={create.error} />}
			{address ? (
				<>
					<CopyField
						name="feed"
						label="The address"
						hint="Copy it now: it is shown this once."
						value={address}
					/>
					<Instructions />
				</>
			) : (
				hasFeed && <p>There is a feed. Its address is not shown again; a new one ends it.</p>
			)}
			{may ? (
				<p class="row">
					{!address && (
						<Button busy={create.busy} onClick={() => void create.run()}>
							{hasFeed ? 'Make a new address' : 'Make an address'}
						</Button>
					)}
					{hasFeed && (
						<ConfirmButton
							variation="ghost"
							question="End the feed?"
							explain={<p>Calendars that read the address no longer get the days.</p>}
							confirm="End the feed"
							onConfirm={end}
						>
							End the feed
						</ConfirmButton>
					)}
				</p>
			) : (
				<p class="muted">Your role does not let you make an address. Download the file above.</p>
			)}
		</Card>
	);
}
