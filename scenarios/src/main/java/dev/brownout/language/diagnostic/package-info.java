/**
 * Problems of a scenario and their locations in source texts.
 *
 * <p>A parser reports to a {@link dev.brownout.language.diagnostic.ProblemCollector} and continues after an error, so
 * that all problems are reported together. A parser of a single value throws
 * {@link dev.brownout.language.diagnostic.ValueException}, which has no location yet. This package does not depend on
 * the scenario language.
 */
package dev.brownout.language.diagnostic;
