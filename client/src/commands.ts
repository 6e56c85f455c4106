import {
  ConfigurationTarget,
  commands,
  Disposable,
  type QuickPickItem,
  QuickPickItemKind,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type DocumentParams,
  INSTANCE_TYPES,
  type InstanceTypeRow,
  STATUS,
  type Status,
} from '../../server/src/protocol.js';
import { RESTART_SERVER, SHOW_OUTPUT } from './crashes.js';
import { type Pages, previewUpgrade, showConfiguration } from './pages.js';

export const SELECT_INSTANCE_TYPE = 'vpcCni.selectInstanceType';
export const SHOW_CONFIGURATION = 'vpcCni.showEffectiveConfiguration';
export const OPEN_SETTINGS = 'vpcCni.openSettings';

export function registerCommands(client: BaseLanguageClient, pages: Pages): Disposable {
  return Disposable.from(
    commands.registerCommand(SELECT_INSTANCE_TYPE, () => selectInstanceType(client)),
    commands.registerCommand(RESTART_SERVER, async () => {
      // One that is stuck does not say goodbye.
      if (client.isRunning()) await client.stop().catch(() => {});
      await client.start();
    }),
    commands.registerCommand(SHOW_CONFIGURATION, () => showConfiguration(pages)),
    commands.registerCommand('vpcCni.previewUpgrade', () => previewUpgrade(client, pages)),
    commands.registerCommand(SHOW_OUTPUT, () => client.outputChannel.show()),
    commands.registerCommand(OPEN_SETTINGS, () =>
      commands.executeCommand('workbench.action.openSettings', '@ext:vpc-cni-tools.vpc-cni'),
    ),
  );
}

async function selectInstanceType(client: BaseLanguageClient): Promise<void> {
  const uri = window.activeTextEditor?.document.uri;
  const current = workspace.getConfiguration('vpcCni').get('instanceType', '');
  const picked = await window.showQuickPick(items(client, uri, current), {
    title: 'VPC CNI: Instance Type',
    placeHolder: `Instance type to count pods for (kept in the ${workspace.workspaceFolders ? 'workspace' : 'user'} settings)`,
    matchOnDescription: true,
  });
  if (!picked) return;
  await save(picked.instanceType);
  if (await isOfTeam(client, uri))
    void window.showInformationMessage(
      'VPC CNI: .vpc-cni.yaml gives the instance type here, and counts more than the setting.',
    );
}

/** The configuration file of a team gives the instance type. */
async function isOfTeam(client: BaseLanguageClient, uri: Uri | undefined): Promise<boolean> {
  const params: DocumentParams = { uri: uri?.toString() ?? '' };
  return (await client.sendRequest<Status | null>(STATUS, params))?.origin === 'team';
}

interface Item extends QuickPickItem {
  readonly instanceType: string;
}

async function items(client: BaseLanguageClient, uri: Uri | undefined, current: string): Promise<Item[]> {
  const params: DocumentParams = { uri: uri?.toString() ?? '' };
  const rows = await client.sendRequest<InstanceTypeRow[]>(INSTANCE_TYPES, params);
  const [inSight, others] = [true, false].map((is) =>
    rows.filter(({ isInSight = false }) => isInSight === is),
  );
  const headed = (label: string, of: readonly InstanceTypeRow[] = []): Item[] =>
    of.length === 0
      ? []
      : [
          { instanceType: '', label, kind: QuickPickItemKind.Separator },
          ...of.map((row) => ({
            instanceType: row.instanceType,
            label: mark(row.instanceType, row.instanceType),
            description: describe(row),
          })),
        ];
  const mark = (instanceType: string, label: string) =>
    instanceType === current ? `$(check) ${label}` : label;
  return [
    { instanceType: '', label: mark('', 'Automatic: from the manifests') },
    ...headed('In sight of this file', inSight),
    ...headed('All types', others),
  ];
}

function describe({ maxPods, vcpus, memoryMib }: InstanceTypeRow): string {
  const parts = [
    maxPods !== undefined && `${maxPods} pods`,
    vcpus !== undefined && `${vcpus} vCPU`,
    memoryMib !== undefined && `${Number((memoryMib / 1024).toFixed(2))} GiB`,
  ];
  return parts.filter(Boolean).join(' · ');
}

async function save(instanceType: string): Promise<void> {
  const configuration = workspace.getConfiguration('vpcCni');
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  // Removing the value is enough for "automatic", unless the user's own would then show through.
  const isHidden =
    target === ConfigurationTarget.Workspace && configuration.inspect('instanceType')?.globalValue;
  await configuration.update('instanceType', instanceType || (isHidden ? '' : undefined), target);
}
