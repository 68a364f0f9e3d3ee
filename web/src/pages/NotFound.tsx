import type { VNode } from 'preact';
import { PageTitle } from '../layout/PageTitle';
import { Link } from '../router';

export default function NotFound(): VNode {
	return (
		<>
			<PageTitle lead="There is nothing at this address. It may have been mistyped, or what was here is gone.">
				Page not found
			</PageTitle>
			<p>
				<Link to="/">To the start page</Link>
			</p>
		</>
	);
}
