/** How the connector finds Kinesis and signs its calls. */
import type { RunParameters } from './parameters';
import { quote } from './render';

type Access = Pick<RunParameters, 'region' | 'endpoint'>;

/** The source's options: in AWS the region alone, for credentials are the application's role. */
export function kinesisAccess(access: Access): string {
  return written(optionsOf(access));
}

/** The sink's options. Its client speaks HTTP/2 unless told otherwise, which a plain HTTP endpoint does not. */
export function sinkAccess(access: Access): string {
  const local = access.endpoint === undefined ? {} : { 'sink.http-client.protocol.version': 'HTTP1_1' };
  return written({ ...optionsOf(access), ...local });
}

function optionsOf({ region, endpoint }: Access): Readonly<Record<string, string>> {
  if (endpoint === undefined) return { 'aws.region': region };
  return {
    'aws.region': region,
    'aws.endpoint': endpoint,
    // The endpoint on one machine takes any; the connector must have some.
    'aws.credentials.provider': 'BASIC',
    'aws.credentials.basic.accesskeyid': 'local',
    'aws.credentials.basic.secretkey': 'local',
  };
}

function written(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${quote(name)} = ${quote(value)}`)
    .join(',\n  ');
}
