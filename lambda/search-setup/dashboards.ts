/** Brings the panels into OpenSearch Dashboards, into the tenant that all users share. */
import { savedObjectsNdjson } from '../../dashboards/saved-objects';
import type { Credentials, SearchAnswer } from '../shared/search-client';
import { type Cluster, reasonOf } from './cluster';

/** Where OpenSearch Service serves Dashboards: beside OpenSearch, at the same endpoint. */
const DASHBOARDS = '/_dashboards';

/** Dashboards answers no request of a client that does not say it means to change something. */
const XSRF = { 'osd-xsrf': 'true' };

/** Any that stands in no object. */
const BOUNDARY = 'tripstream-saved-objects';

/** Of an import that failed: enough to see what is wrong. */
const ERRORS_TOLD = 5;

/**
 * Imports index patterns, panels and dashboard, over those of an earlier import. Idempotent.
 * @param administrator who signs in
 * @returns why it was skipped, undefined when they were imported
 * @throws Error as {@link Cluster.call}, and with ids and reasons where an object was refused
 */
export async function importDashboards(cluster: Cluster, administrator: Credentials): Promise<string | undefined> {
  const missing = await whyMissing(cluster);
  if (missing !== undefined) return missing;
  const cookie = await signIn(cluster, administrator);
  const answer = await cluster.call({
    what: 'import the dashboards',
    method: 'POST',
    path: `${DASHBOARDS}/api/saved_objects/_import?overwrite=true`,
    secret: cookie,
    asItIs: {
      headers: { ...XSRF, securitytenant: 'global', cookie },
      contentType: `multipart/form-data; boundary=${BOUNDARY}`,
      body: asFile(savedObjectsNdjson()),
    },
  });
  check(answer);
  return undefined;
}

/** OpenSearch itself says "no handler found for uri"; Dashboards, whatever its state, never does. */
async function whyMissing(cluster: Cluster): Promise<string | undefined> {
  const answer = await cluster.call({
    what: 'reach OpenSearch Dashboards',
    method: 'GET',
    path: `${DASHBOARDS}/api/status`,
    // Its own no to this path, or to the password where it wants a session, is an answer of Dashboards too.
    accept: [302, 400, 401, 403, 404, 405],
  });
  return answer.body.includes('no handler found') ? reasonOf(answer) : undefined;
}

/** @returns the session's cookies, as they are sent back */
async function signIn(cluster: Cluster, { username, password }: Credentials): Promise<string> {
  const { cookies = [] } = await cluster.call({
    what: 'sign in to OpenSearch Dashboards',
    method: 'POST',
    path: `${DASHBOARDS}/auth/login`,
    secret: password,
    asItIs: { headers: XSRF, contentType: 'application/json', body: JSON.stringify({ username, password }) },
  });
  if (cookies.length === 0)
    throw new Error(
      'OpenSearch Dashboards took the password but gave no session: check that fine-grained access control is on.',
    );
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ');
}

/** A form with one file; Dashboards goes by the end of its name. */
function asFile(ndjson: string): string {
  const head = 'Content-Disposition: form-data; name="file"; filename="tripstream.ndjson"';
  return `--${BOUNDARY}\r\n${head}\r\nContent-Type: application/ndjson\r\n\r\n${ndjson}\r\n--${BOUNDARY}--\r\n`;
}

interface ImportAnswer {
  readonly success?: boolean;
  readonly errors?: readonly {
    readonly id?: string;
    readonly error?: { readonly type?: string; readonly message?: string };
  }[];
}

/** 200 does not say that anything was imported; `success` does. */
function check({ body }: SearchAnswer): void {
  const { success, errors = [] } = read(body);
  if (success === true) return;
  const told = errors.slice(0, ERRORS_TOLD).map(({ id, error }) => `${id}: ${error?.message ?? error?.type}`);
  const more = errors.length > ERRORS_TOLD ? [`and ${errors.length - ERRORS_TOLD} more`] : [];
  const why = [...told, ...more].join('; ') || body.slice(0, 200);
  throw new Error(`OpenSearch Dashboards did not import the panels (${why}). Check that it runs the domain's version.`);
}

function read(body: string): ImportAnswer {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}
