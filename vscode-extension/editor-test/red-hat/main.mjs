// Starts the server that OV_YAML_SERVER names, as the real extension does.
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

let client;

export async function activate() {
  client = new LanguageClient(
    'yaml',
    'YAML Support',
    { module: process.env.OV_YAML_SERVER, transport: TransportKind.ipc },
    { documentSelector: [{ language: 'yaml' }], synchronize: { configurationSection: ['yaml'] }, initializationOptions: {} },
  );
  await client.start();
  await client.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: { validate: true, hover: true, completion: true, format: { enable: true }, schemaStore: { enable: false } } } });
}

export function deactivate() {
  return client?.stop();
}
