// Who is signed in, their account, and the way out.
import type { VNode } from 'preact';
import { useAction } from '../api/resource';
import { Icon } from '../kit/Icon';
import { Link } from '../router';
import { useSession } from '../session';
import { governs } from '../words';

export function UserMenu(): VNode | null {
	const { session, signOut } = useSession();
	const leave = useAction(signOut);
	if (!session.signedIn) return null;
	const accounts = governs(session.role) && (
		<Link to="/accounts" class="header__link">
			Accounts
		</Link>
	);
	if (session.mode === 'single') return <>{accounts}</>;
	return (
		<>
			{accounts}
			<Link to="/account" class="header__link header__person">
				<Icon name="person" /> {session.account?.displayName}
			</Link>
			<button type="button" class="header__button" onClick={() => void leave.run()}>
				Sign out
			</button>
		</>
	);
}
