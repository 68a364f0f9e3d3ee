// Stands in for a page that is not written yet.
import type { VNode } from 'preact';
import { EmptyState } from '../kit/EmptyState';
import { PageTitle } from '../layout/PageTitle';
import { sectionLabel } from '../layout/sections';
import { useLocation } from '../router';

export default function Soon(): VNode {
	const word = useLocation().path.split('/')[4] ?? '';
	return (
		<>
			<PageTitle>{sectionLabel(word) || 'mipsia'}</PageTitle>
			<EmptyState heading="This page is not here yet" />
		</>
	);
}
