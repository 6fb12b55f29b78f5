/** Checks that the deployment does not run as the root user. */
import { type Check, ok, warn } from '../check';
import type { Context } from '../context';

export const principal: Check<Context> = {
  title: 'Principal',
  needs: [],
  run({ account }) {
    if (!account.principal.endsWith(':root')) return ok(account.principal);
    return warn(
      'the root user of the account',
      'Deploy as a user or role of IAM Identity Center: `aws configure sso`. Nothing can limit what the root user does.',
    );
  },
};
