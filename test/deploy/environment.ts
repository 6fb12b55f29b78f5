/**
 * The environment of every process of the test: nobody's AWS account, and no way to find another.
 */
import path from 'node:path';

/** The account that ministack assumes for a caller without one. */
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
  // The advice is for those who build the project, not for those who test it.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

/** Replaces the user's AWS settings in this process: profile, keys, region and endpoints. */
export function forgetAccount(): void {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, NOBODY);
}

/**
 * The environment for a child: no proxy, no options for Node, not the user's home.
 * @param folder its home, also for temporary files
 * @param endpoint URL of every AWS service. Without it the child calls AWS, where the keys are not
 * valid.
 */
export function childEnvironment(folder: string, endpoint?: string): NodeJS.ProcessEnv {
  const { PATH = '', LANG = 'C.UTF-8' } = process.env;
  return {
    ...NOBODY,
    // The same Node runs the functions.
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${PATH}`,
    LANG,
    HOME: folder,
    TMPDIR: folder,
    ...(endpoint === undefined ? {} : { AWS_ENDPOINT_URL: endpoint }),
  };
}
