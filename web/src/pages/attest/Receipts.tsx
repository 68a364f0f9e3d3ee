// What CMS answered: its confirmation, recorded by hand.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useAction } from '../../api/resource';
import { date } from '../../format';
import { Button, Card, DateField, Form, Panel, RadioGroup, Table, TextField, notify } from '../../kit';
import { useSession } from '../../session';
import { useWorkspace } from '../../workspace';
import { channelWords, type Attestation, type Receipt } from './model';

interface Props {
	attestation: Attestation;
	earlier?: number; // the attestation before it that CMS confirmed
	onChanged: () => void;
}

type Channel = 'qppWebsite' | 'fileUpload' | 'registry' | 'api';

function ReceiptForm({ attestation, onChanged, onClose }: Props & { onClose: () => void }): VNode {
	const { practice, year } = useWorkspace();
	const { today } = useSession().session;
	const [channel, setChannel] = useState<Channel>('qppWebsite');
	const [confirmation, setConfirmation] = useState('');
	const [receivedOn, setReceivedOn] = useState(today);
	const [note, setNote] = useState('');
	const save = useAction(async () => {
		await api.post('/practices/{practice}/years/{year}/attestations/{attestation}/receipts', {
			path: { practice: practice.id, year, attestation: attestation.id },
			body: { channel, confirmation: confirmation.trim(), receivedOn, note: note.trim() },
		});
		notify('The receipt is kept');
		onChanged();
		onClose();
	});
	return (
		<Panel heading="Record what CMS answered" level={3}>
			<Form error={save.error} label="Receipt" onSubmit={() => void save.run()}>
				<RadioGroup
					name="channel"
					label="How it got to CMS"
					value={channel}
					onChange={(value) => setChannel(value as Channel)}
					choices={(['qppWebsite', 'fileUpload', 'registry'] as const).map((value) => ({
						value,
						label: channelWords[value],
					}))}
				/>
				<TextField
					name="confirmation"
					label="Confirmation"
					hint="The number or the words with which CMS confirmed it. No TIN."
					maxLength={200}
					value={confirmation}
					onChange={setConfirmation}
				/>
				<DateField name="receivedOn" label="Received on" max={today} value={receivedOn} onChange={setReceivedOn} />
				<TextField name="note" label="Note" optional rows={2} maxLength={2000} value={note} onChange={setNote} />
				<p class="form__actions">
					<Button type="submit" variation="solid" busy={save.busy}>
						Keep the receipt
					</Button>
					<Button onClick={onClose}>Cancel</Button>
				</p>
			</Form>
		</Panel>
	);
}

export function ReceiptTable({ receipts }: { receipts: readonly Receipt[] }): VNode {
	return (
		<Table
			caption="Receipts"
			hideCaption
			compact
			rows={receipts}
			rowKey={({ id }) => id}
			columns={[
				{ key: 'confirmation', header: 'Confirmation', rowHeader: true, cell: ({ confirmation }) => confirmation },
				{ key: 'channel', header: 'How', cell: ({ channel }) => channelWords[channel] ?? channel },
				{ key: 'receivedOn', header: 'Received', cell: ({ receivedOn }) => date(receivedOn) },
				{ key: 'by', header: 'Recorded by', cell: ({ recordedBy }) => recordedBy },
				{ key: 'note', header: 'Note', cell: ({ note }) => note || 'none' },
			]}
		/>
	);
}

export function Receipts({ attestation, earlier, onChanged }: Props): VNode {
	const { can } = useWorkspace();
	const [adding, setAdding] = useState(false);
	const { receipts } = attestation;
	return (
		<Card heading="What CMS answered">
			{receipts.length > 0 ? (
				<ReceiptTable receipts={receipts} />
			) : (
				<p>
					{earlier !== undefined && `CMS confirmed attestation ${earlier}, and not yet this one. `}
					No receipt yet. Without one nothing shows that CMS has the data: keep its confirmation here.
				</p>
			)}
			{can('attest') && !adding && (
				<p>
					<Button icon="plus" onClick={() => setAdding(true)}>
						Add a receipt
					</Button>
				</p>
			)}
			{adding && <ReceiptForm attestation={attestation} onChanged={onChanged} onClose={() => setAdding(false)} />}
		</Card>
	);
}
