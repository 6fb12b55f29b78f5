/** Presigned URLs and the sessions that they open: a URL is good once and for three minutes, a session until it is ended. */
import { randomUUID } from 'node:crypto';

/** The documentation of CreateApplicationPresignedUrl: to be used within 3 minutes, else 403. */
const GOOD_FOR_MS = 180_000;

export const SITES = { ZEPPELIN_UI_URL: '/zeppelin/', FLINK_DASHBOARD_URL: '/flinkdashboard/' } as const;
export type Site = (typeof SITES)[keyof typeof SITES];

interface Token {
  readonly site: Site;
  readonly until: number;
}

export class Sessions {
  /** Every token and cookie ever given out: none may be found in any log. */
  readonly secrets: string[] = [];
  private readonly tokens = new Map<string, Token>();
  private readonly cookies = new Map<string, Site>();

  constructor(private readonly now: () => number = Date.now) {}

  /** A token for one site. */
  presign(site: Site): string {
    const token = this.secret();
    this.tokens.set(token, { site, until: this.now() + GOOD_FOR_MS });
    return token;
  }

  /** @returns the session's cookie; undefined for a token that is used, too old, or of another site */
  open(token: string, site: Site): string | undefined {
    const known = this.tokens.get(token);
    this.tokens.delete(token);
    if (known?.site !== site || known.until < this.now()) return undefined;
    const cookie = this.secret();
    this.cookies.set(cookie, site);
    return cookie;
  }

  isOpen(cookie: string, site: Site | undefined): site is Site {
    return site !== undefined && this.cookies.get(cookie) === site;
  }

  /** Ends all of them. */
  end(): void {
    this.tokens.clear();
    this.cookies.clear();
  }

  private secret(): string {
    const secret = randomUUID();
    this.secrets.push(secret);
    return secret;
  }
}
