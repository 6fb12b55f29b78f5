/**
 * Presigned URLs and the sessions that they open. A URL works once, within three minutes; a session
 * lasts until it is ended.
 */
import { randomUUID } from 'node:crypto';

/** How long a URL works, by the documentation of CreateApplicationPresignedUrl. */
const GOOD_FOR_MS = 180_000;

export const SITES = { ZEPPELIN_UI_URL: '/zeppelin/', FLINK_DASHBOARD_URL: '/flinkdashboard/' } as const;
export type Site = (typeof SITES)[keyof typeof SITES];

interface Token {
  readonly site: Site;
  readonly until: number;
}

export class Sessions {
  /** Every token and cookie that was given out. None of them may appear in a log. */
  readonly secrets: string[] = [];
  private readonly tokens = new Map<string, Token>();
  private readonly cookies = new Map<string, Site>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Makes a token for one site. */
  presign(site: Site): string {
    const token = this.secret();
    this.tokens.set(token, { site, until: this.now() + GOOD_FOR_MS });
    return token;
  }

  /**
   * Opens a session with a token.
   * @returns its cookie; undefined for a token that is used, too old or for another site
   */
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

  /** Ends all sessions, and makes all tokens useless. */
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
