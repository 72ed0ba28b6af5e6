package dev.brownout.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Objects that the parts of a run share, one for each type. */
final class SharedInstances {
    private final Map<Class<?>, Object> instances = new LinkedHashMap<>();

    /** Returns the object of a type, created on first use. */
    @SuppressWarnings("unchecked")
    <T> T get(Class<?> type, Supplier<T> factory) {
        T instance = (T) instances.get(type);
        if (instance == null) {
            instance = factory.get();
            instances.put(type, instance);
        }
        return instance;
    }
}
