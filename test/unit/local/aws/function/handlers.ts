/**
 * Writes small assets to temporary folders and runs them as functions. Removes both after each
 * test.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaFunction, type LambdaFunctionOptions } from '../../../../../local/aws/function/lambda-function';
import type { FunctionWiring } from '../../../../../local/aws/template/wiring';

const folders: string[] = [];
const functions: LambdaFunction[] = [];

afterEach(async () => {
  await Promise.all(functions.splice(0).map((started) => started.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

export interface Arrangement extends LambdaFunctionOptions {
  readonly file?: string;
  readonly wiring?: Partial<FunctionWiring>;
}

/**
 * Makes a function.
 * @param source text of the asset's `index.mjs`, or of `file`.
 */
export function lambda(source: string, { file = 'index.mjs', wiring, ...options }: Arrangement = {}): LambdaFunction {
  const assetDirectory = mkdtempSync(join(tmpdir(), 'tripstream-function-'));
  folders.push(assetDirectory);
  writeFileSync(join(assetDirectory, file), source);
  const started = new LambdaFunction(
    {
      name: 'transform',
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:transform',
      assetDirectory,
      handler: 'index.handler',
      environment: { FROM_TEMPLATE: 'yes' },
      timeoutSeconds: 30,
      memoryMiB: 256,
      tracing: true,
      ...wiring,
    },
    options,
  );
  functions.push(started);
  return started;
}

/** Source of an asset whose handler returns this expression of `event` and `context`. */
export function answering(expression: string): string {
  return `export const handler = async (event, context) => (${expression});`;
}
