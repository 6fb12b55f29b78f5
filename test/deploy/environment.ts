/** The environment of everything that runs here: an account that is nobody's, and no way to find another. */
import path from 'node:path';

/** Those that ministack takes a caller without an account for. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

const NOBODY = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  // Advice to those who build this, not to those who test it.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

/** Makes this process forget the person's AWS settings: profile, keys, region and endpoints. */
export function forgetAccount(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, NOBODY);
}

/**
 * What a child is given: no proxy, no option for Node, no home of a person's.
 * @param folder its home, and where it keeps what is temporary
 * @param endpoint of every AWS service. @default those of AWS, which nobody's keys open
 */
export function childEnvironment(folder: string, endpoint?: string): NodeJS.ProcessEnv {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  return {
    ...NOBODY,
    // The Node that runs this also runs the functions.
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${PATH}`,
    LANG,
    HOME: folder,
    TMPDIR: folder,
    ...(endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint }),
  };
}
