// An error of the API or of the network, with what to do and a way to try again.
import type { VNode } from 'preact';
import { problemOf } from '../api/problem';
import { Alert } from './Alert';
import { Button } from './Button';

export function ProblemAlert({ error, retry }: { error: unknown; retry?: () => void }): VNode {
	const problem = problemOf(error);
	return (
		<Alert kind="error" heading={problem.title} live>
			{problem.detail && problem.detail !== problem.title && <p>{problem.detail}</p>}
			{problem.remedy && <p>{problem.remedy}</p>}
			{retry && (
				<p>
					<Button size="small" onClick={retry}>
						Try again
					</Button>
				</p>
			)}
		</Alert>
	);
}
