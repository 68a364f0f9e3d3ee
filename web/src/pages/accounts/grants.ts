// What an account may do where, in words.
import type { Schema } from '../../api/types';
import { date } from '../../format';
import { roleLabel } from '../../words';

export type Account = Schema<'Account'>;
export type Grant = Schema<'Grant'>;
export interface Practice {
	id: string;
	name: string;
}

// "Reviewer in Elm Street until 31 March 2027"
export function grantWords({ practiceId, role, expiresOn }: Grant, practices: readonly Practice[]): string {
	const where = practiceId === null ? 'every practice' : (practices.find(({ id }) => id === practiceId)?.name ?? 'a practice');
	return `${roleLabel(role)} in ${where}${expiresOn ? ' until ' + date(expiresOn) : ''}`;
}
