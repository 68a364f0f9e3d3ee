// What was signed: its files, what CMS answered, amending it, earlier versions.
import type { VNode } from 'preact';
import { api } from '../../api/client';
import { useResource } from '../../api/resource';
import { date, plural, time } from '../../format';
import { Alert, Badge, Card, CopyField, Disclosure, DownloadButton, Facts, LinkButton, Table } from '../../kit';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import { FileButtons } from './FileButtons';
import { Receipts } from './Receipts';
import { contentOf, exercises, fileUrl, pointsWords, sheetPath, type Attestation, type Review } from './model';

interface Props {
	attestations: readonly Attestation[]; // newest first
	review: Review;
	amend: string;
	onChanged: () => void;
}

function Downloads({ attestation: { id, activities } }: { attestation: Attestation }): VNode {
	const { practice, year, can } = useWorkspace();
	const may = can('attest');
	return (
		<Card heading="Get it to CMS">
			<ol class="ways">
				<li>
					<h3 class="ways__name">Type it in</h3>
					<p>The sheet tells what to enter on the website of CMS, line by line.</p>
					<p>
						<LinkButton to={sheetPath(practice.id, year, id)} icon="print" variation="solid">
							Open the attestation sheet
						</LinkButton>
					</p>
				</li>
				<li>
					<h3 class="ways__name">Or upload a file</h3>
					{activities.length === 0 ? (
						<p>Nothing was attested, so there is no file.</p>
					) : may ? (
						<>
							<p>Sign in at qpp.cms.gov, choose the practice, and upload one of these. They hold the TIN.</p>
							<FileButtons attestation={id} />
						</>
					) : (
						<p>The files hold the TIN of the practice. Who may sign for the practice gets them here.</p>
					)}
				</li>
			</ol>
			<p class="muted ways__later">
				Sending to CMS from here comes later. Today: download the file, upload it at qpp.cms.gov, and enter below what CMS
				answered.
			</p>
			<p>
				<DownloadButton size="small" variation="ghost" url={fileUrl(practice.id, year, id, 'record')}>
					The signed record, for your files
				</DownloadButton>
			</p>
		</Card>
	);
}

function Amend({ review, amend }: Pick<Props, 'review' | 'amend'>): VNode | null {
	const { can } = useWorkspace();
	const { closes } = review.window;
	const closed = review.blockers.find(({ code }) => code === 'windowClosed');
	if (!can('attest')) return null;
	return (
		<Card heading="If something has changed since">
			{closed ? (
				<p>{closed.message}</p>
			) : (
				<>
					<p>
						Amend it{closes && ` until ${date(closes)}`}: review what is there now, and sign again with a reason. What was
						signed before stays.
					</p>
					<p>
						<LinkButton to={amend}>Amend</LinkButton>
					</p>
				</>
			)}
		</Card>
	);
}

function Versions({ attestations }: { attestations: readonly Attestation[] }): VNode {
	const { practice, year } = useWorkspace();
	return (
		<Card heading="Everything that was signed">
			<Table
				caption={`Attestations of ${year}`}
				hideCaption
				compact
				rows={attestations}
				rowKey={({ id }) => id}
				columns={[
					{
						key: 'number',
						header: 'Attestation',
						rowHeader: true,
						cell: ({ id, number, current }) => (
							<>
								<Link to={sheetPath(practice.id, year, id)}>Attestation {number}</Link>{' '}
								{current ? <Badge kind="success">Current</Badge> : <Badge>Amended</Badge>}
							</>
						),
					},
					{ key: 'signed', header: 'Signed', cell: ({ signedBy, signedAt }) => `${signedBy}, ${time(signedAt)}` },
					{ key: 'activities', header: 'Activities', cell: ({ activities }) => activities.join(', ') || 'none' },
					{ key: 'reason', header: 'Reason', cell: ({ reason }) => reason || 'the first' },
				]}
			/>
		</Card>
	);
}

export function SignedStep({ attestations, review, amend, onChanged }: Props): VNode {
	const { practice, year } = useWorkspace();
	const [current] = attestations;
	const path = { practice: practice.id, year, attestation: current?.id ?? '' };
	const frozen = useResource(
		current
			? (signal) => api.get('/practices/{practice}/years/{year}/attestations/{attestation}', { path, signal })
			: null,
		[path],
	);
	if (!current) return <p>Nothing was signed yet.</p>;
	const { id, number, signedBy, signedTitle, signedAt, signedUser, sha256, activities, points, reason, receipts } = current;
	const earlier = attestations.slice(1).find(({ receipts: of }) => of.length > 0);
	const exercise = frozen.data && contentOf(frozen.data).warnings.some(({ code }) => exercises.includes(code));
	return (
		<div class="stack">
			<Alert kind="success" heading={`Attestation ${number} is signed`}>
				<p>
					{signedBy}, {signedTitle}, {time(signedAt)}.{exercise && ' An exercise: nothing of it is real.'}
				</p>
			</Alert>
			<Downloads attestation={current} />
			<Receipts key={id} attestation={current} earlier={earlier?.number} onChanged={onChanged} />
			<Amend review={review} amend={amend} />
			<Card heading="What was signed">
				<Facts
					facts={[
						['Activities', activities.join(', ') || 'none'],
						['Points', pointsWords(points)],
						['Receipts', receipts.length === 0 ? 'none yet' : plural(receipts.length, 'receipt')],
						['Signed in as', signedUser ?? ''],
						...(reason ? ([['Reason to amend', reason]] as const) : []),
					]}
				/>
				<Disclosure summary="The statement">
					<blockquote class="statement__text">{current.statement}</blockquote>
				</Disclosure>
				<div class="digest">
					<CopyField
						name="digest"
						label="Digest (SHA-256)"
						hint="The signed record has this one as long as nobody changed it."
						value={sha256}
					/>
				</div>
			</Card>
			<Versions attestations={attestations} />
		</div>
	);
}
