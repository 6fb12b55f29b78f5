/** Lets a run into the application: a session with Zeppelin, one with Flink, the masking key. */
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { checkMaskingKey, type JobParameters } from '../../flink-sql/parameters';
import type { Application } from './application';
import type { Clock } from './clock';
import { Flink } from './job/flink';
import { Session } from './notebook/session';
import type { WantedNote } from './notebook/wanted-note';
import { Zeppelin } from './notebook/zeppelin';
import type { Studio } from './studio';

export interface EnterOptions {
  readonly application: Application;
  readonly secrets: SecretsManagerClient;
  readonly maskingSecret: string;
  readonly parameters: JobParameters;
  readonly wanted: WantedNote;
  readonly clock: Clock;
  readonly tell: Studio['tell'];
}

export async function enter(options: EnterOptions): Promise<Studio> {
  const { application, secrets, maskingSecret, parameters, wanted, clock, tell } = options;
  const { SecretString: maskingKey = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: maskingSecret }));
  checkMaskingKey(maskingKey);
  const { zeppelin, flink } = sessions(application, clock);
  return {
    zeppelin: new Zeppelin(zeppelin),
    flink: new Flink(flink, maskingKey),
    wanted,
    checkpointMs: parameters.checkpointIntervalSeconds * 1_000,
    maskingKey,
    clock,
    tell,
  };
}

function sessions(application: Application, clock: Clock) {
  return {
    // https://…/zeppelin/?authToken=… becomes https://…/zeppelin/api.
    zeppelin: new Session({ name: 'Zeppelin', url: () => application.url('ZEPPELIN_UI_URL'), api: '/api', clock }),
    flink: new Session({ name: 'Flink', url: () => application.url('FLINK_DASHBOARD_URL'), api: '', clock }),
  };
}
