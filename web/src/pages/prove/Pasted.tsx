// A screenshot pasted while no place is open: asks where it belongs.
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { plural } from '../../format';
import { Button, Form, Panel } from '../../kit';
import { ItemField } from './PlaceFields';
import type { Activity } from './model';
import { named } from './screenshot';
import { useWork } from './work';

export function Pasted({ activity }: { activity: Activity }): VNode | null {
	const { send } = useWork();
	const [files, setFiles] = useState<File[]>([]);
	const [item, setItem] = useState('');
	useEffect(() => {
		const paste = (event: ClipboardEvent) => {
			const found = [...(event.clipboardData?.files ?? [])];
			const typing = event.target instanceof Element && event.target.closest('textarea, input, select');
			if (found.length === 0 || event.defaultPrevented || typing) return;
			event.preventDefault();
			setFiles(found.map(named));
		};
		document.addEventListener('paste', paste);
		return () => document.removeEventListener('paste', paste);
	}, []);
	if (files.length === 0) return null;
	const add = () => {
		send(files, { measureId: activity.measureId, itemId: item || undefined });
		setFiles([]);
	};
	return (
		<Panel heading={`${plural(files.length, 'pasted file')}: what is it evidence of?`} level={3}>
			<Form onSubmit={add} label="What was pasted">
				<p>{files.map(({ name }) => name).join(', ')}</p>
				<ItemField name="pastedFor" activity={activity} value={item} onChange={setItem} />
				<p class="form__actions">
					<Button type="submit" variation="solid">
						Add
					</Button>
					<Button onClick={() => setFiles([])}>Cancel</Button>
				</p>
			</Form>
		</Panel>
	);
}
