/** Imports the panels into OpenSearch Dashboards, into the tenant that all users share. */
import { savedObjectsNdjson } from '../../dashboards/saved-objects';
import type { Credentials, SearchAnswer } from '../shared/search-client';
import { type Cluster, reasonOf } from './cluster';

/** OpenSearch Service serves Dashboards here, at OpenSearch's own endpoint. */
const DASHBOARDS = '/_dashboards';

/** Dashboards refuses requests without this header, as a defence against cross-site requests. */
const XSRF = { 'osd-xsrf': 'true' };

/** Separates the parts of the form. Must not occur in a saved object. */
const BOUNDARY = 'tripstream-saved-objects';

/** Errors of a failed import to show. */
const ERRORS_TOLD = 5;

/**
 * Imports index patterns, panels and the dashboard, and overwrites earlier ones. Idempotent.
 * @param administrator the user who signs in
 * @returns why the import was skipped; undefined when it was done
 * @throws Error as {@link Cluster.call}, and with ids and reasons when objects were refused
 */
export async function importDashboards(cluster: Cluster, administrator: Credentials): Promise<string | undefined> {
  const missing = await reasonForMissing(cluster);
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
      body: formWithFile(savedObjectsNdjson()),
    },
  });
  check(answer);
  return undefined;
}

/** Where Dashboards is missing, OpenSearch answers "no handler found for uri". */
async function reasonForMissing(cluster: Cluster): Promise<string | undefined> {
  const answer = await cluster.call({
    what: 'reach OpenSearch Dashboards',
    method: 'GET',
    path: `${DASHBOARDS}/api/status`,
    // Dashboards may also refuse this path, or the password when it expects a session.
    accept: [302, 400, 401, 403, 404, 405],
  });
  return answer.body.includes('no handler found') ? reasonOf(answer) : undefined;
}

/** @returns the session's cookies, as a request sends them back */
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

/** Writes a form with one file. Dashboards requires its name to end in `.ndjson`. */
function formWithFile(ndjson: string): string {
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

/** Status 200 does not mean that anything was imported; `success` does. */
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
