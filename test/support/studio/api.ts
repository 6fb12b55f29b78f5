/** The Kinesis Analytics calls that start, stop and open a Studio application. */
import type { Service } from '../../../local/aws/aws-json/edge';
import { ApiError, type Body } from '../../../local/aws/aws-json/protocol';
import { SITES, type Site } from './sessions';

export interface Application {
  readonly name: string;
  readonly status: 'READY' | 'STARTING' | 'RUNNING' | 'STOPPING';
  /** Begins to start at once, and resolves when the application runs. */
  start(): Promise<void>;
  /** Begins to stop at once, and resolves when the application has stopped. */
  stop(): Promise<void>;
  presign(site: Site): string;
}

export function analyticsService(application: Application): Service {
  const unknown = (target: string) =>
    new ApiError('UnknownOperationException', `The fake Studio does not know ${target}`);
  return {
    name: 'Kinesis Analytics',
    target: 'KinesisAnalytics_20180523',
    maxBodyBytes: 64 * 1024,
    unknown,
    perform: (action, body) => {
      const perform = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
      if (perform === undefined) throw unknown(action);
      if (body.ApplicationName !== application.name)
        throw new ApiError('ResourceNotFoundException', `There is no application ${body.ApplicationName}`);
      return perform(application, body);
    },
  };
}

const ACTIONS: Readonly<Record<string, (application: Application, body: Body) => object>> = {
  DescribeApplication: ({ name, status }) => ({
    ApplicationDetail: {
      ApplicationARN: `arn:aws:kinesisanalytics:us-east-1:000000000000:application/${name}`,
      ApplicationName: name,
      RuntimeEnvironment: 'ZEPPELIN-FLINK-3_0',
      ApplicationMode: 'INTERACTIVE',
      ApplicationStatus: status,
      ApplicationVersionId: 1,
    },
  }),
  StartApplication: (application) => {
    requireStatus(application, 'READY');
    void application.start();
    return {};
  },
  StopApplication: (application, { Force: force }) => {
    if (force !== true) requireStatus(application, 'RUNNING');
    void application.stop();
    return {};
  },
  CreateApplicationPresignedUrl: (application, { UrlType: type }) => {
    requireStatus(application, 'RUNNING');
    if (typeof type !== 'string' || !Object.hasOwn(SITES, type))
      throw new ApiError('InvalidArgumentException', `There is no UrlType ${type}`);
    return { AuthorizedUrl: application.presign(SITES[type as keyof typeof SITES]) };
  },
};

function requireStatus({ name, status }: Application, wanted: Application['status']): void {
  if (status !== wanted)
    throw new ApiError('ResourceInUseException', `Application ${name} is ${status}, not ${wanted}`);
}
