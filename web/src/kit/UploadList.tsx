import type { VNode } from 'preact';
import type { Uploads } from '../api/uploads';
import { UploadItem } from './UploadItem';

export function UploadList({ uploads }: { uploads: Uploads }): VNode | null {
	if (uploads.items.length === 0) return null;
	return (
		<ul role="list" aria-label="Files on their way">
			{uploads.items.map(({ id, file, sent, state, error }) => (
				<li key={id}>
					<UploadItem
						name={file.name}
						size={file.size}
						sent={sent}
						done={state === 'done'}
						error={state === 'failed' ? error : undefined}
						onCancel={() => uploads.cancel(id)}
						onRetry={() => uploads.retry(id)}
					/>
				</li>
			))}
		</ul>
	);
}
