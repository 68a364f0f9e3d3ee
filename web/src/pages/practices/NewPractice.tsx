// A name, and a TIN if it is at hand: enough for a practice.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useAction } from '../../api/resource';
import { Button, Form, notify, TextField } from '../../kit';
import { sectionPath } from '../../layout/sections';
import { navigate } from '../../router';

interface Props {
	year: number;
	onCancel?: () => void;
}

export function NewPractice({ year, onCancel }: Props): VNode {
	const [name, setName] = useState('');
	const [tin, setTin] = useState('');
	const add = useAction(async () => {
		const { data } = await api.post('/practices', { body: { name, ...(tin.trim() ? { tin } : {}) } });
		notify(`${data.name} was added`);
		navigate(sectionPath(data.id, year, 'setup'));
	});
	return (
		<Form error={add.error} onSubmit={() => void add.run()} label="Add a practice">
			<TextField name="name" label="Name of the practice" value={name} onChange={setName} maxLength={160} />
			<TextField
				name="tin"
				label="TIN"
				hint="Nine digits. It is kept encrypted and shown as XX-XXX1234. You can enter it later."
				optional
				size="medium"
				inputMode="numeric"
				spellcheck={false}
				value={tin}
				onChange={setTin}
				maxLength={20}
			/>
			<p class="form__actions">
				<Button type="submit" variation="solid" busy={add.busy}>
					Add the practice
				</Button>
				{onCancel && <Button onClick={onCancel}>Cancel</Button>}
			</p>
		</Form>
	);
}
