/**
 * One run: builds the components of a scenario, drives the loop, audits the books and returns a result, which
 * {@code reading} reads off what was counted.
 */
package dev.brownout.runtime;
