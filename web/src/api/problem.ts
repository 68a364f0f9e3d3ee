// Errors of the API as application/problem+json (RFC 9457), and what can go
// wrong before an answer comes.

export interface FieldProblem {
	path: string; // JSON pointer into what was sent: "/clinicians/0/npi"
	code: string;
	message: string;
}

export interface Problem {
	type?: string;
	title: string;
	status: number;
	code: string;
	detail?: string;
	remedy?: string;
	requestId?: string;
	errors?: FieldProblem[];
	current?: unknown; // of a conflict: what is there now
	changedBy?: string;
	changedAt?: string;
	conflicts?: unknown[]; // of many at once: LedgerConflict
}

export class ApiError extends Error {
	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.detail ?? problem.title);
		this.name = 'ApiError';
		this.problem = problem;
	}
	get status(): number {
		return this.problem.status;
	}
	get code(): string {
		return this.problem.code;
	}
}

// No answer came: the program is not running, or the network is away.
export class OfflineError extends Error {
	constructor() {
		super('mipsia does not answer.');
		this.name = 'OfflineError';
	}
}

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

// Somebody else changed it since it was read: `problem.current` has what is there now.
export const isConflict = (error: unknown): error is ApiError => error instanceof ApiError && error.code === 'conflict';

// Any thrown value as a problem that can be shown.
export function problemOf(error: unknown): Problem {
	if (error instanceof ApiError) return error.problem;
	if (error instanceof OfflineError)
		return {
			title: 'mipsia does not answer',
			status: 0,
			code: 'offline',
			detail: 'The program may have been stopped, or the network is away. Nothing that you entered here is lost.',
			remedy: 'See that mipsia is running, then try again.',
		};
	return {
		title: 'Something went wrong on this page',
		status: 0,
		code: 'page',
		detail: error instanceof Error ? error.message : String(error),
		remedy: 'Try again. If it happens again, load the page anew.',
	};
}

// The id of the field that sends the member `path`: "/address/city" and "address/city" are alike.
export const fieldId = (path: string): string => 'f-' + path.replace(/^[/$.]+/, '').replace(/[^A-Za-z0-9]+/g, '-');
