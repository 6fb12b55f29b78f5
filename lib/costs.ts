/**
 * What a stage costs that runs all month, computed from its settings and list prices.
 * docs/deploy.md shows the table; the budget in stages/operations.ts is set by it.
 */
import type { StageName } from './names';
import type { StageSettings } from './stages';

/** List prices of us-east-1 in US dollars, from memory, November 2026. */
const PRICES = {
  searchNodeHour: { 't3.small.search': 0.036, 'c6g.large.search': 0.113, 'm6g.large.search': 0.128 },
  searchDiskGibMonth: 0.122,
  kpuHour: 0.11,
  kpuDiskGibMonth: 0.1,
  streamHour: 0.04,
  provisionedGibSecond: 0.0000033,
  keyMonth: 1,
  secretMonth: 0.4,
  alarmMonth: 0.1,
} as const;

/** Hours of an average month. */
const HOURS = 730;

/** KPUs that Studio takes for the notebook itself, besides those of its job. */
const NOTEBOOK_KPUS = 2;

/** GiB of disk that the service attaches to each KPU. */
const KPU_DISK = 50;

/** Resources that have a price and are not in the settings. A test counts them in the templates. */
export const RESOURCES = { streams: 2, keys: 2, secrets: 4, alarms: { dev: 15, prod: 32 } } as const satisfies {
  readonly alarms: Readonly<Record<StageName, number>>;
  readonly [resource: string]: unknown;
};

/** One line of the bill. */
export interface Cost {
  readonly item: string;
  /** Price with its unit. */
  readonly price: string;
  /** How many of them the stage has. */
  readonly quantity: string;
  /** US dollars a month. */
  readonly monthly: number;
}

/**
 * The standing costs of a stage: everything that is billed although no trip passes.
 * @throws Error when an instance type has no price here
 */
export function standingCosts(stage: StageSettings): readonly Cost[] {
  return [...searchCosts(stage), ...studioCosts(stage), ...streamCosts(), ...lambdaCosts(stage), ...smallCosts(stage)];
}

function searchCosts({ search }: StageSettings): readonly Cost[] {
  const { dataNodes, instanceType, managers, volumeSize } = search;
  const disks = dataNodes * volumeSize.toGibibytes();
  return [
    nodeCost('data nodes', instanceType, dataNodes),
    ...(managers === undefined ? [] : [nodeCost('managers', managers.instanceType, managers.count)]),
    {
      item: 'OpenSearch, gp3 disks',
      price: `${PRICES.searchDiskGibMonth} a GB and month`,
      quantity: `${disks} GB`,
      monthly: disks * PRICES.searchDiskGibMonth,
    },
  ];
}

function nodeCost(role: string, instanceType: string, count: number): Cost {
  const [, hourly] = Object.entries(PRICES.searchNodeHour).find(([type]) => type === instanceType) ?? [];
  if (hourly === undefined) throw new Error(`${instanceType} has no price: add it to PRICES in lib/costs.ts`);
  return {
    item: `OpenSearch, ${role} \`${instanceType}\``,
    price: `${hourly} an hour`,
    quantity: `${count}`,
    monthly: count * hourly * HOURS,
  };
}

function studioCosts({ analytics: { application } }: StageSettings): readonly Cost[] {
  const kpus = Math.ceil(application.parallelism / application.parallelismPerKpu) + NOTEBOOK_KPUS;
  return [
    {
      item: `Studio, KPUs: those of its job, and ${NOTEBOOK_KPUS} of its own`,
      price: `${PRICES.kpuHour} an hour`,
      quantity: `${kpus}`,
      monthly: kpus * PRICES.kpuHour * HOURS,
    },
    {
      item: `Studio, ${KPU_DISK} GB of disk a KPU`,
      price: `${PRICES.kpuDiskGibMonth.toFixed(2)} a GB and month`,
      quantity: `${kpus * KPU_DISK} GB`,
      monthly: kpus * KPU_DISK * PRICES.kpuDiskGibMonth,
    },
  ];
}

function streamCosts(): readonly Cost[] {
  return [
    {
      item: 'Kinesis, on-demand streams',
      price: `${PRICES.streamHour} an hour`,
      quantity: `${RESOURCES.streams}`,
      monthly: RESOURCES.streams * PRICES.streamHour * HOURS,
    },
  ];
}

function lambdaCosts({ delivery: { transform } }: StageSettings): readonly Cost[] {
  const { concurrency, memorySize } = transform;
  if (concurrency === undefined) return [];
  const gib = (concurrency.provisioned * memorySize) / 1024;
  return [
    {
      item: 'Lambda, warm execution environments',
      price: `${PRICES.provisionedGibSecond.toFixed(7)} a GB-second`,
      quantity: `${concurrency.provisioned} × ${memorySize} MiB`,
      monthly: gib * HOURS * 3600 * PRICES.provisionedGibSecond,
    },
  ];
}

function smallCosts({ name }: StageSettings): readonly Cost[] {
  const { keys, secrets } = RESOURCES;
  const alarms = RESOURCES.alarms[name];
  return [
    {
      item: 'keys, secrets, alarms',
      price: `${PRICES.keyMonth}, ${PRICES.secretMonth.toFixed(2)} and ${PRICES.alarmMonth.toFixed(2)} each`,
      quantity: `${keys}, ${secrets} and ${alarms}`,
      monthly: keys * PRICES.keyMonth + secrets * PRICES.secretMonth + alarms * PRICES.alarmMonth,
    },
  ];
}
