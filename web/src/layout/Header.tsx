import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../kit/Icon';
import { Link } from '../router';

interface Props {
	switchers?: ComponentChildren;
	user?: ComponentChildren;
	menu?: { open: boolean; toggle: () => void }; // the button on a phone
}

export function Header({ switchers, user, menu }: Props): VNode {
	return (
		<header class="header">
			<div class="header__inside">
				<Link to="/" class="header__product" aria-label="mipsia, start page">
					<svg class="header__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
						<path d="M7 23V9l9 8 9-8v14" />
					</svg>
					mipsia
				</Link>
				{menu && (
					<button
						type="button"
						class="header__menu"
						aria-expanded={menu.open}
						aria-controls="side"
						onClick={menu.toggle}
					>
						<Icon name={menu.open ? 'cross' : 'menu'} /> Menu
					</button>
				)}
				{switchers && <div class="header__switchers">{switchers}</div>}
				{user && <div class="header__user">{user}</div>}
			</div>
		</header>
	);
}
