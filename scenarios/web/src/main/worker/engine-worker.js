/**
 * The engine in a Web Worker.
 *
 * The page sends {type: 'init', module, base}: the address of the folder with engine.wasm and engine-runtime.js, and the
 * compiled program if an earlier worker has returned it. The worker answers {type: 'ready', module}. Then the page sends
 * {id, call, args}. The worker answers {id, type: 'progress', value} any number of times, and at last
 * {id, type: 'result', value} or {id, type: 'error', message}. To cancel a call, and after an error, the page ends the
 * worker.
 */
'use strict';

const DEEP = 'the text needs a larger stack than a browser has: it has deep nesting or very long words; '
  + 'the command brownout has no such limit';

let program;

/** Compiles the program. A server may send it under any media type. */
async function compile(address) {
  const builtins = {builtins: ['js-string']};
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`${address} cannot be loaded: status ${response.status}`);
  }
  return (response.headers.get('Content-Type') || '').startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response, builtins)
    : WebAssembly.compile(await response.arrayBuffer(), builtins);
}

/** Creates an instance of a compiled program. The runtime can only load one that it compiles itself. */
async function instance(module) {
  const {compile: original} = WebAssembly;
  WebAssembly.compile = async () => module;
  try {
    return await TeaVM.wasmGC.load(new Uint8Array());
  } finally {
    WebAssembly.compile = original;
  }
}

async function start({module, base}) {
  importScripts(new URL('engine-runtime.js', base));
  const compiled = module || await compile(new URL('engine.wasm', base));
  program = (await instance(compiled)).exports;
  return compiled;
}

/** Returns the message of an error. Browsers differ in the error of a full stack. */
function message(error) {
  return error instanceof RangeError || error.name === 'InternalError' ? DEEP : error.message || String(error);
}

/** Returns the values of a call. The first one is an error message, or empty. */
function checked([error, ...values]) {
  if (error) {
    throw new Error(error);
  }
  return values;
}

const fileNames = files => Object.keys(files || {});
const fileTexts = files => Object.values(files || {});

const limits = ({maxRequests, maxSeconds, maxMegabytes}) => [maxRequests || 0, maxSeconds || 0, maxMegabytes || 0];

/** Returns a function that sends the completed shares to the page. */
const progress = id => shares => self.postMessage({id, type: 'progress', value: shares.split(' ').map(Number)});

/** Returns a call with a scenario and its files that has a JSON result. */
const scenarioCall = call => (id, text, files, name = 'scenario') =>
  JSON.parse(checked(program[call](name, text, fileNames(files), fileTexts(files)))[0]);

const calls = {
  validate: scenarioCall('validate'),
  estimate: scenarioCall('estimate'),
  targets: scenarioCall('targets'),

  settings(id, text, files, name = 'scenario') {
    return JSON.parse(checked(program.settings(name, text))[0]);
  },

  capacity(id, text, files, path, name = 'scenario') {
    return JSON.parse(checked(program.capacity(name, text, fileNames(files), fileTexts(files), path))[0]);
  },

  explain(id, word, language = 'en', sentences = '') {
    const [text] = checked(program.explain(word, language, sentences));
    return {text};
  },

  run(id, text, options = {}) {
    const {name = 'scenario', files, seed = '', variants = [], set = [], language = 'en'} = options;
    const [resultJson, reportHtml, screen, verdict, exitCode, seconds, view] = checked(program.run(
      name, text, fileNames(files), fileTexts(files), String(seed ?? ''), variants, set, language,
      limits(options), progress(id)));
    return {
      resultJson, reportHtml, screen, verdict, exitCode: Number(exitCode), seconds: Number(seconds),
      view: JSON.parse(view),
    };
  },

  replicate(id, text, options = {}) {
    const {name = 'scenario', files, seed = '', runs = 20} = options;
    const [result] = checked(program.replicate(
      name, text, fileNames(files), fileTexts(files), String(seed ?? ''), runs, limits(options), progress(id)));
    return JSON.parse(result);
  },

  library() {
    return JSON.parse(checked(program.library())[0]);
  },

  lesson(id, name) {
    return JSON.parse(checked(program.lesson(name))[0]);
  },

  scenario(id, name) {
    const [text] = checked(program.scenario(name));
    return text;
  },
};

self.onmessage = async ({data}) => {
  const {type, id, call, args = []} = data;
  try {
    if (type === 'init') {
      self.postMessage({type: 'ready', module: await start(data)});
    } else {
      self.postMessage({id, type: 'result', value: calls[call](id, ...args)});
    }
  } catch (error) {
    self.postMessage({id, type: 'error', message: message(error)});
  }
};
