// What is shown while something is read, when that failed, and then.
import type { ComponentChildren, VNode } from 'preact';
import type { Resource as Read } from '../api/resource';
import { Loading } from './Loading';
import { ProblemAlert } from './ProblemAlert';

interface Props<T> {
	of: Read<T>;
	children: (data: T) => ComponentChildren;
}

export function Resource<T>({ of, children }: Props<T>): VNode {
	return (
		<>
			{of.error !== undefined && <ProblemAlert error={of.error} retry={of.reload} />}
			{of.data !== undefined ? children(of.data) : of.error === undefined && <Loading />}
		</>
	);
}
