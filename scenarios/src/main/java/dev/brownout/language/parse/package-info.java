/**
 * Parsers of single values: amounts with units and expressions of them, distributions and loads written as functions,
 * relations between metrics, prices, and the names that a scenario can use.
 *
 * <p>{@link dev.brownout.language.parse.ScalarParser} covers every type of a single value. A parser throws
 * {@link dev.brownout.language.diagnostic.ValueException} about a part of the text. This package does not depend on the
 * location of a value in a file.
 */
package dev.brownout.language.parse;
