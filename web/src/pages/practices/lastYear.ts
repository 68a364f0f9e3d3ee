// In the first months of a year the year before can still be submitted.
import { api } from '../../api/client';
import { useResource, type Resource } from '../../api/resource';
import type { Session } from '../../session';
import type { Summary } from './standing';

const last_month = '04'; // the window closes at the end of March, or a little later

const mayBeOpen = ({ today, currentYear, firstYear }: Session): boolean =>
	today.slice(5, 7) <= last_month && currentYear > firstYear;

// The practices in the year before; nothing is read in the other months.
export function useLastYear(session: Session): Resource<{ practices: Summary[] }> & { wanted: boolean } {
	const wanted = mayBeOpen(session);
	const year = session.currentYear - 1;
	const list = useResource(wanted ? (signal) => api.get('/practices', { query: { year }, signal }) : null, [year]);
	return { ...list, wanted };
}

// Set up, and its window has not closed.
export const isOpen = ({ standing, archived }: Summary, today: string): boolean =>
	!archived && standing !== null && (standing.windowCloses ?? '') >= today;
