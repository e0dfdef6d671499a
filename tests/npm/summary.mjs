// huddle-summary/1 against its JSON Schema: ours are good; spoiled ones are
// refused by it, but for those that only the program's own reader can refuse.
import { check, schemaOf } from './summary_schema.mjs';
import { copy, finish, from, is, names, read } from './check.mjs';

const validate = schemaOf('src/sync/summary.schema.json');
for (const name of names('json'))
	is(`json/${name}`, validate(read(from('json', name))), check(validate));

const usual = read(from('json', 'usual.json'));
const spoil = {
	'another format': (d) => { d.format = 'huddle-summary/2'; },
	'no format': (d) => { delete d.format; },
	'another member': (d) => { d.author = 'x'; },
	'a name in a pulse row': (d) => { d.pulse[0].who = 'x'; },
	'text of a note': (d) => { d.notes[0].text = 'x'; },
	'no withheld': (d) => { delete d.withheld; },
	'a list that is null': (d) => { d.pulse = null; },
	'a fraction': (d) => { d.pulse[0].counted = 44.5; },
	'a number as text': (d) => { d.pulse[0].answered = '71'; },
	'a number below 0': (d) => { d.pulse[0].answered = -1; },
	'a number too large': (d) => { d.huddles.minutes = 2147483648; },
	'no rounds': (d) => { d.pulse[0].rounds = 0; },
	'no version': (d) => { d.pulse[0].version = 0; },
	'no epsilon': (d) => { d.pulse[0].epsilon_milli = 0; },
	'no answers': (d) => { d.pulse[0].of = []; },
	'answer 0': (d) => { d.pulse[0].of = [0, 4]; },
	'answer 8': (d) => { d.pulse[0].of = [4, 8]; },
	'an answer twice': (d) => { d.pulse[0].of = [4, 4]; },
	'an id in capitals': (d) => { d.pulse[0].item = 'Energy'; },
	'an empty id': (d) => { d.unit.id = ''; },
	'a long id': (d) => { d.unit.id = 'x'.repeat(33); },
	'an id with a line break': (d) => { d.unit.id = '4-west\n'; },
	'a site that is empty': (d) => { d.unit.site = ''; },
	'a long name': (d) => { d.unit.name = 'x'.repeat(41); },
	'a name with controls': (d) => { d.unit.name = '\u001b[2J'; },
	'a kind unknown': (d) => { d.notes[0].kind = 'complaint'; },
	'a state unknown': (d) => { d.actions[0].state = 'lost'; },
	'a tier unknown': (d) => { d.actions[0].tier = 'ward'; },
	'no notes counted': (d) => { d.notes[0].count = 0; },
	'a row twice': (d) => { d.notes.push(copy(d.notes[0])); },
	'epoch 0': (d) => { d.epoch = 0; },
	'sequence 0': (d) => { d.sequence = 0; },
	'a hash too short': (d) => { d.previous = d.previous.slice(1); },
	'a hash in capitals': (d) => { d.previous = 'A'.repeat(64); },
	'a key that is empty': (d) => { d.next_key = ''; },
	'no such day': (d) => { d.period.from = '2026-02-30'; },
	'a day with an hour': (d) => { d.period.to = '2026-11-15T00:00'; },
	'a day before 1970': (d) => { d.period.from = '1969-12-31'; },
	'half of a pair of shifts': (d) => { delete d.huddles.held.night; },
	'no largest': (d) => { delete d.huddles.largest; },
	'a reason that is empty': (d) => { d.withheld[0].reason = ''; },
	'a long reason': (d) => { d.withheld[0].reason = 'x'.repeat(81); },
	'buddies half told': (d) => { delete d.buddies.pairs; },
	'four tiers': (d) => {
		for (let i = 0; i < 3; i++)
			d.response.push({ ...d.response[0], answered: 20 + i });
	},
};
// A schema looks at one member at a time; tests/unit/test_format_json.c has
// that the reader refuses these.
const readerOnly = {
	'answers out of order': (d) => { d.pulse[0].of = [5, 4]; },
	'a period that ends before it begins': (d) => {
		d.period.to = '2026-11-08';
	},
	'paper rounds beyond the rounds': (d) => { d.pulse[0].paper_rounds = 10; },
	'a first round after the period began': (d) => {
		d.pulse[0].since = '2026-11-10';
	},
	'no previous at sequence 7': (d) => { d.previous = null; },
	'a previous at sequence 1': (d) => { d.sequence = 1; },
	'a median beyond the 90th percentile': (d) => {
		d.response[0].median_days = 9;
	},
	'rows out of order': (d) => {
		d.notes.push({ count: 3, kind: 'bright', theme: 'a' });
	},
	'the same tier twice': (d) => {
		d.response.push({ ...d.response[0], answered: 20 });
	},
	'a name with a bidirectional control': (d) => { d.unit.name = 'a\u202eb'; },
};

for (const [what, change] of Object.entries(spoil)) {
	const document = copy(usual);
	change(document);
	is(`${what} is refused`, !validate(document));
}
for (const [what, change] of Object.entries(readerOnly)) {
	const document = copy(usual);
	change(document);
	is(`${what} is left to the reader`, validate(document),
		check(validate));
}
is('at least 25 are spoiled', Object.keys(spoil).length >= 25);
finish();
