// Saves a file of the API. `url` comes from apiUrl().
import type { ComponentChildren, VNode } from 'preact';
import { download } from '../api/download';
import { problemOf } from '../api/problem';
import { useAction } from '../api/resource';
import { Button } from './Button';
import { notify } from './notices';

interface Props {
	url: string;
	variation?: 'solid' | 'ghost';
	size?: 'small' | 'big';
	disabled?: boolean;
	children: ComponentChildren;
}

export function DownloadButton({ url, children, ...look }: Props): VNode {
	const save = useAction(async () => {
		try {
			await download(url);
		} catch (error) {
			const problem = problemOf(error);
			notify(`The file could not be fetched. ${problem.detail ?? problem.title}`, 'problem');
		}
	});
	return (
		<Button {...look} icon="download" busy={save.busy} onClick={() => void save.run()}>
			{children}
		</Button>
	);
}
