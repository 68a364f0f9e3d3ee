// How the practice reports in the year.
import type { VNode } from 'preact';
import { api } from '../../api/client';
import { useResource, type Resource as Read } from '../../api/resource';
import { Resource } from '../../kit';
import { useWorkspace } from '../../workspace';
import type { Clinician } from './ClinicianForm';
import type { Settings } from './draft';
import { ReportForm } from './ReportForm';

interface Props {
	settings: Read<Settings>;
	clinicians: readonly Clinician[];
}

export function ReportPart({ settings, clinicians }: Props): VNode {
	const { year } = useWorkspace();
	const vocabulary = useResource((signal) => api.get('/vocabulary/{year}', { path: { year }, signal }), [year]);
	return (
		<Resource of={settings}>
			{(saved) => (
				<Resource of={vocabulary}>
					{(words) => <ReportForm saved={saved} put={settings.put} vocabulary={words} clinicians={clinicians} />}
				</Resource>
			)}
		</Resource>
	);
}
