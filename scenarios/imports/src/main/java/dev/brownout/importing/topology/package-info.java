/**
 * System topology from configuration files: parts, roles, callers and entry points. Generates the scenario of a system,
 * with guesses marked as guesses.
 */
package dev.brownout.importing.topology;
