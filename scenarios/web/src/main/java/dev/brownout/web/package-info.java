/** The engine for a Web Worker of a browser, compiled to WebAssembly by TeaVM. */
package dev.brownout.web;
