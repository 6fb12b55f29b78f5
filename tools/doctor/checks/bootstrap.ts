/** Checks that `cdk bootstrap` was run. */
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { type Check, fail, ok } from '../check';
import type { Context } from '../context';

/** The lowest version that aws-cdk-lib 2.276 accepts; it writes that version into its stacks. */
export const MINIMUM_BOOTSTRAP = 6;

/** Where `cdk bootstrap` leaves its version, under its default qualifier. */
const PARAMETER = '/cdk-bootstrap/hnb659fds/version';

/** `cdk deploy` works through the bucket and the roles that `cdk bootstrap` creates. */
export const bootstrap: Check<Context> = {
  title: 'CDK bootstrap',
  needs: ['ssm:GetParameter'],
  async run({ connection, account }) {
    const remedy = `npx cdk bootstrap aws://${account.id}/${connection.region}`;
    try {
      const { Parameter } = await new SSMClient(connection).send(new GetParameterCommand({ Name: PARAMETER }));
      const version = Number(Parameter?.Value);
      if (version >= MINIMUM_BOOTSTRAP) return ok(`version ${version}`);
      return fail(`version ${Parameter?.Value}, and ${MINIMUM_BOOTSTRAP} is needed`, remedy);
    } catch (error) {
      if (error instanceof ParameterNotFound) return fail('not done in this account and region', remedy);
      throw error;
    }
  },
};
