import { CONNECTOR } from '../../../lib/analytics/studio';
import { CONNECTORS } from '../../../lib/checks/rules/studio';
import { type Check, fail, ok } from '../check';

/** Others are accepted when the application is made, and fail when it starts. */
export function connector(coordinates = CONNECTOR): Check<unknown> {
  return {
    title: 'Flink connector',
    needs: [],
    run() {
      const { groupId, artifactId, version } = coordinates;
      const given = `${groupId}:${artifactId}:${version}`;
      if (CONNECTORS.includes(given)) return ok(given);
      return fail(
        `${given} is none that Studio supports`,
        `Set ${CONNECTORS.join(' or ')} in lib/analytics/studio.ts.`,
      );
    },
  };
}
