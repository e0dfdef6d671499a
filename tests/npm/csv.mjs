// The CSV against its data package: types, constraints, keys; and spoiled
// copies, each of which the package must refuse.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync }
	from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finish, from, is, names, read, require } from './check.mjs';

const { Package } = require('datapackage');

// Every fault of a folder; "" if there is none.
async function faults(folder) {
	try {
		const set = await Package.load(join(folder, 'datapackage.json'),
			{ strict: true });
		if (!set.valid)
			return set.errors.join('; ');
		for (const resource of set.resources)
			await resource.read({ keyed: true });
		return '';
	} catch (error) {
		const all = error.errors?.length ? error.errors : [error];
		return all.map((e) => e.message).join('; ') || 'refused';
	}
}

for (const name of names('csv')) {
	const folder = from('csv', name);
	is(`csv/${name}`, names(join('csv', name)).length === 9);
	const found = await faults(folder);
	is(`csv/${name} fits its package`, found === '', found);
}
const set = read(from('csv', 'usual', 'datapackage.json'));
is('eight resources', set.resources.length === 8);
for (const resource of set.resources)
	is(`${resource.name} has a key`, resource.schema.primaryKey.length >= 4);

const swap = (a, b) => (text) => text.replace(a, b);
const twice = (text) => text + text.split('\r\n')[1] + '\r\n';
const spoil = [
	['pulse.csv', 'a count that is text', swap(',71,', ',many,')],
	['pulse.csv', 'a fraction', swap(',44\r', ',44.5\r')],
	['pulse.csv', 'answers below 0', swap(',71,', ',-71,')],
	['pulse.csv', 'no answers', swap(',4 5,', ',,')],
	['pulse.csv', 'answers with a comma', swap(',4 5,', ',"4,5",')],
	['pulse.csv', 'a row twice', twice],
	['pulse.csv', 'no such day', swap('2026-11-09', '2026-02-30')],
	['pulse.csv', 'a column missing', swap(',rounds,', ',')],
	['notes.csv', 'a kind unknown', swap('pebble', 'complaint')],
	['notes.csv', 'a theme in capitals', swap('supplies', 'Supplies')],
	['actions.csv', 'a state unknown', swap(',new,', ',lost,')],
	['actions.csv', 'a row twice', twice],
	['response.csv', 'a tier unknown', swap(',unit,9', ',ward,9')],
	['huddles.csv', 'nothing held', swap(',7,6,5,', ',7,6,,')],
	['shift.csv', 'no shifts', swap(',census,9,', ',census,0,')],
	['buddies.csv', 'pairs unknown', swap(',7,20', ',,20')],
];
for (const [file, what, change] of spoil) {
	const folder = mkdtempSync(join(tmpdir(), 'csv-'));
	cpSync(from('csv', 'usual'), folder, { recursive: true });
	const path = join(folder, file);
	const text = readFileSync(path, 'utf8');
	writeFileSync(path, change(text));
	is(`${what}: spoils it`, change(text) !== text);
	is(`${file}, ${what}: is refused`, await faults(folder) !== '');
	rmSync(folder, { recursive: true });
}
finish();
