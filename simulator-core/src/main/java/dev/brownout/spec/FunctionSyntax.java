package dev.brownout.spec;

/**
 * A value in function syntax, such as {@code erlang(k=4 mean=20ms)}: a record with a {@link Kind}, which is the name
 * before the parentheses. The record components are the arguments, in their order without names.
 *
 * <p>Types of arguments: a bare number within its limits, or an amount ({@link InUnit}); a distribution or a key
 * distribution; an Optional of these, or one with a {@link Default}; a list of amounts, which takes all unnamed values;
 * the pairs of a mixture or the shares of hot keys; {@link RecordedText} values; a {@link RecordedTable} with its
 * columns; a word of an enumeration; true or false.
 *
 * @param <T> type of the value
 */
@FunctionalInterface
public interface FunctionSyntax<T> {
    /**
     * Returns the value.
     *
     * @throws IllegalArgumentException if the arguments are invalid; the message names the argument and the rule
     */
    T parsedValue();
}
