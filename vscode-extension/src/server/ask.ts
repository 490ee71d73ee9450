// Questions to the server.
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Requests } from '../protocol';

/** Asks one of the server's own requests. Rejects as `sendRequest` does. */
export function ask<M extends keyof Requests>(client: LanguageClient, method: M, params: Requests[M]['params']): Promise<Requests[M]['answer']> {
  return client.sendRequest<Requests[M]['answer']>(method, params);
}
