// The one door to the API. Paths, parameters and answers are typed by
// docs/openapi.yaml (schema.d.ts, generated at build).
//
//     const { data, etag } = await api.get('/practices/{practice}', { path: { practice } });
//     await api.patch('/practices/{practice}', { path: { practice }, body: { name }, ifMatch: etag });
import { ApiError, OfflineError, type Problem } from './problem';
import type { paths } from './schema';
import { csrfToken } from './token';

export const api_root = '/api/v1';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation<P extends keyof paths, M extends Method> = paths[P] extends { [K in M]?: infer O } ? NonNullable<O> : never;
export type PathsWith<M extends Method> = {
	[P in keyof paths]: Operation<P, M> extends never ? never : P;
}[keyof paths];

type Member<O, K extends string> = O extends { parameters: { [N in K]?: infer V } } ? V : never;
type JsonOf<R> = R extends { content: { 'application/json': infer B } } ? B : undefined;
type Success = 200 | 201 | 202 | 204;
export type Answer<P extends keyof paths, M extends Method> =
	Operation<P, M> extends { responses: infer R } ? JsonOf<R[keyof R & Success]> : unknown;
export type Body<P extends keyof paths, M extends Method> =
	Operation<P, M> extends { requestBody?: infer B }
		? NonNullable<B> extends { content: { 'application/json': infer J } }
			? J
			: unknown
		: undefined;

export interface Options<P extends keyof paths, M extends Method> {
	path?: Member<Operation<P, M>, 'path'>;
	query?: Member<Operation<P, M>, 'query'>;
	body?: Body<P, M>;
	ifMatch?: string | null; // the ETag that was read; a 412 says that somebody else changed it
	signal?: AbortSignal;
	headers?: Record<string, string>;
}

export interface Reply<T> {
	data: T;
	etag: string | null;
	status: number;
	headers: Headers;
}

let signed_out: () => void = () => {};

// Called when the server says 401 to anything but a sign-in.
export function whenSignedOut(callback: () => void): void {
	signed_out = callback;
}

type Parameters = Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>;

// The address of an operation, for links to files: apiUrl('/practices/{id}/plan.csv', { id }).
export function apiUrl(template: string, path: Parameters = {}, query: Parameters = {}): string {
	const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = path[name];
		if (value === undefined || value === null) throw new Error(`${template}: no value for ${name}`);
		return encodeURIComponent(String(value));
	});
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (value === undefined || value === null || value === '') continue;
		for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
	}
	const text = search.toString();
	return (filled.startsWith('/api/') ? '' : api_root) + filled + (text ? '?' + text : '');
}

function problemFrom(status: number, type: string, text: string): Problem {
	if (/json/.test(type)) {
		try {
			const given = JSON.parse(text) as Partial<Problem>;
			return { ...given, title: given.title ?? 'The request was refused', status, code: given.code ?? 'error' };
		} catch {
			// fall through to the plain sentence
		}
	}
	const title = status >= 500 ? 'mipsia could not finish this' : 'The request was refused';
	return { title, status, code: 'http_' + status, remedy: 'Try again. If it happens again, tell who runs mipsia.' };
}

// Throws what an answer that is no success means.
export function refuse(status: number, type: string, text: string, path: string): never {
	if (status === 401 && !path.includes('/session')) signed_out();
	if (status === 502 || status === 504) throw new OfflineError();
	throw new ApiError(problemFrom(status, type, text));
}

async function send<T>(method: string, url: string, init: RequestInit): Promise<Reply<T>> {
	let response: Response;
	let text: string;
	try {
		response = await fetch(url, { ...init, method, credentials: 'same-origin', cache: 'no-cache' });
		text = await response.text();
	} catch (error) {
		if (init.signal?.aborted) throw error;
		throw new OfflineError();
	}
	const type = response.headers.get('Content-Type') ?? '';
	if (!response.ok) refuse(response.status, type, text, url);
	return {
		data: (/json/.test(type) && text ? JSON.parse(text) : text || undefined) as T,
		etag: response.headers.get('ETag'),
		status: response.status,
		headers: response.headers,
	};
}

async function call<P extends keyof paths, M extends Method>(
	method: M,
	path: P,
	options: Options<P, M> = {},
): Promise<Reply<Answer<P, M>>> {
	const headers: Record<string, string> = { Accept: 'application/json, application/problem+json', ...options.headers };
	if (csrfToken()) headers['X-CSRF-Token'] = csrfToken();
	if (options.ifMatch) headers['If-Match'] = options.ifMatch;
	if (options.body !== undefined) headers['Content-Type'] ??= 'application/json';
	const url = apiUrl(String(path), options.path as Parameters, options.query as Parameters);
	return send<Answer<P, M>>(method.toUpperCase(), url, {
		headers,
		body: options.body === undefined ? undefined : JSON.stringify(options.body),
		signal: options.signal,
	});
}

export const api = {
	get: <P extends PathsWith<'get'>>(path: P, options?: Options<P, 'get'>) => call('get', path, options),
	post: <P extends PathsWith<'post'>>(path: P, options?: Options<P, 'post'>) => call('post', path, options),
	put: <P extends PathsWith<'put'>>(path: P, options?: Options<P, 'put'>) => call('put', path, options),
	patch: <P extends PathsWith<'patch'>>(path: P, options?: Options<P, 'patch'>) => call('patch', path, options),
	delete: <P extends PathsWith<'delete'>>(path: P, options?: Options<P, 'delete'>) => call('delete', path, options),
};

export interface UploadOptions {
	method?: 'POST' | 'PUT';
	name?: string; // the file's own when not given
	onProgress?: (sent: number, total: number) => void; // bytes
	signal?: AbortSignal;
}

// Sends the bytes of a file as they are. `url` comes from apiUrl().
// XMLHttpRequest, because fetch tells nothing of the progress of what it sends.
export function upload<T>(url: string, file: Blob, options: UploadOptions = {}): Promise<Reply<T>> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const abort = () => request.abort();
		request.open(options.method ?? 'POST', url);
		request.setRequestHeader('Content-Type', 'application/octet-stream');
		const name = options.name ?? (file instanceof File ? file.name : 'file');
		request.setRequestHeader('X-File-Name', encodeURIComponent(name));
		request.setRequestHeader('X-CSRF-Token', csrfToken());
		request.upload.onprogress = (event) => options.onProgress?.(event.loaded, event.total);
		request.onerror = () => reject(new OfflineError());
		request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
		request.onloadend = () => options.signal?.removeEventListener('abort', abort);
		request.onload = () => {
			const type = request.getResponseHeader('Content-Type') ?? '';
			try {
				if (request.status < 200 || request.status > 299) refuse(request.status, type, request.responseText, url);
				resolve({
					data: (/json/.test(type) ? JSON.parse(request.responseText) : undefined) as T,
					etag: request.getResponseHeader('ETag'),
					status: request.status,
					headers: new Headers(),
				});
			} catch (error) {
				reject(error);
			}
		};
		options.signal?.addEventListener('abort', abort);
		if (options.signal?.aborted) return reject(new DOMException('aborted', 'AbortError'));
		request.send(file);
	});
}
