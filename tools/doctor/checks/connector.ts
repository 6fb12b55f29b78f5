/** Checks that Studio supports the Flink connector. */
import { CONNECTOR } from '../../../lib/analytics/studio';
import { CONNECTORS } from '../../../lib/checks/rules/studio';
import { type Check, fail, ok } from '../check';

/** Studio accepts any connector when the application is created, and fails when it starts. */
export function connector(coordinates = CONNECTOR): Check<unknown> {
  return {
    title: 'Flink connector',
    needs: [],
    run() {
      const { groupId, artifactId, version } = coordinates;
      const given = `${groupId}:${artifactId}:${version}`;
      if (CONNECTORS.includes(given)) return ok(given);
      return fail(`${given} is not supported by Studio`, `Set ${CONNECTORS.join(' or ')} in lib/analytics/studio.ts.`);
    },
  };
}
