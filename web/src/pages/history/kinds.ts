// The kinds of changes: words for them, and what undoing one does.

interface Kind {
	begins: string; // of the kind that the API gives: "ledger."
	words: string;
	undo?: string; // what it will do
	needs: 'record' | 'manage'; // to undo it
}

export const kinds: readonly Kind[] = [
	{
		begins: 'ledger',
		words: 'Records',
		undo: 'The cells get back the periods and notes that they held before this change.',
		needs: 'record',
	},
	{
		begins: 'choice',
		words: 'Chosen activities',
		undo: 'The activity is again chosen, or not chosen, as it was before this change.',
		needs: 'record',
	},
	{
		begins: 'clinician',
		words: 'Clinicians',
		undo: 'The clinician gets back the name, number and times with the practice from before this change.',
		needs: 'record',
	},
	{
		begins: 'roster',
		words: 'Roster imports',
		undo: 'The roster is again as it was before this import. Clinicians that it added are removed.',
		needs: 'record',
	},
	{
		begins: 'settings',
		words: 'Set-up',
		undo: 'The year is again set up as it was before this change.',
		needs: 'manage',
	},
	{ begins: 'evidence', words: 'Evidence', needs: 'record' },
	{ begins: 'proof', words: 'Checks of evidence', needs: 'record' },
	{ begins: 'attestation', words: 'Attestations', needs: 'manage' },
	{ begins: 'practice', words: 'The practice', needs: 'manage' },
	{ begins: 'calendar', words: 'Calendar', needs: 'record' },
];

export const kindOf = (kind: string): Kind | undefined => kinds.find(({ begins }) => kind.split('.')[0] === begins);
