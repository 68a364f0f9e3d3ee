// Finds the page of an address and puts the shell around it.
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import './arrival';
import { ErrorBoundary } from './ErrorBoundary';
import { Navigation } from './layout/Navigation';
import { Rehearsal } from './layout/Rehearsal';
import { sectionLabel, sectionPath } from './layout/sections';
import { Shell } from './layout/Shell';
import { Switchers } from './layout/Switchers';
import { UserMenu } from './layout/UserMenu';
import NotFound from './pages/NotFound';
import { match, useLocation, type Match } from './router';
import { routes } from './routes';
import { toSignIn, useSession } from './session';
import { usePractice, WorkspaceProvider } from './workspace';

// The practice and year of the address; null on pages that have none.
function placeOf(found: Match | null, first: number, last: number): { practice: string; year: number } | null {
	const { practice, year } = found?.params ?? {};
	if (practice === undefined || year === undefined || !/^\d{4}$/.test(year)) return null;
	return Number(year) < first || Number(year) > last ? null : { practice, year: Number(year) };
}

export function App(): VNode {
	const { path } = useLocation();
	const { session } = useSession();
	const found = match(routes, path);
	const place = placeOf(found, session.firstYear, session.lastYear);
	const admitted = session.signedIn || found?.route.open === true;
	const practice = usePractice(admitted ? place?.practice : undefined);
	const name = practice.data?.name;
	useEffect(() => {
		if (!admitted) toSignIn();
	}, [admitted, path]);
	const missing = found?.params.year !== undefined && !place;
	const Page = found && !missing ? found.route.page : NotFound;
	const section = found?.route.section ?? '';
	const page = <Page key={path} params={found?.params ?? {}} />;
	return (
		<Shell
			path={path}
			year={place?.year}
			practiceName={name}
			version={session.version}
			digest={session.rulebook}
			user={<UserMenu />}
			switchers={place && admitted && <Switchers {...place} practiceName={name} section={section} />}
			navigation={place && admitted && !found?.route.bare && <Navigation {...place} current={section} />}
			crumbs={
				place
					? [
							{ label: 'Practices', to: '/' },
							{ label: name ?? 'Practice', to: sectionPath(place.practice, place.year) },
							...(section ? [{ label: sectionLabel(section) }] : []),
						]
					: undefined
			}
		>
			{session.rehearsal && <Rehearsal today={session.today} />}
			<ErrorBoundary path={path}>
				{!admitted ? null : place ? (
					<WorkspaceProvider of={practice} year={place.year}>
						{page}
					</WorkspaceProvider>
				) : (
					page
				)}
			</ErrorBoundary>
		</Shell>
	);
}
