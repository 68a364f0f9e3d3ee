import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Card, ConfirmButton, Dialog, DownloadButton, LinkButton, notify, offerUndo, TextField } from '../../kit';

export function ButtonParts(): VNode {
	const [open, setOpen] = useState(false);
	const [busy, setBusy] = useState(false);
	const [name, setName] = useState('');
	return (
		<Card heading="Buttons and dialogs">
			<div class="row">
				<Button variation="solid" onClick={() => notify('Saved')}>
					Save
				</Button>
				<Button icon="plus">Add a clinician</Button>
				<Button variation="ghost">More</Button>
				<Button size="small">Small</Button>
				<Button disabled>Not now</Button>
				<Button busy={busy} onClick={() => setBusy(true)}>
					{busy ? 'Saving' : 'Work'}
				</Button>
				<DownloadButton url="/api/v1/templates/roster.csv">An empty roster</DownloadButton>
				<LinkButton to="/kitchen" icon="list">
					A link
				</LinkButton>
			</div>
			<div class="row">
				<p>
					<Button onClick={() => setOpen(true)}>Open a dialog</Button>
				</p>
				<p>
					<ConfirmButton
						danger
						question="Delete this file?"
						explain={<p>The file leaves the workbench. The history keeps its name and its digest.</p>}
						confirm="Delete the file"
						onConfirm={() => notify('The file was deleted')}
					>
						Delete
					</ConfirmButton>
				</p>
				<p>
					<Button onClick={() => offerUndo('IA_BE_6 was taken out of the plan', () => notify('Back in the plan'))}>
						Remove with undo
					</Button>
				</p>
				<p>
					<Button onClick={() => notify('The practice could not be saved.', 'problem')}>Show a problem</Button>
				</p>
			</div>
			{open && (
				<Dialog
					heading="Add a clinician"
					onClose={() => setOpen(false)}
					actions={
						<>
							<Button variation="solid" onClick={() => setOpen(false)}>
								Add
							</Button>
							<Button onClick={() => setOpen(false)}>Cancel</Button>
						</>
					}
				>
					<TextField name="dialog/name" label="Name" value={name} onChange={setName} />
				</Dialog>
			)}
		</Card>
	);
}
