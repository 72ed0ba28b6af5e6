package dev.brownout.spec;

/**
 * What a scenario writes like a function, such as {@code erlang(k=4 mean=20ms)}: a record with a {@link Kind}, the name
 * before the brackets. Its components are the arguments, in the order in which they stand without names.
 *
 * <p>An argument is a bare number within its limits, or an amount ({@link InUnit}); a law or a popularity of keys; an
 * Optional of these, or one with a {@link Default}; a list of amounts, which takes all values without names; the pairs
 * of a mixture or the shares of hot keys; {@link RecordedText} values.
 *
 * @param <T> what is meant by it
 */
@FunctionalInterface
public interface FunctionSyntax<T> {
    /** What is meant; throws IllegalArgumentException, saying argument and rule, where there is no such thing. */
    T meant();
}
