// Makes api.d.ts of the contract: node generate.mjs CONTRACT. Files are blobs, not texts.
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const BLOB = ts.factory.createTypeReferenceNode(ts.factory.createIdentifier('Blob'));
const types = await openapiTS(pathToFileURL(process.argv[2]), {
  transform: (schema) => (schema.format === 'binary' ? BLOB : undefined),
});
await writeFile('api.d.ts', astToString(types));
