/** One run: builds the components of a scenario, drives the loop, audits the books and returns a result. */
package dev.brownout.run;
