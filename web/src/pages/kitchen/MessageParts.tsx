import type { VNode } from 'preact';
import { ApiError, OfflineError } from '../../api/problem';
import { Alert, Badge, Button, Card, Citation, Disclosure, EmptyState, Loading, ProblemAlert, StatusBadge } from '../../kit';

const refused = new ApiError({
	title: 'This is another version',
	status: 409,
	code: 'conflict',
	detail: 'Dana Lee changed the practice on 3 October 2026.',
	remedy: 'Look at what is there now, then change it again.',
});

export function MessageParts(): VNode {
	return (
		<>
			<Card heading="Messages" class="stack">
				<Alert heading="Rules of 2027 are provisional">
					<p>They follow the proposed rule and may change in November.</p>
				</Alert>
				<Alert kind="success" heading="The roster was read">
					<p>17 clinicians, none refused.</p>
				</Alert>
				<Alert kind="warn" heading="13 days are left to start">
					<p>An activity of 90 days must start by 3 October 2026.</p>
				</Alert>
				<ProblemAlert error={refused} />
				<ProblemAlert error={new OfflineError()} retry={() => undefined} />
				<Loading>Reading the ledger</Loading>
				<EmptyState
					heading="No clinicians yet"
					level={3}
					action={<Button icon="upload">Read a roster</Button>}
				>
					<p>Add them one by one, or read the spreadsheet that you have.</p>
				</EmptyState>
			</Card>
			<Card heading="Badges, disclosure, citation">
				<p class="row">
					<StatusBadge status="met" />
					<StatusBadge status="notMet" />
					<StatusBadge status="unknown" />
					<StatusBadge status="unknown">A start date is missing</StatusBadge>
					<Badge kind="warn" icon="clock">
						Due soon
					</Badge>
					<Badge>Planned</Badge>
				</p>
				<Disclosure summary="What counts as 90 days?">
					<p>Any 90 days in a row within the performance year.</p>
				</Disclosure>
				<Citation
					statement="At least half of the clinicians of a group perform the activity, each for 90 days in a row."
					citation="42 CFR 414.1360(a)(2)"
					confidence="verified"
					source="Code of Federal Regulations, edition of 2024"
				/>
				<Citation statement="Half of 9 is 5." citation="42 CFR 414.1360(a)(2)" confidence="inferred" />
				<Citation statement="The window closes on 31 March." citation="CMS" confidence="remembered" />
			</Card>
		</>
	);
}
