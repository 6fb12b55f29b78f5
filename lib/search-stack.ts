/** The Search stack: OpenSearch with its users, index templates and dashboards. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { exact } from './exact';
import { domainName, OUTPUTS } from './names';
import { SearchDomain } from './search/search-domain';
import { SearchSetup } from './search/search-setup';
import { SearchUser } from './search/search-user';
import type { StageSettings } from './stages';

export interface SearchStackProps extends StackProps {
  readonly stage: StageSettings;
}

/** The statistics that people search and look at. This stack does not name whoever writes them. */
export class SearchStack extends Stack {
  readonly domain: SearchDomain;
  /** URL of OpenSearch. */
  readonly endpoint: string;
  /**
   * Secret with name and password of the user who may write to the statistics' indices and nothing
   * else.
   */
  readonly writerUser: ISecret;
  /** Secret with name and password of the user who may read them. */
  readonly viewerUser: ISecret;

  constructor(scope: Construct, id: string, { stage, ...props }: SearchStackProps) {
    super(scope, id, props);
    const { search: settings, removalPolicy, logRetention } = stage;
    const user = (part: string, username: string, description: string) =>
      new SearchUser(this, `${part}User`, { username, description, removalPolicy });
    const masterUser = user('Master', 'tripstream_master', 'OpenSearch: may do everything');
    const writerUser = user('Writer', 'tripstream_writer', 'OpenSearch: writes statistics');
    const viewerUser = user('Viewer', 'tripstream_viewer', 'OpenSearch: reads statistics');

    this.domain = new SearchDomain(this, 'Domain', {
      domainName: domainName(stage.name),
      settings,
      masterUser,
      logRetention,
      removalPolicy,
    });
    this.endpoint = `https://${this.domain.domainEndpoint}`;
    this.writerUser = exact<ISecret>(writerUser);
    this.viewerUser = exact<ISecret>(viewerUser);
    new SearchSetup(this, 'Setup', {
      endpoint: this.endpoint,
      settings,
      masterUser,
      writerUser,
      viewerUser,
      logRetention,
      removalPolicy,
    });

    new CfnOutput(this, OUTPUTS.dashboardsUrl, { value: `${this.endpoint}/_dashboards`, description: 'To look at' });
    new CfnOutput(this, OUTPUTS.viewerSecret, { value: viewerUser.secretArn, description: 'Who signs in there' });
  }
}
