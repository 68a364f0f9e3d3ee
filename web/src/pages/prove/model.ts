// The proof of a year as the pages show it: items in their groups, what a piece
// of evidence is evidence of, where it is kept.
import { apiUrl } from '../../api/client';
import type { Schema } from '../../api/types';
import { bytes, list } from '../../format';

export type Proof = Schema<'Proof'>;
export type Activity = Proof['activities'][number];
export type Item = Schema<'ProofItem'>;
export type Evidence = Schema<'Evidence'>;
export type Place = Schema<'EvidenceFor'>;

// Where new evidence goes. No item: the activity as a whole.
export interface Target {
	measureId: string;
	itemId?: string;
	clinicianId?: string;
	note?: string;
}

export const samePlace = (a: Target, b: Target): boolean =>
	a.measureId === b.measureId && (a.itemId ?? '') === (b.itemId ?? '');

// Items that are all needed, or several of which one is enough.
export interface Part {
	key: string;
	any: boolean;
	items: Item[];
}

export function partsOf(items: readonly Item[]): Part[] {
	const parts: Part[] = [];
	for (const item of items) {
		const any = item.need.startsWith('any:');
		const known = any ? parts.find((part) => part.key === item.need) : undefined;
		if (known) known.items.push(item);
		else parts.push({ key: any ? item.need : item.id, any, items: [item] });
	}
	return parts;
}

// A part is no longer missing: its items are settled, or one of a group is satisfied.
export const isSettled = ({ any, items }: Part): boolean =>
	items.every(({ state }) => state !== 'open') || (any && items.some(({ state }) => state === 'satisfied'));

export const settledCount = (activity: Activity): { settled: number; all: number } => {
	const parts = partsOf(activity.items);
	return { settled: parts.filter(isSettled).length, all: parts.length };
};

export const stateWords: Record<Item['state'], string> = {
	open: 'Open',
	satisfied: 'Satisfied',
	notApplicable: 'Not applicable',
};

const types: Record<string, string> = {
	'application/pdf': 'PDF',
	'image/png': 'PNG picture',
	'image/jpeg': 'JPEG picture',
	'image/gif': 'GIF picture',
	'image/webp': 'WebP picture',
	'image/heic': 'HEIC photo',
	'image/tiff': 'TIFF picture',
	'text/plain': 'Text',
	'text/csv': 'CSV',
	'text/html': 'Web page',
	'application/json': 'JSON',
	'application/xml': 'XML',
	'application/msword': 'Word',
	'application/vnd.ms-excel': 'Excel',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
};

// "PDF", "Word"; what has no name of its own keeps the media type's.
export const typeWords = ({ kind, mediaType }: Evidence): string =>
	kind === 'link' ? 'Link' : (types[mediaType] ?? mediaType);

export const sizeWords = ({ kind, size }: Evidence): string => (kind === 'link' ? '' : bytes(size));

// Pictures that every browser shows. Everything else is for saving only.
export const isPicture = ({ kind, mediaType }: Evidence): boolean =>
	kind === 'file' && /^image\/(png|jpeg|gif|webp)$/.test(mediaType);

export const contentUrl = (practice: string, year: number, evidence: string): string =>
	apiUrl('/practices/{practice}/years/{year}/evidence/{evidence}/content', { practice, year, evidence });

export const fileUrl = (practice: string, year: number, to: Target): string =>
	apiUrl('/practices/{practice}/years/{year}/evidence/files', { practice, year }, { ...to });

export const short = (sha256: string): string => sha256.slice(0, 12);

const documentOf = (proof: Proof, place: Place): string | undefined =>
	proof.activities
		.find(({ measureId }) => measureId === place.measureId)
		?.items.find(({ id }) => id === place.itemId)?.document;

export const nameOf = (proof: Proof, clinician: string): string =>
	proof.activities.flatMap(({ clinicians }) => clinicians).find(({ id }) => id === clinician)?.name ?? 'a clinician';

// "IA_BE_4: Go-live notice (Ada Lark)"
export function placeWords(proof: Proof, place: Place): string {
	const what = place.itemId ? (documentOf(proof, place) ?? place.itemId) : 'the activity as a whole';
	return `${place.measureId}: ${what}${place.clinicianId ? ` (${nameOf(proof, place.clinicianId)})` : ''}`;
}

export const placesWords = (proof: Proof, places: readonly Place[]): string =>
	places.length === 0 ? 'nothing yet' : list(places.map((place) => placeWords(proof, place)));

// The evidence of an item, withdrawn pieces left out, oldest first.
export const evidenceOf = (proof: Proof, item: Item): Evidence[] =>
	proof.evidence.filter(({ id }) => item.evidence.includes(id));

// The evidence of the activity as a whole.
export const evidenceOfWhole = (proof: Proof, measureId: string): Evidence[] =>
	proof.evidence.filter(
		(piece) => !piece.withdrawn && piece.links.some((link) => link.measureId === measureId && !link.itemId),
	);
