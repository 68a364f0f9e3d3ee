// The session is the cookie and this token together; every request carries it.
// It is kept where only pages of this address and port can read it.
const token_place = 'mipsia.token';
let token = stored();

function stored(): string {
	try {
		return localStorage.getItem(token_place) ?? '';
	} catch {
		return ''; // storage is switched off: a reload asks for a sign-in
	}
}

export const csrfToken = (): string => token;

// From the session; '' forgets it.
export function setCsrfToken(next: string): void {
	token = next;
	try {
		if (next) localStorage.setItem(token_place, next);
		else localStorage.removeItem(token_place);
	} catch {
		// as above
	}
}

// Another tab has signed in or out.
addEventListener('storage', (event) => {
	if (event.key === token_place) token = event.newValue ?? '';
});
