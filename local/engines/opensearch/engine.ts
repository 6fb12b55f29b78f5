import path from 'node:path';
import type { Engine } from '../jvm/engine';
import { layOut, MODULES } from './distribution';

/** OpenSearch with its security plugin. */
export const OPENSEARCH: Engine = {
  name: 'OpenSearch',
  key: 'opensearch',
  pom: path.join(__dirname, 'pom.xml'),
  layout: { description: JSON.stringify(MODULES), apply: layOut },
};
