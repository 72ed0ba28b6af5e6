/**
 * Spans of distributed tracing, as OpenTelemetry and Jaeger write them: who calls whom, in which order, how often, and
 * how long each works itself; and the scenario that says so.
 */
package dev.brownout.importing.spans;
