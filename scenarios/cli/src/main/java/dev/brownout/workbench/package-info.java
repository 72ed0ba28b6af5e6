/** Workbench in a browser: a web page for editing scenarios, running them and reading their reports, and its server. */
package dev.brownout.workbench;
