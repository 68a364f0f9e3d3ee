// Who is signed in, and the way out.
import type { VNode } from 'preact';
import { useAction } from '../api/resource';
import { Icon } from '../kit/Icon';
import { useSession } from '../session';

export function UserMenu(): VNode | null {
	const { session, signOut } = useSession();
	const leave = useAction(signOut);
	if (!session.signedIn || session.mode === 'single') return null;
	return (
		<>
			<span class="header__person">
				<Icon name="person" /> {session.account?.displayName}
			</span>
			<button type="button" class="header__button" onClick={() => void leave.run()}>
				Sign out
			</button>
		</>
	);
}
