import type { VNode } from 'preact';

interface Props {
	version?: string;
	digest?: string; // of the rule book
}

export function Footer({ version, digest }: Props): VNode {
	return (
		<footer class="footer">
			<div class="footer__inside">
				<p>
					mipsia is not a product of CMS and is not endorsed by CMS. Your attestation stays yours: check what you
					submit.
				</p>
				<p class="footer__facts">
					{version && <span>Version {version}</span>}
					{digest && (
						<span>
							Rule book <code title={digest}>{digest.slice(0, 12)}</code>
						</span>
					)}
					<a href="/licenses.txt">Licences</a>
				</p>
			</div>
		</footer>
	);
}
