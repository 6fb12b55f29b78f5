/** What the stages say of watching the pipeline and of what it may cost, with the reasons. */
import { Duration, Size } from 'aws-cdk-lib';

export interface OperationsSettings {
  readonly athena: AthenaSettings;
  readonly budget: BudgetSettings;
  /** True for the alarms that tell of strain, beside those that tell of loss. */
  readonly watchHealth: boolean;
}

export interface AthenaSettings {
  /** A question that reads more is stopped: at least 10 MB, which is Athena's own minimum. */
  readonly bytesScannedCutoff: Size;
  /** Answers older than this are deleted. */
  readonly answerExpiry: Duration;
  /** Months, as `2016-03`, that the questions are kept with; a person changes them in the console. */
  readonly months: readonly string[];
}

export interface BudgetSettings {
  /** US dollars a calendar month. */
  readonly monthly: number;
  /** True counts only what bears the tag `project`, and nothing at all until that tag is activated in Billing. */
  readonly taggedOnly: boolean;
}

const ATHENA: AthenaSettings = {
  // Ten years of New York's yellow cabs are some 1.2 thousand million trips of 100 bytes in Parquet, 120 GB, of which
  // a question names a month or a year: 12 GB. At 5 $ a TB a question stopped here has cost 5 cents.
  bytesScannedCutoff: Size.gibibytes(10),
  answerExpiry: Duration.days(7),
  // The month of the sample: some 5,200 partitions to look into, where a year has 62,000.
  months: ['2016-03'],
};

/*
 * What a stage costs that is up all month (730 h), in $, by list prices of us-east-1 as docs/deploy.md has them:
 *
 *                           dev                              prod
 *   OpenSearch, data nodes  0.036 × 730            =  26     2 × 0.113 × 730                         = 165
 *   OpenSearch, managers                                     3 × 0.128 × 730                         = 280
 *   OpenSearch, disks       10 GB × 0.122          =   1     2 × 20 GB × 0.122                       =   5
 *   Studio, KPUs            (1 + 2) × 0.11 × 730   = 241     (2 + 2) × 0.11 × 730                    = 321
 *   Studio, disks           3 × 50 GB × 0.10       =  15     4 × 50 GB × 0.10                        =  20
 *   two streams             2 × 0.04 × 730         =  58     the same                                =  58
 *   warm environments                                        4 × 0.5 GB × 2.63 Ms × 0.0000033        =  17
 *   keys, secrets, alarms   2 + 4 × 0.40 + 1.80    =   5     2 + 4 × 0.40 + 3.50                     =   7
 *   logs, traces, trips     by use: a million trips is about 0.07                                    ≈ 1 to 20
 *                                                    346                                               873 to 893
 */
export const OPERATIONS_BY_STAGE = {
  dev: {
    athena: ATHENA,
    // 11 $ a day: who forgets to destroy it hears of it after two weeks, 80 % of this, and not after a month.
    budget: { monthly: 200, taggedOnly: false },
    watchHealth: false,
  },
  prod: {
    // A person's answer of last week is looked for again next month; ten years at once are for an hour's thought.
    athena: { ...ATHENA, answerExpiry: Duration.days(30), bytesScannedCutoff: Size.gibibytes(100) },
    // All of it, and a tenth for what comes with use.
    budget: { monthly: 1000, taggedOnly: false },
    watchHealth: true,
  },
} as const satisfies Readonly<Record<'dev' | 'prod', OperationsSettings>>;
