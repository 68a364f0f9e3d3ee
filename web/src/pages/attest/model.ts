// What is signed and what was, as the pages show it.
import { apiUrl } from '../../api/client';
import type { Schema } from '../../api/types';
import { number, plural } from '../../format';
import { sectionPath } from '../../layout/sections';

export type Review = Schema<'Review'>;
export type Reviewed = Review['activities'][number];
export type Attestation = Schema<'Attestation'>;
export type Receipt = Attestation['receipts'][number];
export type Finding = Schema<'CaseFinding'>;

export interface Period {
	start: string | null;
	end: string | null;
}

// What was frozen, as src/services/attest_content.c writes it.
export interface Content {
	performanceYear: number;
	statement: string;
	practice: { name: string; tinMasked: string | null };
	entityType: string;
	programName: string;
	activities: string[];
	judgements: Reviewed[];
	roster: { clinicianId: string; npi: string; name: string }[];
	cells: { measureId: string; clinicianId: string; npi: string; periods: Period[] }[];
	results: { clinicianId: string | null; name: string; points: number | null; maxPoints?: number }[];
	submissions: Unit[];
	warnings: Finding[];
	rulebook: string;
	version: string;
	signature?: { name: string; title: string; account: string; at: string; reason: string; digest: string };
}

// What is typed into CMS's site: of the group, or of one clinician.
export interface Unit {
	clinicianId: string | null;
	npi: string | null;
	name: string;
	submission: {
		entityId?: string;
		measurementSets: {
			programName: string;
			performanceStart: string | null;
			performanceEnd: string | null;
			measurements: { measureId: string }[];
		}[];
	};
}

// Warnings that say that what was signed is not real.
export const exercises: readonly string[] = ['demonstration', 'rehearsal'];

export const contentOf = (attestation: Attestation): Content => attestation.content as unknown as Content;

export const fileUrl = (practice: string, year: number, attestation: string, format: 'qpp' | 'qrda3' | 'record'): string =>
	apiUrl('/practices/{practice}/years/{year}/attestations/{attestation}/files/{format}', {
		practice,
		year,
		attestation,
		format,
	});

export const sheetPath = (practice: string, year: number, attestation: string): string =>
	`${sectionPath(practice, year, 'attest')}/${encodeURIComponent(attestation)}`;

export const pointsWords = (points: number | null | undefined, max?: number): string =>
	points === null || points === undefined
		? 'not known'
		: max !== undefined
			? `${number(points)} of ${plural(max, 'point')}`
			: plural(points, 'point');

export const channelWords: Record<string, string> = {
	qppWebsite: 'On the website of CMS (qpp.cms.gov)',
	fileUpload: 'By uploading the file',
	registry: 'Through a registry',
	api: 'Through the API of CMS',
};

// Where a finding is mended; null when there is nothing to mend. What `must` be
// mended and is not known here lies in the set-up.
export function remedyOf(finding: Finding, practice: string, year: number, must = false): { to: string; label: string } | null {
	const at = (section: string, query = '') => sectionPath(practice, year, section) + query;
	const measure = /\bIA_[A-Z0-9_]+/.exec(finding.message)?.[0];
	const of = measure ? `?activity=${encodeURIComponent(measure)}` : '';
	switch (finding.code) {
		case 'noTin':
			return { to: at('setup', '?part=practice'), label: 'Enter the TIN' };
		case 'noClinicians':
			return { to: at('setup', '?part=roster'), label: 'Look at the roster' };
		case 'cannotReport':
		case 'noEntityId':
		case 'mayVoidReweighting':
			return { to: at('setup', '?part=report'), label: 'Look at the set-up' };
		case 'stillRunning':
		case 'cliniciansWithout':
		case 'nothingToAttest':
			return { to: at('record', of), label: 'Look at the record' };
		case 'proofOpen':
			return { to: at('prove', of), label: 'Add proof' };
		case 'windowClosed':
			return null;
		default:
			return must ? { to: at('setup', '?part=report'), label: 'Look at the set-up' } : null;
	}
}
