/**
 * Import of distributed tracing spans in the formats of OpenTelemetry and Jaeger. The call graph, the order and number
 * of calls, and the own time of each operation are derived from the spans and written as a scenario.
 */
package dev.brownout.importing.spans;
