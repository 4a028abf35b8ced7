// Makes ../app.css, ../outside.css, ../icons.svg and ../fonts from the pinned
// GOV.CZ packages and our own CSS:   npm install && npm run build
// `npm run check` fails when the committed result differs from a fresh build.
//
// What happens to the GOV.CZ component CSS, and why:
//  1. Selectors of custom elements, icons slots and loading states go: we serve
//     plain HTML and no web components.
//  2. The rest is re-addressed. GOV.CZ wants a wrapper with three data
//     attributes around every button; a page author writes one element and a
//     word: `<a class="button quiet">`. ALIASES is the whole translation table.
//  3. Variants nobody translated are dropped, then PurgeCSS drops classes that
//     neither a template nor the style guide names, and unused tokens.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";
import { transform } from "lightningcss";

const here = path.dirname(fileURLToPath(import.meta.url));
const assets = path.join(here, "..");
const gov = path.join(here, "node_modules/@gov-design-system-ce");
const read = (file) => fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "");
const component = (name) => read(path.join(gov, `styles/lib/html/components/${name}.css`));

/** Per component: ordered [from, to] pairs applied to each selector. */
const ALIASES = {
  "gov-button": [
    ["[data-type=solid][data-color=primary]", ""],
    ["[data-type=outlined][data-color=primary]", ".quiet"],
    ["[data-type=base][data-color=primary]", ".plain"],
    ["[data-type=outlined][data-color=error]", ".danger"],
    ["[data-size=m]", ""],
    ["[data-size=s]", ".small"],
    ["[data-size=l]", ".large"],
    [" .element", ""],
    [".gov-button", ".button"],
  ],
  "gov-message": [
    ...["primary", "success", "warning", "error", "neutral"].map((c) => [
      `[data-color=${c}][data-type=subtle]`, c === "primary" ? "" : `.${c}`]),
    [".gov-message", ".message"],
  ],
  "gov-tag": [
    ...["primary", "success", "warning", "error", "neutral"].map((c) => [
      `[data-type=subtle][data-color=${c}]`, c === "neutral" ? "" : `.${c}`]),
    ["[data-size=s]", ""],
    [" .element", ""],
    [".gov-tag", ".tag"],
  ],
  "gov-form-message": [
    ["[data-color=error]", ".problem"],
    ["[data-color=neutral]", ""],
    ["[data-size=m]", ""],
    [" .gov-form-message__content", ""],
    [".gov-form-message", ".hint"],
  ],
};

const UNWANTED = /(^|[\s>+~(,])gov-|gov-icon|\[slot|\[icon-|\[loading|\[data-disabled|\[data-expanded|\*$|:focus$/;
/** Only sensible on the inner element that GOV.CZ wraps; harmful on one element. */
const INNER_ONLY = new Set(["margin", "top", "position", "border", "background-color", "transition", "cursor", "height", "min-height"]);

function readdress(name) {
  const root = postcss.parse(component(name));
  root.walkRules((rule) => {
    const inner = rule.selectors.every((s) => s.includes(" .element"));
    const kept = new Set();
    for (const original of rule.selectors) {
      if (UNWANTED.test(original)) continue;
      let selector = original;
      for (const [from, to] of ALIASES[name]) selector = selector.split(from).join(to);
      if (!/data-|\.element|gov-/.test(selector)) kept.add(selector);
    }
    if (kept.size === 0) { rule.remove(); return; }
    rule.selectors = [...kept];
    if (inner) rule.walkDecls((d) => { if (INNER_ONLY.has(d.prop)) d.remove(); });
  });
  root.walkAtRules((at) => { if (at.nodes && at.nodes.length === 0) at.remove(); });
  return root.toString();
}

/** The light theme and the shared scale; there is no dark theme yet. */
function tokens() {
  const root = postcss.parse(read(path.join(gov, "styles/lib/html/tokens.css")));
  root.walkAtRules("media", (at) => { if (at.params.includes("prefers-color-scheme")) at.remove(); });
  root.walkRules((rule) => { if (rule.selector.includes("data-theme=dark")) rule.remove(); });
  return root.toString();
}

const RANGE = {
  "": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+2074,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "-ext": "U+0100-024F,U+0259,U+1E00-1EFF,U+2020,U+20A0-20AB,U+20AD-20CF,U+2113,U+2C60-2C7F,U+A720-A7FF",
};
const CUTS = [["regular", 400, "normal"], ["medium", 500, "normal"], ["bold", 700, "normal"], ["italic", 400, "italic"]];

function fonts() {
  let css = "";
  for (const [cut, weight, style] of CUTS) for (const [set, range] of Object.entries(RANGE)) {
    const file = `roboto-${cut}${set}.woff2`;
    fs.copyFileSync(path.join(gov, "fonts/lib", file), path.join(assets, "fonts", file));
    css += `@font-face{font-family:Roboto;font-weight:${weight};font-style:${style};font-display:swap;src:url(fonts/${file}) format("woff2");unicode-range:${range}}`;
  }
  return css;
}

/** One sprite, referenced as `<use href="/assets/icons.svg#name"/>`. */
const ICONS = ["arrow-down", "briefcase", "check-lg", "chevron-left", "chevron-right", "copy", "download", "envelope-fill",
  "exclamation-triangle-fill", "eye", "geo-alt-fill", "info-circle", "lightbulb-fill", "person-fill", "plus-lg", "search", "telephone", "x-lg"];
function sprite() {
  const symbols = ICONS.map((name) => {
    const svg = read(path.join(gov, `icons/lib/components/${name}.svg`));
    const box = /viewBox="([^"]+)"/.exec(svg)?.[1] ?? "0 0 16 16";
    const body = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, "").replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="${box}" fill="currentColor">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- GOV.CZ icons 0.2.3, EUPL-1.2, see vendor/NOTICE -->${symbols.join("")}</svg>\n`;
}

/** Templates and the style guide: what they name stays. */
function contents(dir, ending) {
  return fs.readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && f.name.endsWith(ending))
    .map((f) => ({ raw: read(path.join(f.parentPath ?? f.path, f.name)), extension: "html" }));
}
const named = [
  ...contents(path.join(here, "../../src"), ".html"),
  { raw: read(path.join(here, "../../../docs/guides/look.md")), extension: "html" },
];
const SAFE = { standard: [/^button/, /^message/, /^tag/, /^hint/, "quiet", "plain", "danger", "small", "large", "success", "warning", "error", "primary", "neutral", "problem"] };

async function stylesheet(file, vendorParts, own) {
  const [purged] = await new PurgeCSS().purge({ content: named, css: [{ raw: vendorParts.join("\n") }], safelist: SAFE, variables: false });
  // Own CSS is all vocabulary, so it is not purged; tokens are purged against both.
  const joined = tokens() + purged.css + own;
  const root = postcss.parse(joined);
  const used = new Set();
  const visit = (text) => { for (const [, name] of text.matchAll(/var\(\s*(--[\w-]+)/g)) used.add(name); };
  root.walkDecls((d) => { if (!d.prop.startsWith("--")) visit(d.value); });
  for (let before = -1; before !== used.size;) {
    before = used.size;
    root.walkDecls((d) => { if (used.has(d.prop)) visit(d.value); });
  }
  root.walkDecls((d) => { if (d.prop.startsWith("--") && !used.has(d.prop)) d.remove(); });
  root.walkRules((r) => { if (r.nodes.length === 0) r.remove(); });
  root.walkAtRules((a) => { if (a.nodes && a.nodes.length === 0) a.remove(); });
  const { code } = transform({ filename: file, code: Buffer.from(root.toString()), minify: true, targets: { chrome: 109 << 16, firefox: 115 << 16, safari: (15 << 16) | (4 << 8) } });
  return `/* Made by source/build.mjs. Contains parts of GOV.CZ design system 4.2.7, (c) Ministerstvo vnitra CR, EUPL-1.2, changed: see vendor/NOTICE */\n${code}\n`;
}

const made = {
  "app.css": await stylesheet("app.css", Object.keys(ALIASES).map(readdress), fonts() + read(path.join(here, "own.css"))),
  "outside.css": await stylesheet("outside.css", [], read(path.join(here, "outside.css"))),
  "icons.svg": sprite(),
};
const { gzipSync } = await import("node:zlib");
let differs = false;
for (const [name, text] of Object.entries(made)) {
  const target = path.join(assets, name);
  if (process.argv.includes("--check")) {
    if (!fs.existsSync(target) || fs.readFileSync(target, "utf8") !== text) { differs = true; console.error(`${name} is not what source/ makes; run npm run build`); }
  } else fs.writeFileSync(target, text);
  console.log(`${name}: ${(text.length / 1000).toFixed(1)} kB, ${(gzipSync(text).length / 1000).toFixed(1)} kB gz`);
}
process.exitCode = differs ? 1 : 0;
