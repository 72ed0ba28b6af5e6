/**
 * How a single value is read: amounts with their units and what is computed of them, laws and loads that are written
 * like functions, relations between numbers, prices, and the words that a scenario can name.
 *
 * <p>{@link dev.brownout.language.parse.ScalarParser} knows every type of a single value; a reader throws
 * {@link dev.brownout.language.diagnostic.ValueException} about a part of the text. Nothing here knows where a value
 * stands in a file.
 */
package dev.brownout.language.parse;
