/** The public page that checks an invoice by its facts or by its receipt. */
const { WORDS } = globalThis;
const LANGUAGES = ['zh-CN', 'en'];
const LANGUAGE_NAMES = { 'zh-CN': '中文', en: 'English' };

const element = (id) => document.getElementById(id);
const facts = element('facts');
const drop = element('drop');
const file = element('file');
const result = element('result');

let language = languageAtStart();
/** Draws the present result. A change of language calls it again. */
let draw = () => {};

function languageAtStart() {
  const chosen = remembered();
  if (LANGUAGES.includes(chosen)) return chosen;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/** Returns the language of the last visit; null in a browser that denies storage, which it does by throwing. */
function remembered() {
  try {
    return localStorage.getItem('language');
  } catch {
    return null;
  }
}

function remember(name) {
  try {
    localStorage.setItem('language', name);
  } catch {
    // Without storage the visitor chooses the language again at the next visit.
  }
}

function word(key) {
  return WORDS[language][key] ?? key;
}

function showLanguage() {
  const other = LANGUAGES.find((name) => name !== language);
  document.documentElement.lang = language;
  document.title = word('title');
  element('language').textContent = LANGUAGE_NAMES[other];
  element('language').lang = other;
  for (const each of document.querySelectorAll('[data-word]')) each.textContent = word(each.dataset.word);
  for (const input of facts.querySelectorAll('[aria-invalid="true"]')) markField(input, false);
  draw();
}

element('language').addEventListener('click', () => {
  language = LANGUAGES.find((name) => name !== language);
  remember(language);
  showLanguage();
});

/** Form of each field after `textOf` has removed spaces and thousands separators. */
const FIELDS = {
  number: /^[0-9]{20}$/,
  date: /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  net: /^-?(0|[1-9][0-9]{0,14})\.[0-9]{2}$/,
  check: /^([0-9]{6}|[0-9]{20})$/,
};

/** Returns a field's text in canonical form: visitors paste spaces and thousands separators, and leave out zeros. */
function textOf(name) {
  const text = facts.elements[name].value.replaceAll(/[\s,，¥￥]/g, '');
  if (name !== 'net' || !/^-?[0-9]+(\.[0-9])?$/.test(text)) return text;
  return text.includes('.') ? `${text}0` : `${text}.00`;
}

function markField(input, isRight) {
  input.setAttribute('aria-invalid', String(!isRight));
  element(`${input.id}-error`).textContent = isRight ? '' : word(`${input.id}Error`);
}

facts.addEventListener('submit', (event) => {
  event.preventDefault();
  const wrong = Object.keys(FIELDS).filter((name) => {
    const isRight = FIELDS[name].test(textOf(name));
    markField(facts.elements[name], isRight);
    return !isRight;
  });
  if (wrong.length > 0) {
    facts.elements[wrong[0]].focus();
    return;
  }
  const query = new URLSearchParams(Object.keys(FIELDS).map((name) => [name, textOf(name)]));
  void ask(`/v1/verify?${query.toString()}`, {}, showVerdict);
});

file.addEventListener('change', () => void checkFile(file.files[0]));
for (const name of ['dragover', 'dragleave', 'drop']) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', name === 'dragover');
    if (name === 'drop') void checkFile(event.dataTransfer.files[0]);
  });
}

async function checkFile(receipt) {
  if (receipt === undefined) return;
  if (await isPdf(receipt)) {
    await ask(
      '/v1/verify',
      { method: 'POST', body: receipt, headers: { 'Content-Type': 'application/pdf' } },
      showReport,
    );
  } else {
    showResult('warn', 'failed', 'notPdf');
  }
  file.value = '';
}

/** Checks the first bytes, because many systems give a dropped file no type. A folder cannot be read and is no PDF. */
async function isPdf(receipt) {
  const start = await receipt
    .slice(0, 5)
    .text()
    .catch(() => '');
  return start === '%PDF-';
}

async function ask(url, options, show) {
  const button = facts.querySelector('button');
  button.disabled = true;
  showResult('warn', 'working');
  try {
    const response = await fetch(url, options);
    const answer = await response.json();
    if (response.ok) show(answer);
    else showResult('warn', 'failed', WORDS.en[answer.code] === undefined ? 'unreachable' : answer.code);
  } catch {
    showResult('warn', 'failed', 'unreachable');
  }
  button.disabled = false;
  result.focus();
  result.scrollIntoView({ behavior: 'smooth', block: 'nearest' });
}

function showVerdict(verdict) {
  const { answer, mismatched = [] } = verdict;
  if (answer === 'MATCH') return showResult(toneOf(verdict), 'MATCH', 'matchText', [], stateRows(verdict));
  if (answer === 'NOT_FOUND') return showResult('bad', 'NOT_FOUND', 'notFoundText', [], whenRows(verdict));
  const text = mismatched.length === 0 ? 'unnamedText' : 'mismatchText';
  return showResult('bad', 'MISMATCH', text, mismatched, whenRows(verdict));
}

function showReport(report) {
  if (!report.valid) {
    const failed = report.checks.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code);
    return showResult('bad', 'forged', 'forgedText', [...new Set(failed)], whenRows(report));
  }
  const { attestation, endorsedBy, signer } = report.facts;
  const { invoice } = attestation;
  const rows = [
    ['number', invoice.number],
    ['seller', invoice.seller.name],
    ['issued', invoice.date],
    ['gross', yuan(invoice.totals.gross)],
    ['endorsedBy', endorsedBy.join(' · ')],
    ['signer', `${signer.commonName} · ${signer.mspId}`],
  ];
  return showResult(
    toneOf(report.live),
    'genuine',
    'genuineText',
    [],
    [...rows, ...stateRows({ ...report, ...report.live })],
  );
}

/** A genuine invoice is not always one to accept: it may be redeemed, frozen, or reversed, also in part. */
function toneOf({ state, reversed } = {}) {
  return (state === 'OPEN' || state === 'LOCKED') && reversed === undefined ? 'good' : 'warn';
}

function stateRows({ state, rest, ruleSet, reversed, reverses, ...when }) {
  if (state === undefined) return whenRows(when);
  return [
    ['state', word(reverses === undefined ? state : 'RED_LETTER')],
    ...(reverses === undefined ? [] : [['reverses', reverses]]),
    ...(reversed === undefined ? [] : [['reversed', yuan(reversed)]]),
    ['rest', yuan(rest)],
    ['ruleSet', ruleSet],
    ...whenRows(when),
  ];
}

function whenRows({ asOf, height }) {
  return [
    ['asOf', new Date(asOf).toLocaleString(language, { dateStyle: 'long', timeStyle: 'medium' })],
    ['height', height],
  ];
}

function yuan(text) {
  return `¥ ${text}`;
}

/** Shows a result. Every text is set as text, never as markup, so that data cannot inject HTML. */
function showResult(tone, title, text, items = [], rows = []) {
  draw = () => {
    result.className = `result ${tone}`;
    result.replaceChildren(
      node('h2', word(title)),
      ...(text === undefined ? [] : [node('p', word(text))]),
      ...(items.length === 0 ? [] : [node('ul', ...items.map((item) => node('li', word(item))))]),
      ...(rows.length === 0
        ? []
        : [node('dl', ...rows.flatMap(([key, value]) => [node('dt', word(key)), node('dd', value)]))]),
    );
    result.hidden = false;
  };
  draw();
}

function node(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

/** Fills the form with facts in the address, as the code on a receipt has them. The visitor decides whether they are sent. */
function fillIn() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of Object.keys(FIELDS)) {
    const text = given.get(name) ?? '';
    if (FIELDS[name].test(text)) facts.elements[name].value = text;
  }
}

showLanguage();
fillIn();
globalThis.addEventListener('hashchange', fillIn);
