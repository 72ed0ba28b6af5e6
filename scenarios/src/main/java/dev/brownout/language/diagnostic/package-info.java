/**
 * What is wrong with a scenario, and where: a place in a text that was read, and the problems found there.
 *
 * <p>Whoever reads something takes {@link dev.brownout.language.diagnostic.ProblemCollector} and goes on after a
 * mistake, so that all that are found are told at once; a reader of a single value throws
 * {@link dev.brownout.language.diagnostic.ValueException}, which knows no place yet. Nothing here knows the language.
 */
package dev.brownout.language.diagnostic;
