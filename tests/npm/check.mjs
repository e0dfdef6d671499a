// What the validators share: the packages of this build, files, a sum.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [packages, documents] = process.argv.slice(2);
if (!packages || !documents) {
	console.error('usage: node NAME.mjs PACKAGES DOCUMENTS');
	process.exit(64);
}
export const require = createRequire(join(packages, 'package.json'));
export const from = (...names) => join(documents, ...names);
export const packaged = (...names) => join(packages, 'node_modules', ...names);
export const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
export const names = (folder) => readdirSync(from(folder)).sort();
export const copy = (value) => JSON.parse(JSON.stringify(value));

let passed = 0, failed = 0;

// One check. `more` says what went wrong.
export function is(what, good, more) {
	if (good) {
		passed++;
		return;
	}
	failed++;
	console.log(`not ok: ${what}${more ? `: ${more}` : ''}`);
}

export function finish() {
	console.log(`${passed} passed, ${failed} failed`);
	process.exit(failed || !passed ? 1 : 0);
}
