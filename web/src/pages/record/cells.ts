// The shapes of the ledger, and the key of a cell.
import type { Schema } from '../../api/types';
import type { Period } from './periods';

export type Ledger = Schema<'Ledger'>;
export type Cell = Schema<'LedgerCell'>;
export type Activity = Ledger['activities'][number];
export type Clinician = Ledger['clinicians'][number];
export type Missing = Activity['missing'][number];
export type Change = Schema<'LedgerChange'>;
export type Conflict = Schema<'LedgerConflict'>;

export type Key = string; // of a cell
export const keyOf = (clinicianId: string, measureId: string): Key => `${clinicianId} ${measureId}`;

// What a cell is to be. Without a note its note stays.
export interface Edit {
	clinicianId: string;
	measureId: string;
	periods: Period[];
	note?: string;
}

export type DraftState =
	| 'saving'
	| 'unsaved' // no answer came; can be sent again
	| 'refused' // `why` says what is wrong
	| 'conflict'; // somebody else changed the cell: `theirs`

// An edit that the server does not have yet.
export interface Draft extends Edit {
	version: number; // that was seen when it was entered
	state: DraftState;
	serial: number;
	why?: string;
	theirs?: Cell | null;
}

// A medical home is recognized, not performed: it has no cells to fill in.
export const isHome = (measureId: string): boolean => measureId === 'IA_PCMH';
