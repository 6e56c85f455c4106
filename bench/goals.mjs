/**
 * What the server wants to be, work by work. `ratio`: to yaml-language-server in the same run; `most` and `least`: a value of ours,
 * in the unit of the metric. Times are medians.
 */
const KEY = 'type.paced';
const CPU = 'type.paced.cpu';

/** Published by its readme: 35,139 files in 6.71 s on 4 cores, https://github.com/yannh/kubeconform#speed-comparison-with-kubeval */
const KUBECONFORM_FILES_PER_CORE_SECOND = Math.round(35_139 / 6.71 / 4);

export const GOALS = [
  { work: 'keystroke → diagnostics, one ENIConfig', scenario: 'eniconfig', metric: KEY, ratio: 0.01 },
  { work: 'keystroke → diagnostics, install manifest', scenario: 'cni', metric: KEY, ratio: 0.03 },
  { work: 'keystroke → diagnostics, 600 lines', scenario: 'gen:600', metric: KEY, ratio: 0.015 },
  { work: 'keystroke → diagnostics, 10,000 lines', scenario: 'gen:10000', metric: KEY, ratio: 0.008 },
  { work: 'keystroke → diagnostics, 100,000 lines', scenario: 'gen:100000', metric: KEY, ratio: 0.004 },
  {
    work: 'the same, how much 100,000 lines cost more than 600',
    scenario: 'gen:100000',
    metric: KEY,
    per: { scenario: 'gen:600', metric: KEY },
    most: 3,
  },
  {
    work: 'keystroke → diagnostics, 10,000 lines in one document',
    scenario: 'list:10000',
    metric: KEY,
    ratio: 0.05,
  },
  { work: 'a key every 150 ms, 600 lines', scenario: 'gen:600', metric: 'type.fast', ratio: 0.003 },
  { work: 'CPU per keystroke, 600 lines', scenario: 'gen:600', metric: CPU, ratio: 0.1 },
  { work: 'CPU per keystroke, 10,000 lines', scenario: 'gen:10000', metric: CPU, ratio: 0.03 },
  { work: 'CPU per keystroke, 100,000 lines', scenario: 'gen:100000', metric: CPU, ratio: 0.03 },
  {
    work: 'CPU per keystroke in a burst, 600 lines',
    scenario: 'gen:600',
    metric: 'type.burst.cpu',
    ratio: 0.6,
  },
  { work: 'hover right after an edit, 600 lines', scenario: 'gen:600', metric: 'hover.edit', ratio: 0.3 },
  {
    work: 'hover right after an edit, 10,000 lines',
    scenario: 'gen:10000',
    metric: 'hover.edit',
    ratio: 0.05,
  },
  {
    work: 'completion right after an edit, 600 lines',
    scenario: 'gen:600',
    metric: 'completion.edit',
    ratio: 0.3,
  },
  {
    work: 'completion right after an edit, 10,000 lines',
    scenario: 'gen:10000',
    metric: 'completion.edit',
    ratio: 0.05,
  },
  { work: 'start → initialize', scenario: 'eniconfig', metric: 'start.initialize', ratio: 0.27 },
  {
    work: 'start → diagnostics, one ENIConfig',
    scenario: 'eniconfig',
    metric: 'start.diagnostics',
    ratio: 0.22,
  },
  { work: 'start → diagnostics, 600 lines', scenario: 'gen:600', metric: 'start.diagnostics', ratio: 0.22 },
  { work: 'the first start of all → initialize', scenario: 'first start', metric: 'start.initialize' },
  { work: 'the same → diagnostics, one ENIConfig', scenario: 'first start', metric: 'start.diagnostics' },
  { work: 'memory, peak, 600 lines', scenario: 'gen:600', metric: 'rss.peak', ratio: 0.37 },
  { work: 'memory, peak, 100,000 lines', scenario: 'gen:100000', metric: 'rss.peak', ratio: 0.15 },
  { work: 'YAML of others, 50,000 lines: CPU to open it', scenario: 'foreign:50000', metric: 'start.cpu' },
  {
    work: 'YAML of others, 50,000 lines: CPU per keystroke',
    scenario: 'foreign:50000',
    metric: CPU,
    most: 5,
  },
  {
    work: 'YAML of others, 50,000 lines: hover after an edit',
    scenario: 'foreign:50000',
    metric: 'hover.edit',
  },
  { work: 'workspace of 2,000 files: keystroke → diagnostics', scenario: 'ws:2000', metric: KEY },
  { work: 'workspace of 2,000 files: read after', scenario: 'workspace', metric: 'read', most: 2000 },
  { work: 'workspace of 2,000 files: memory, peak', scenario: 'workspace', metric: 'rss.peak', most: 150 },
  {
    work: 'a key while it is read, against one afterwards',
    scenario: 'workspace',
    metric: 'key.meanwhile',
    per: { scenario: 'workspace', metric: 'key.afterwards' },
    most: 1.5,
  },
  { work: 'idle: CPU per second', scenario: 'idle', metric: 'idle.cpu', most: 0.5 },
  { work: 'idle: wake-ups per second', scenario: 'idle', metric: 'idle.wakeups', most: 0 },
  { work: '`lint`, 1,000 files', scenario: 'cli', metric: 'files:1000.wall', most: 1500 },
  {
    work: '`lint`, memory for 100,000 workloads against 10,000',
    scenario: 'cli',
    metric: 'workloads:100000.peak',
    per: { scenario: 'cli', metric: 'workloads:10000.peak' },
    most: 1.1,
  },
  {
    work: '`lint`, memory for 100,000 ENIConfigs, policies and workloads against 10,000',
    scenario: 'cli',
    metric: 'documents:100000.peak',
    per: { scenario: 'cli', metric: 'documents:10000.peak' },
    most: 1.1,
  },
  {
    work: '`lint`, 5,000 files; the goal is what kubeconform publishes, per core',
    scenario: 'cli',
    metric: 'files:5000.rate',
    least: KUBECONFORM_FILES_PER_CORE_SECOND,
  },
  { work: 'server bundle', scenario: 'size', metric: 'server', most: 400 },
  { work: '`.vsix`', scenario: 'size', metric: 'vsix', most: 400 },
];
