// One piece of evidence, whole: what it is, its fingerprint, what it is evidence
// of; changed and withdrawn here.
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../api/client';
import { useAction } from '../../api/resource';
import { date, time } from '../../format';
import { Badge, Button, CopyField, Disclosure, Facts, Icon, ProblemAlert, classes, notify } from '../../kit';
import { useWorkspace } from '../../workspace';
import { EditEvidence } from './EditEvidence';
import { EvidenceActions } from './EvidenceActions';
import { Preview } from './Preview';
import { Withdraw } from './Withdraw';
import { placeWords, short, sizeWords, typeWords, type Evidence } from './model';
import { useWork } from './work';

function Fingerprint({ piece }: { piece: Evidence }): VNode {
	if (!piece.sha256) return <span class="muted">A link has none: mipsia does not keep what is behind it.</span>;
	return (
		<Disclosure summary={<code>{short(piece.sha256)}...</code>}>
			<CopyField
				name={`sha-${piece.id}`}
				label="SHA-256"
				hint="Two files with the same one are the same, byte for byte."
				value={piece.sha256}
			/>
		</Disclosure>
	);
}

function Places({ piece }: { piece: Evidence }): VNode {
	const { proof } = useWork();
	if (piece.links.length === 0)
		return (
			<Badge kind="warn" icon="warning">
				Nothing yet
			</Badge>
		);
	return (
		<ul class="card-places">
			{piece.links.map((place) => (
				<li key={`${place.measureId}/${place.itemId}/${place.clinicianId}`}>{placeWords(proof, place)}</li>
			))}
		</ul>
	);
}

function Restore({ piece }: { piece: Evidence }): VNode {
	const { practice, year } = useWorkspace();
	const { reload } = useWork();
	const restore = useAction(async () => {
		await api.patch('/practices/{practice}/years/{year}/evidence/{evidence}', {
			path: { practice: practice.id, year, evidence: piece.id },
			body: { withdrawn: false, version: piece.version },
		});
		notify(`Restored: ${piece.name}`);
		reload();
	});
	return (
		<>
			{restore.error !== undefined && <ProblemAlert error={restore.error} retry={reload} />}
			<Button size="small" icon="undo" busy={restore.busy} onClick={() => void restore.run()}>
				Restore<span class="ds-u-visibility--screen-reader"> {piece.name}</span>
			</Button>
		</>
	);
}

export function EvidenceCard({ piece }: { piece: Evidence }): VNode {
	const { mayAdd } = useWork();
	const [shown, setShown] = useState(false);
	const [doing, setDoing] = useState<'' | 'edit' | 'withdraw'>('');
	const close = () => setDoing('');
	const named = <span class="ds-u-visibility--screen-reader">: {piece.name}</span>;
	return (
		<li class={classes('card evidence', piece.withdrawn && 'evidence--withdrawn')} id={piece.id} tabIndex={-1}>
			<div class="card__top">
				<h2 class="card__heading evidence__name">
					<Icon name={piece.kind === 'link' ? 'book' : 'file'} /> {piece.name}
				</h2>
				{piece.withdrawn && (
					<Badge kind="alert" icon="cross">
						Withdrawn
					</Badge>
				)}
			</div>
			{piece.withdrawn && (
				<p>
					Withdrawn: {piece.withdrawnReason || 'no reason was given'}. The {piece.kind} stays until it need no longer be
					kept.
				</p>
			)}
			{shown && <Preview piece={piece} />}
			<Facts
				facts={[
					['Evidence of', <Places piece={piece} />],
					['Kind', [typeWords(piece), sizeWords(piece)].filter(Boolean).join(', ')],
					['Added', `by ${piece.addedBy}, ${time(piece.addedAt)}`],
					['Keep until', date(piece.retainUntil)],
					['SHA-256', <Fingerprint piece={piece} />],
					...(piece.note ? ([['Note', piece.note]] as const) : []),
				]}
			/>
			{doing === '' && (
				<p class="row evidence__acts">
					<EvidenceActions piece={piece} shown={shown} onShow={setShown} />
					{mayAdd && !piece.withdrawn && (
						<>
							<Button size="small" variation="ghost" icon="pencil" onClick={() => setDoing('edit')}>
								Change{named}
							</Button>
							<Button size="small" variation="ghost" onClick={() => setDoing('withdraw')}>
								Withdraw{named}
							</Button>
						</>
					)}
					{mayAdd && piece.withdrawn && <Restore piece={piece} />}
				</p>
			)}
			{doing === 'edit' && <EditEvidence piece={piece} onClose={close} />}
			{doing === 'withdraw' && <Withdraw piece={piece} onClose={close} />}
		</li>
	);
}
