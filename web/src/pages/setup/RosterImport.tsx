// A roster from a spreadsheet: what it would change is shown before it does.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { apiUrl, upload } from '../../api/client';
import { useAction } from '../../api/resource';
import type { Schema } from '../../api/types';
import { plural } from '../../format';
import { Alert, Button, DownloadButton, FileDrop, notify, Panel, ProblemAlert } from '../../kit';
import { ImportChanges, ImportFindings } from './ImportPreview';

type Import = Schema<'RosterImport'>;

interface Props {
	practice: string;
	onDone: () => void; // applied: the roster is to be read anew
	onClose: () => void;
}

function summary(read: Import): string {
	const parts = [
		`${read.added} new`,
		`${read.changed} changed`,
		`${read.unchanged} as they are`,
		...(read.refused > 0 ? [`${read.refused} refused`] : []),
		...(read.otherTin > 0 ? [`${read.otherTin} of another TIN, left out`] : []),
	];
	return `${plural(read.rows, 'row')}: ${parts.join(', ')}.`;
}

function applyWords({ added, changed }: Import): string {
	if (changed === 0) return `Add ${plural(added, 'clinician')}`;
	return added === 0 ? `Change ${plural(changed, 'clinician')}` : `Add ${added} and change ${changed}`;
}

export function RosterImport({ practice, onDone, onClose }: Props): VNode {
	const [file, setFile] = useState<File | null>(null);
	const [read, setRead] = useState<Import | null>(null);
	const send = (what: File, apply: boolean) =>
		upload<Import>(apiUrl('/practices/{practice}/roster', { practice }, { apply: apply || undefined }), what);
	const look = useAction(async (what: File) => {
		setFile(what);
		setRead(null);
		setRead((await send(what, false)).data);
	});
	const apply = useAction(async () => {
		if (!file) return;
		const { data } = await send(file, true);
		notify(`The roster was read: ${data.added} new, ${data.changed} changed`);
		onDone();
		onClose();
	});
	const changes = read ? read.added + read.changed : 0;
	const error = look.error ?? apply.error;
	return (
		<Panel heading="Read a spreadsheet">
			<FileDrop
				name="roster"
				label={file ? 'Another file' : 'The file'}
				hint="CSV or Excel (.xlsx), one clinician a row. A column with NPIs is enough; names, specialty, first and last day are taken when they are there. Nothing is changed yet."
				accept=".csv,.xlsx,text/csv"
				multiple={false}
				camera={false}
				onFiles={([first]) => first && void look.run(first)}
			/>
			<p class="row">
				<span class="muted">An empty one to fill in:</span>
				<DownloadButton size="small" variation="ghost" url={apiUrl('/templates/roster.xlsx')}>
					Excel
				</DownloadButton>
				<DownloadButton size="small" variation="ghost" url={apiUrl('/templates/roster.csv')}>
					CSV
				</DownloadButton>
			</p>
			{look.busy && <p role="status">Reading {file?.name}</p>}
			{error !== undefined && <ProblemAlert error={error} />}
			{read && (
				<section class="import" aria-label="What the file would change">
					<Alert kind={read.refused > 0 ? 'warn' : changes > 0 ? 'success' : 'info'} heading={file?.name} level={3} live>
						<p>{summary(read)}</p>
						{read.refused > 0 && <p>Refused rows are left out. Mend them and read the file again; the others stay.</p>}
					</Alert>
					<ImportFindings findings={read.findings} />
					<ImportChanges clinicians={read.clinicians} />
				</section>
			)}
			<p class="form__actions">
				{read && changes > 0 && (
					<Button variation="solid" busy={apply.busy} onClick={() => void apply.run()}>
						{applyWords(read)}
					</Button>
				)}
				<Button onClick={onClose}>{read && changes === 0 ? 'Close' : 'Cancel'}</Button>
			</p>
		</Panel>
	);
}
