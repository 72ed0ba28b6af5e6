package dev.brownout.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about the generic types that parameters have. */
public final class GenericTypes {

    private GenericTypes() {}

    /** Whether the type is an {@code Optional} of something. */
    public static boolean isOptional(Type type) {
        return raw(type) == Optional.class;
    }

    /** Whether the type is a {@code List} of something. */
    public static boolean isList(Type type) {
        return raw(type) == List.class;
    }

    /** Whether the type is a {@code Map} or {@code SortedMap} from names to something. */
    public static boolean isMap(Type type) {
        return Map.class.isAssignableFrom(raw(type));
    }

    /** The class behind a type; throws IllegalArgumentException for wildcards and type variables. */
    public static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        throw new IllegalArgumentException("a parameter's type is a class, with arguments or without, not " + type);
    }

    /** The last type argument: what an Optional, a list or a map holds. */
    public static Type content(Type type) {
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        return arguments[arguments.length - 1];
    }
}
