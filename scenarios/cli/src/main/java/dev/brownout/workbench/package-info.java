/**
 * Scenarios in a browser: a page in which somebody changes one, runs it and reads its report, and the server of that
 * page.
 */
package dev.brownout.workbench;
