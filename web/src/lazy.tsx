// A page whose code is fetched when it is first shown.
import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { OfflineError } from './api/problem';
import { Loading } from './kit/Loading';
import { ProblemAlert } from './kit/ProblemAlert';
import type { PageProps } from './router';

export function lazy(load: () => Promise<{ default: ComponentType<PageProps> }>): ComponentType<PageProps> {
	let loaded: ComponentType<PageProps> | undefined;
	return function Lazy(props: PageProps): VNode {
		const [Page, setPage] = useState<{ page?: ComponentType<PageProps> }>({ page: loaded });
		const [failed, setFailed] = useState(false);
		const fetchPage = () => {
			setFailed(false);
			load().then(
				(module) => {
					loaded = module.default;
					setPage({ page: loaded });
				},
				() => setFailed(true),
			);
		};
		useEffect(() => {
			if (!loaded) fetchPage();
		}, []);
		if (Page.page) return <Page.page {...props} />;
		// a file that has gone after an update of mipsia comes back with the new page only
		return failed ? <ProblemAlert error={new OfflineError()} retry={() => location.reload()} /> : <Loading />;
	};
}
