import { at, type Rule } from './rule.js';
import { eksctlAddon } from './support/addonExample.js';

const good = eksctlAddon('{"env": {"ENABLE_PREFIX_DELEGATION": "true"}}');

export const addonConfigurationUnreadable: Rule = {
  id: 'addon-configuration-unreadable',
  severity: 'error',
  summary: 'The configuration of the add-on is neither JSON nor YAML.',
  why: `
EKS reads the text of the configuration as JSON or YAML, and refuses one that is neither. Often it is a matter of quotes: in
\`configurationValues: "{ "env": … }"\` the text ends at the second quote, and the file as a whole cannot be read any more. Put JSON in
single quotes, or write it as a block behind \`|-\`.`,
  bad: good.replace('"true"}}', '"true"}'),
  good,
  sources: ['EKS API reference, CreateAddon', 'YAML 1.2, "Double-Quoted Style"'],

  *check({ addons }) {
    for (const { configuration } of addons) {
      if (configuration?.form !== 'unreadable') continue;
      const { problem, span } = configuration;
      if (problem && configuration.isCut) {
        yield at(
          problem,
          'The text ends at this quote, and what follows can be read by nobody. Put the configuration in single quotes, or write it as a block behind |-.',
        );
      } else {
        const reason = problem ? ` (${problem.message.toLowerCase()})` : '';
        yield at(
          problem ?? { span },
          `The configuration is neither JSON nor YAML${reason}: EKS refuses it. Check brackets, quotes and indentation.`,
        );
      }
    }
  },
};
