import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './lsp/serve.js';

serve(createConnection(ProposedFeatures.all));
