/** Writes the connector options that say where Kinesis is and how calls are signed. */
import type { RunParameters } from './parameters';
import { quote } from './render';

type Access = Pick<RunParameters, 'region' | 'endpoint'>;

/**
 * Options of the source. In AWS the region is enough, because the application's role gives the
 * credentials.
 */
export function kinesisAccess(access: Access): string {
  return formatOptions(optionsOf(access));
}

/**
 * Options of the sink. Its client uses HTTP/2 by default, which a plain HTTP endpoint does not
 * speak.
 */
export function sinkAccess(access: Access): string {
  const local = access.endpoint === undefined ? {} : { 'sink.http-client.protocol.version': 'HTTP1_1' };
  return formatOptions({ ...optionsOf(access), ...local });
}

function optionsOf({ region, endpoint }: Access): Readonly<Record<string, string>> {
  if (endpoint === undefined) return { 'aws.region': region };
  return {
    'aws.region': region,
    'aws.endpoint': endpoint,
    // The local endpoint accepts any credentials, but the connector needs some.
    'aws.credentials.provider': 'BASIC',
    'aws.credentials.basic.accesskeyid': 'local',
    'aws.credentials.basic.secretkey': 'local',
  };
}

function formatOptions(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${quote(name)} = ${quote(value)}`)
    .join(',\n  ');
}
