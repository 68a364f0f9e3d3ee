// The files for CMS. One that CMS would refuse is not given out: why is told here.
import type { VNode } from 'preact';
import { download } from '../../api/download';
import { problemOf } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Alert, Button } from '../../kit';
import { Link } from '../../router';
import { sectionPath } from '../../layout/sections';
import { useWorkspace } from '../../workspace';
import { fileUrl } from './model';

const shown = 10; // reasons

function Refusal({ error }: { error: unknown }): VNode {
	const { practice, year } = useWorkspace();
	const problem = problemOf(error);
	const reasons = problem.errors ?? [];
	return (
		<Alert kind="error" heading={problem.title} level={4} live class="refusal">
			{problem.detail && problem.detail !== problem.title && <p>{problem.detail}</p>}
			{reasons.length > 0 && (
				<ul>
					{reasons.slice(0, shown).map(({ path, message }) => (
						<li key={path + message}>{/entityId/.test(message) ? 'The ID that CMS gave to the group is not entered.' : message}</li>
					))}
				</ul>
			)}
			<p>
				{problem.remedy}{' '}
				{problem.code === 'wouldBeRefused' && (
					<Link to={sectionPath(practice.id, year, 'setup') + '?part=report'}>Look at the set-up</Link>
				)}
			</p>
		</Alert>
	);
}

export function FileButtons({ attestation }: { attestation: string }): VNode {
	const { practice, year } = useWorkspace();
	const save = useAction((format: 'qpp' | 'qrda3') => download(fileUrl(practice.id, year, attestation, format)));
	return (
		<>
			<p class="row">
				<Button icon="download" aria-disabled={save.busy} onClick={() => void save.run('qpp')}>
					QPP JSON
				</Button>
				<Button icon="download" aria-disabled={save.busy} onClick={() => void save.run('qrda3')}>
					QRDA III
				</Button>
			</p>
			{save.error !== undefined && <Refusal error={save.error} />}
		</>
	);
}
