// Rules of .ci/lint for the scripts of the pages: defects, not style.

// Names that browsers define, in pages and in workers.
const BROWSER = `AbortController Blob CSS CompressionStream DecompressionStream Image Option ResizeObserver Response
  TextDecoderStream URL URLSearchParams WebAssembly Worker XMLSerializer addEventListener atob btoa caches clearTimeout
  console crypto devicePixelRatio document fetch getComputedStyle getSelection history importScripts indexedDB innerHeight
  innerWidth localStorage location matchMedia navigator parent performance postMessage prompt registration sessionStorage
  requestAnimationFrame scrollTo scrollY self setInterval setTimeout skipWaiting window`;
// Names of Node.js, of the search that site.js uses, and of the runtime of the engine.
const OTHERS = 'process searchPages TeaVM';

const RULES = `array-callback-return constructor-super for-direction getter-return no-async-promise-executor
  no-class-assign no-compare-neg-zero no-cond-assign no-const-assign no-constant-binary-expression
  no-constant-condition no-constructor-return no-dupe-args no-dupe-class-members no-dupe-else-if no-dupe-keys
  no-duplicate-case no-duplicate-imports no-empty-character-class no-empty-pattern no-eval no-ex-assign
  no-fallthrough no-func-assign no-global-assign no-implied-eval no-import-assign no-invalid-regexp
  no-irregular-whitespace no-loss-of-precision no-misleading-character-class no-new-func no-new-native-nonconstructor
  no-obj-calls no-prototype-builtins no-redeclare no-self-assign no-self-compare no-setter-return
  no-shadow-restricted-names no-sparse-arrays no-template-curly-in-string no-this-before-super no-throw-literal
  no-undef no-unexpected-multiline no-unreachable no-unreachable-loop no-unsafe-finally no-unsafe-negation
  no-unsafe-optional-chaining no-unused-private-class-members no-unused-vars no-useless-assignment
  no-useless-backreference require-yield use-isnan valid-typeof`;

const words = (text) => text.split(/\s+/);

export default [
  {
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: 'module',
      globals: {
        ...Object.fromEntries(words(`${BROWSER} ${OTHERS}`).map((name) => [name, 'readonly'])),
        onmessage: 'writable',
      },
    },
    rules: {
      ...Object.fromEntries(words(RULES).map((rule) => [rule, 'error'])),
      'no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
    },
  },
  {
    // Messages have the same parameters in each language; a language may need fewer of them.
    files: ['**/texts/en.js', '**/texts/ko.js'],
    rules: { 'no-unused-vars': ['error', { args: 'none' }] },
  },
];
