// The schema of 2020-12, strict: an unknown keyword in it is a fault.
import { read, require } from './check.mjs';

const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

export function schemaOf(path) {
	const ajv = new Ajv({ strict: true, allErrors: true });
	addFormats(ajv);
	const schema = read(path);
	if (!ajv.validateSchema(schema))
		throw new Error(ajv.errorsText(ajv.errors));
	return ajv.compile(schema);
}

export const check = (validate) => (validate.errors ?? [])
	.map((e) => `${e.instancePath} ${e.message}`).join('; ');
