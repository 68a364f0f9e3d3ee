// The files that are on their way to one place; what has arrived is in its list.
import type { VNode } from 'preact';
import { UploadList } from '../../kit';
import { samePlace, type Target } from './model';
import { useWork } from './work';

export function OnTheWay({ to }: { to: Target }): VNode {
	const { uploads, targetOf } = useWork();
	const items = uploads.items.filter(({ file, state }) => {
		const target = targetOf(file);
		return state !== 'done' && target !== undefined && samePlace(target, to);
	});
	return <UploadList uploads={{ ...uploads, items }} />;
}
