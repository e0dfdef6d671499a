// Looks at the pages of a folder in a real browser: node pages.mjs PACKAGES
// FOLDER. Nothing is fetched from anywhere.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';
import { finish, from, is, names, require } from './check.mjs';

const { chromium } = require('playwright-core');
const { HtmlValidate, StaticConfigLoader } = require('html-validate');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const flags = ['--headless', '--no-sandbox', '--disable-gpu',
	'--disable-background-networking'];
const validator = new HtmlValidate(new StaticConfigLoader({
	extends: ['html-validate:recommended', 'html-validate:document'],
	rules: {'long-title': 'off', 'require-sri': 'off'},
}));

const check = (name, what, found) =>
	is(`${name}: ${what}`, found.length === 0, found.join('\n  '));

// What is asked of a page in the browser; each returns a list of faults.
const inside = {
	// Text and lines of charts against the page's ground (WCAG 2.2, 1.4.3
	// and 1.4.11), which axe does not look at.
	contrast() {
		const numbers = (text) => text.match(/[\d.]+/g).map(Number);
		const light = (text) => numbers(text).slice(0, 3)
			.map((v) => v / 255)
			.map((v) => v <= 0.04045 ? v / 12.92
				: ((v + 0.055) / 1.055) ** 2.4)
			.reduce((sum, v, i) =>
				sum + v * [0.2126, 0.7152, 0.0722][i], 0);
		const ground = light(getComputedStyle(document.body)
			.backgroundColor);
		const ratio = (text) => {
			const [a, b] = [light(text), ground].sort((x, y) => y - x);
			return (a + 0.05) / (b + 0.05);
		};
		const found = [];
		const least = (what, style, wanted) => {
			for (const shape of document.querySelectorAll(what)) {
				const is = ratio(getComputedStyle(shape)[style]);
				if (is < wanted)
					found.push(`${what} ${is.toFixed(2)}`);
			}
		};
		least('svg text', 'fill', 4.5);
		least('svg .line', 'stroke', 3);
		for (const what of ['.median', '.run', '.open', '.flag'])
			least(`svg ${what}`, 'stroke', 3);
		return found;
	},
	// Only what is marked for it may be wider than the page.
	width() {
		const wide = document.documentElement.scrollWidth;
		const found = wide > innerWidth ? [`${wide} pixels`] : [];
		for (const one of document.querySelectorAll('body *'))
			if (!one.closest('.scroll') &&
			    one.getBoundingClientRect().right > innerWidth + 1)
				found.push(one.outerHTML.slice(0, 80));
		return found;
	},
	charts() {
		const found = [];
		for (const svg of document.querySelectorAll('svg')) {
			const by = (svg.getAttribute('aria-labelledby') ?? '')
				.split(' ').map((id) =>
					document.getElementById(id)?.textContent);
			if (svg.getAttribute('role') !== 'img' ||
			    by.length !== 2 || !by.every((text) => text))
				found.push('a chart without its words');
			if (!svg.closest('.sheet') &&
			    !svg.closest('figure')?.querySelector('table'))
				found.push('a chart without its table');
			for (const text of svg.querySelectorAll('text')) {
				const a = text.getBoundingClientRect();
				const b = svg.getBoundingClientRect();
				if (a.right > b.right + 1 || a.left < b.left - 1)
					found.push(`outside: ${text.textContent}`);
			}
			if (/NaN|-?Infinity/.test(svg.outerHTML))
				found.push('a number that is none');
		}
		return found;
	},
	tables() {
		const found = [];
		for (const table of document.querySelectorAll('table')) {
			if (!table.caption?.textContent)
				found.push('no caption');
			for (const th of table.querySelectorAll('th'))
				if (!th.scope)
					found.push(`no scope: ${th.textContent}`);
			for (const row of table.rows)
				if (row.cells.length !== table.rows[0].cells.length)
					found.push(`${row.cells.length} cells`);
		}
		return found;
	},
	links() {
		return [...document.querySelectorAll('a')]
			.map((a) => a.getAttribute('href'))
			.filter((href) => !/^[a-z0-9-]+\.html$|^#/.test(href));
	},
};

// What is asked of what is for one sheet of paper, when it is set for that.
const onPaper = {
	contrast: inside.contrast,
	charts: inside.charts,
	// Read from an arm's length: 9 points.
	size() {
		const found = [];
		for (const one of document.querySelectorAll(
			'header *, .sheet *')) {
			const own = [...one.childNodes].some((node) =>
				node.nodeType === 3 && node.data.trim());
			const box = one.ownerSVGElement;
			const scale = box ? box.getBoundingClientRect().width /
				box.viewBox.baseVal.width : 1;
			const style = getComputedStyle(one);
			const size = parseFloat(style.fontSize) * scale;

			if (own && !/^(title|desc)$/.test(one.tagName) &&
			    style.display !== 'none' && size < 11.99)
				found.push(`${size}: ${one.textContent}`);
		}
		return found;
	},
	// No text over another, none beyond the paper.
	apart() {
		const sheet = document.querySelector('.sheet')
			.getBoundingClientRect();
		const texts = [...document.querySelectorAll(
			'.sheet h2, .sheet h3, .sheet p, .sheet dt, .sheet dd, ' +
			'.sheet text')];
		const boxes = texts.flatMap((one) =>
			[...one.getClientRects()].map((box) => ({ one, box })));
		const found = [];

		boxes.forEach(({ one, box: a }, i) => {
			if (a.right > sheet.right + 1 || a.left < sheet.left - 1)
				found.push(`beyond: ${one.textContent}`);
			for (const { one: other, box: b } of boxes.slice(i + 1))
				if (one !== other &&
				    a.left < b.right - 1 && b.left < a.right - 1 &&
				    a.top < b.bottom - 4 && b.top < a.bottom - 4)
					found.push(`${one.textContent} over ` +
						other.textContent);
		});
		return found;
	},
};

async function open(browser, file, options) {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	const address = pathToFileURL(from(file)).href;
	const asked = [];

	page.on('request', (request) => {
		if (request.url() !== address)
			asked.push(request.url());
	});
	page.on('console', (message) => asked.push(message.text()));
	await page.goto(address);
	return { context, page, asked };
}

async function look(browser, file, scheme, width) {
	const name = `${file} (${scheme}, ${width})`;
	const { context, page, asked } = await open(browser, file,
		{colorScheme: scheme, viewport: {width, height: 900}});

	check(name, 'width', await page.evaluate(inside.width));
	await page.evaluate(() => document.querySelectorAll('details')
		.forEach((one) => { one.open = true; }));
	for (const what of Object.keys(inside))
		check(name, what, await page.evaluate(inside[what]));
	await page.evaluate(axe);
	const result = await page.evaluate(() => globalThis.axe.run());
	check(name, 'axe', result.violations.map((one) =>
		`${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 160)}`));
	check(name, 'asked for', asked);
	await context.close();
}

// Without scripts nothing is missing: no element waits for one.
async function lookWithoutScripts(browser, file) {
	const name = `${file} (no scripts)`;
	const { context, page, asked } = await open(browser, file,
		{javaScriptEnabled: false});
	const text = await page.locator('body').innerText();

	check(name, 'text', text.length > 400 ? [] : [text]);
	check(name, 'scripts', await page.locator('script').count() > 0
		? ['there is one'] : []);
	check(name, 'asked for', asked);
	await context.close();
}

// How many letters a PDF shows as letters: its streams unpacked, the glyphs of
// what Tj and TJ show counted (two bytes each, in hexadecimal).
function letters(pdf) {
	const bytes = pdf.toString('latin1');
	let count = 0;

	for (const stream of bytes.matchAll(/stream\r?\n/g)) {
		const begin = stream.index + stream[0].length;
		const end = bytes.indexOf('endstream', begin);
		let text;

		try {
			text = inflateSync(pdf.subarray(begin, end),
				{finishFlush: 2}).toString('latin1');
		} catch {
			continue; // packed otherwise, or no stream's begin
		}
		for (const shown of text.matchAll(
			/<([0-9A-Fa-f]+)>\s*Tj|\[([^\]]*)\]\s*TJ/g))
			for (const [, hex] of (shown[1] ? `<${shown[1]}>`
				: shown[2]).matchAll(/<([0-9A-Fa-f]+)>/g))
				count += hex.length / 4;
	}
	return count;
}

// The pages of a PDF. Its list of them is packed with others, unpacked here.
function pages(pdf) {
	const bytes = pdf.toString('latin1');
	let all = bytes;

	for (const stream of bytes.matchAll(/stream\r?\n/g))
		try {
			const begin = stream.index + stream[0].length;

			all += inflateSync(pdf.subarray(begin,
				bytes.indexOf('endstream', begin)),
			{finishFlush: 2}).toString('latin1');
		} catch {
			continue; // packed otherwise, or no stream's begin
		}
	return (all.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
}

// One sheet, upright, on either paper; `page` is open.
async function lookAtSheet(name, page) {
	for (const format of ['A4', 'Letter']) {
		const count = pages(await page.pdf({format}));

		check(name, `sheet ${format}`,
			count === 1 ? [] : [`${count} pages`]);
	}
	await page.setViewportSize({width: 710, height: 1040});
	await page.emulateMedia({media: 'print', colorScheme: 'dark'});
	for (const what of Object.keys(onPaper))
		check(name, `sheet ${what}`, await page.evaluate(onPaper[what]));
}

async function print(browser, file) {
	const name = `${file} (printed)`;
	const { context, page } = await open(browser, file, {});

	const sheet = await page.locator('.sheet').count() > 0;
	const text = sheet ? await page.locator('.sheet').textContent()
		: await page.locator('body').innerText();
	const wanted = text.replace(/\s/g, '').length;
	const pdf = await page.pdf({format: 'A4', tagged: true});
	const found = letters(pdf);
	check(name, 'letters', found >= wanted * 0.8 ? []
		: [`${found} of ${wanted}`]);
	check(name, 'tagged', pdf.includes('/StructTreeRoot')
		? [] : ['no structure']);
	if (sheet)
		await lookAtSheet(name, page);
	await context.close();
}

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: flags,
});
try {
	for (const file of names('.').filter((name) => /\.html$/.test(name))) {
		const report = await validator.validateFile(from(file));

		check(file, 'html', report.results.flatMap((one) =>
			one.messages.map((message) => `${message.line}: ` +
				`${message.ruleId}: ${message.message}`)));
		for (const scheme of ['light', 'dark'])
			for (const width of [320, 1100])
				await look(browser, file, scheme, width);
		await lookWithoutScripts(browser, file);
		await print(browser, file);
	}
} finally {
	await browser.close();
}
finish();
