// Every page and its address. The first that fits is shown.
//
// A page is a module whose default export is a component of PageProps; lazy()
// fetches its code when it is first shown.
import { lazy } from './lazy';
import { groups } from './layout/sections';
import SignIn from './pages/SignIn';
import Soon from './pages/Soon';
import type { Route } from './router';

const development: Route[] = __DEV__
	? [{ path: '/kitchen', page: lazy(() => import('./pages/kitchen/Kitchen')), open: true }]
	: [];

// Pages of a practice and year are at /p/:practice/:year/...: they may use
// useWorkspace(). `section` marks the entry of the navigation.
const written: Route[] = [
	{ path: '/sign-in', page: SignIn, open: true },
	{ path: '/', page: lazy(() => import('./pages/practices/Practices')) },
	{ path: '/accounts', page: lazy(() => import('./pages/accounts/Accounts')) },
	{ path: '/account', page: lazy(() => import('./pages/accounts/Account')) },
	{ path: '/p/:practice/:year', page: lazy(() => import('./pages/overview/Overview')), section: '' },
	{ path: '/p/:practice/:year/setup', page: lazy(() => import('./pages/setup/SetUp')), section: 'setup' },
	{ path: '/p/:practice/:year/prove', page: lazy(() => import('./pages/prove/Prove')), section: 'prove' },
	{ path: '/p/:practice/:year/attest', page: lazy(() => import('./pages/attest/Attest')), section: 'attest' },
	{ path: '/p/:practice/:year/attest/:attestation', page: lazy(() => import('./pages/attest/Sheet')), section: 'attest' },
	{ path: '/p/:practice/:year/remind', page: lazy(() => import('./pages/remind/Remind')), section: 'remind' },
	{ path: '/p/:practice/:year/record', page: lazy(() => import('./pages/record/Record')), section: 'record' },
	{ path: '/p/:practice/:year/history', page: lazy(() => import('./pages/history/History')), section: 'history' },
	{ path: '/p/:practice/:year/choose', page: lazy(() => import('./pages/choose/Choose')), section: 'choose' },
	{ path: '/p/:practice/:year/choose/:measure', page: lazy(() => import('./pages/choose/Activity')), section: 'choose' },
	{ path: '/p/:practice/:year/compare', page: lazy(() => import('./pages/compare/Compare')), section: 'compare' },
	{ path: '/p/:practice/:year/score', page: lazy(() => import('./pages/score/Score')), section: 'score' },
];

const planned: Route[] = groups.flatMap((group) =>
	group.sections.map(({ key }) => ({
		path: '/p/:practice/:year' + (key ? '/' + key : ''),
		page: Soon,
		section: key,
	})),
);

export const routes: readonly Route[] = [...development, ...written, ...planned];
