// Taking a piece of evidence out of the proof. What was stored stays stored.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { isConflict } from '../../api/problem';
import { useAction } from '../../api/resource';
import { Button, Form, Panel, TextField, notify } from '../../kit';
import { useWorkspace } from '../../workspace';
import type { Evidence } from './model';
import { useWork } from './work';

export function Withdraw({ piece, onClose }: { piece: Evidence; onClose: () => void }): VNode {
	const { practice, year } = useWorkspace();
	const { reload } = useWork();
	const [reason, setReason] = useState('');
	const save = useAction(async () => {
		try {
			await withdraw();
		} catch (error) {
			if (isConflict(error)) reload(); // with what is there now it can be tried again
			throw error;
		}
		notify(`Withdrawn: ${piece.name}`);
		reload();
		onClose();
	});
	const withdraw = () =>
		api.patch('/practices/{practice}/years/{year}/evidence/{evidence}', {
			path: { practice: practice.id, year, evidence: piece.id },
			body: { withdrawn: true, withdrawnReason: reason.trim(), version: piece.version },
		});
	return (
		<Panel heading="Withdraw this evidence" level={3}>
			<Form error={save.error} label={`Withdraw ${piece.name}`} onSubmit={() => void save.run()}>
				<p>
					It no longer counts. What was satisfied by it alone is open again. Nothing is deleted, and you can restore it.
				</p>
				<TextField
					name="withdrawnReason"
					label="Why"
					hint="For example: it was the wrong file."
					maxLength={500}
					value={reason}
					onChange={setReason}
				/>
				<p class="form__actions">
					<Button type="submit" danger busy={save.busy}>
						Withdraw it
					</Button>
					<Button onClick={onClose}>Cancel</Button>
				</p>
			</Form>
		</Panel>
	);
}
