/** The calls of a page to the engine, as texts and JSON. They are the same in a browser and on a server. */
package dev.brownout.page;
