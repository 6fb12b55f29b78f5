/** Settings of the Operations stack (alarms, budget, Athena), dev beside prod, with the reasons. */
import { Duration, Size } from 'aws-cdk-lib';
import type { ByStage } from './common';

export interface OperationsSettings {
  readonly athena: AthenaSettings;
  readonly budget: BudgetSettings;
  /** True adds the alarms for strain to those for loss. */
  readonly watchHealth: boolean;
}

export interface AthenaSettings {
  /** A query that reads more is stopped. Athena's own minimum is 10 MB. */
  readonly bytesScannedCutoff: Size;
  /** Age at which query results are deleted. */
  readonly answerExpiry: Duration;
  /** Months (`2016-03`) that the saved queries name; a person changes them in the console. */
  readonly months: readonly string[];
}

export interface BudgetSettings {
  /** US dollars a calendar month. */
  readonly monthly: number;
  /**
   * True counts only what has the tag `project`: nothing at all until that tag is activated in
   * Billing.
   */
  readonly taggedOnly: boolean;
}

// The month of the sample. Athena looks into some 5,200 partitions; a year has 62,000.
const MONTHS = ['2016-03'];

/** lib/costs.ts computes what each stage costs a month; docs/deploy.md shows it. */
export const OPERATIONS_BY_STAGE: ByStage<OperationsSettings> = {
  dev: {
    athena: {
      // Ten years of New York's yellow cabs are some 1.2 thousand million trips of 100 bytes in
      // Parquet, 120 GB. A query names a month or a year: 12 GB. At 5 $ a TB, a query that is
      // stopped here has cost 5 cents.
      bytesScannedCutoff: Size.gibibytes(10),
      answerExpiry: Duration.days(7),
      months: MONTHS,
    },
    // 11 $ a day. Whoever forgets to destroy dev hears of it at 80 %, after two weeks rather than a
    // month.
    budget: { monthly: 200, taggedOnly: false },
    watchHealth: false,
  },
  prod: {
    athena: {
      // A query over all ten years deserves an hour's thought first.
      bytesScannedCutoff: Size.gibibytes(100),
      // People look next month for the result of last week.
      answerExpiry: Duration.days(30),
      months: MONTHS,
    },
    // The standing cost, and a tenth for what comes with use.
    budget: { monthly: 1000, taggedOnly: false },
    watchHealth: true,
  },
};
