// What stands in the way of signing, or what the signer should know, each with
// the page where it is mended.
import type { VNode } from 'preact';
import { Alert, Disclosure } from '../../kit';
import { Link } from '../../router';
import { useWorkspace } from '../../workspace';
import { remedyOf, type Finding } from './model';

function Lines({ of, must }: { of: readonly Finding[]; must?: boolean }): VNode {
	const { practice, year } = useWorkspace();
	return (
		<ul class="findings">
			{of.map((finding, i) => {
				const remedy = remedyOf(finding, practice.id, year, must);
				return (
					<li key={finding.code + i}>
						{finding.message}{' '}
						{remedy && (
							<Link class="no-print" to={remedy.to}>
								{remedy.label}
							</Link>
						)}
					</li>
				);
			})}
		</ul>
	);
}

const atOnce = 3; // what is shown without a click

export function Blockers({ of }: { of: readonly Finding[] }): VNode | null {
	if (of.length === 0) return null;
	return (
		<Alert kind="error" heading="This must be mended before anybody can sign">
			<Lines of={of} must />
		</Alert>
	);
}

export function Warnings({ of }: { of: readonly Finding[] }): VNode | null {
	if (of.length === 0) return null;
	return (
		<Alert kind="warn" heading={of.length === 1 ? 'Know this before you sign' : `Know these ${of.length} things before you sign`}>
			<Lines of={of.slice(0, atOnce)} />
			{of.length > atOnce && (
				<Disclosure summary={`${of.length - atOnce} more`}>
					<Lines of={of.slice(atOnce)} />
				</Disclosure>
			)}
		</Alert>
	);
}
