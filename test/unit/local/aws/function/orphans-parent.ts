/**
 * Runs the asset folders in its arguments as functions and prints their output. It never ends by
 * itself.
 */
import { LambdaFunction } from '../../../../../local/aws/function/lambda-function';

process.on('SIGINT', () => {});
for (const assetDirectory of process.argv.slice(2)) {
  const started = new LambdaFunction(
    {
      name: 'busy',
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:busy',
      assetDirectory,
      handler: 'index.handler',
      environment: {},
      timeoutSeconds: 300,
      memoryMiB: 128,
      tracing: false,
    },
    { onLog: (line) => process.stdout.write(`${line}\n`) },
  );
  void started.invoke('{}');
}
