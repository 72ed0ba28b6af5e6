package dev.brownout.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Utilities for the generic types of parameters. */
public final class GenericTypes {

    private GenericTypes() {}

    /** Returns whether the type is an {@code Optional}. */
    public static boolean isOptional(Type type) {
        return raw(type) == Optional.class;
    }

    /** Returns whether the type is a {@code List}. */
    public static boolean isList(Type type) {
        return raw(type) == List.class;
    }

    /** Returns whether the type is a {@code Map} or a subtype of it, such as {@code SortedMap}. */
    public static boolean isMap(Type type) {
        return Map.class.isAssignableFrom(raw(type));
    }

    /**
     * Returns the raw class of a type.
     *
     * @throws IllegalArgumentException for wildcards and type variables
     */
    public static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        throw new IllegalArgumentException("a parameter's type is a class, with arguments or without, not " + type);
    }

    /** Returns the last type argument: the content type of an Optional, a list or a map. */
    public static Type content(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }
}
