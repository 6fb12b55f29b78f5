/** The variables that each function's contract asks for, by its folder under `lambda/`. */
import type { Environment as IndexStatistics } from '../../lambda/index-statistics/contract';
import type { Environment as SearchSetup } from '../../lambda/search-setup/contract';
import type { Environment as StudioDeployment } from '../../lambda/studio-deployment/contract';
import type { Environment as StudioRunner } from '../../lambda/studio-runner/contract';
import type { Environment as Transform } from '../../lambda/transform/contract';

interface Environments {
  readonly 'index-statistics': IndexStatistics;
  readonly 'search-setup': SearchSetup;
  readonly 'studio-deployment': StudioDeployment;
  readonly 'studio-runner': StudioRunner;
  readonly transform: Transform;
}

/** A function's folder with all of its variables: a construct that forgets one does not compile. */
export type FolderWithEnvironment = {
  [Folder in keyof Environments]: {
    /** The function's folder under `lambda/`; its `index.ts` exports `handler`. */
    readonly folder: Folder;
    /** Set beside the variables that Powertools reads. */
    readonly environment: Environments[Folder];
  };
}[keyof Environments];
