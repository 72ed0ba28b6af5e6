/**
 * A single run: builds the components of a scenario, executes the event loop, checks the accounting identities, and
 * returns a result. The package {@code dev.brownout.metrics} evaluates the measurements.
 */
package dev.brownout.runtime;
