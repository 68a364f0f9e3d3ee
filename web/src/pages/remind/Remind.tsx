// Reminders: the days that matter, for the wall, as a file, and as a feed.
import type { VNode } from 'preact';
import { api, apiUrl } from '../../api/client';
import { useResource } from '../../api/resource';
import { Button, DownloadButton, Resource } from '../../kit';
import { PageTitle } from '../../layout/PageTitle';
import { useWorkspace } from '../../workspace';
import { DeadlineTable } from './DeadlineTable';
import { Feed } from './Feed';

export default function Remind(): VNode {
	const { practice, year, can } = useWorkspace();
	const path = { practice: practice.id, year };
	const deadlines = useResource(
		(signal) => api.get('/practices/{practice}/years/{year}/deadlines', { path, signal }),
		[practice.id, year],
	);
	return (
		<>
			<PageTitle
				title={`Reminders ${year}`}
				lead={`The days that matter for ${year}. Put them where you will see them.`}
				actions={
					<>
						<DownloadButton url={apiUrl('/practices/{practice}/years/{year}/deadlines.ics', path)}>
							Calendar file (.ics)
						</DownloadButton>
						<Button icon="print" onClick={() => window.print()}>
							Print
						</Button>
					</>
				}
			>
				Reminders
			</PageTitle>
			<Resource of={deadlines}>
				{(data) => (
					<div class="stack">
						<DeadlineTable deadlines={data.deadlines} />
						<Feed
							key={practice.id}
							practice={practice.id}
							hasFeed={data.hasFeed}
							may={can('record')}
							onChanged={deadlines.reload}
						/>
					</div>
				)}
			</Resource>
		</>
	);
}
