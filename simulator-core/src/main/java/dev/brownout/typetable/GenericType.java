package dev.brownout.typetable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * A class with type arguments, such as {@code Optional<Duration>}. A wildcard or type variable is represented by its
 * upper bound.
 */
public final class GenericType implements ParameterizedType {
    private final Class<?> raw;
    private final List<Type> arguments;

    private GenericType(Class<?> raw, List<Type> arguments) {
        this.raw = raw;
        this.arguments = arguments;
    }

    /** Returns a class with type arguments. */
    public static GenericType of(Class<?> raw, Type... arguments) {
        return new GenericType(raw, List.of(arguments));
    }

    @Override
    public Type[] getActualTypeArguments() {
        return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
        return raw;
    }

    @Override
    public Type getOwnerType() {
        return raw.getDeclaringClass();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ParameterizedType type
                && type.getRawType().equals(raw)
                && Arrays.asList(type.getActualTypeArguments()).equals(arguments);
    }

    @Override
    public int hashCode() {
        return 31 * raw.hashCode() + arguments.hashCode();
    }

    @Override
    public String getTypeName() {
        StringJoiner names = new StringJoiner(", ", raw.getName() + "<", ">");
        arguments.forEach(argument -> names.add(argument.getTypeName()));
        return names.toString();
    }

    @Override
    public String toString() {
        return getTypeName();
    }
}
