import { render } from 'preact';
import { App } from './App';
import { SessionProvider } from './session';

const place = document.getElementById('app');
if (place)
	render(
		<SessionProvider>
			<App />
		</SessionProvider>,
		place,
	);
