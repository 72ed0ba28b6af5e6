package dev.brownout.typetable;

import java.lang.reflect.Constructor;

/**
 * Finds the tables of types. The table of a type is a generated class beside it. A type that was compiled without the
 * annotation processor, such as a component of another project, has a table that uses reflection.
 */
public final class TypeTables {
    /** Ending of the names of generated classes. The names of nested types are joined by underscores. */
    public static final String ENDING = "_Table";

    private static final ClassValue<TypeTable> TABLES = new ClassValue<>() {
        @Override
        protected TypeTable computeValue(Class<?> type) {
            return load(type);
        }
    };

    private TypeTables() {}

    /** Returns the table of a type. Each call returns the same object. */
    public static TypeTable of(Class<?> type) {
        return TABLES.get(type);
    }

    private static TypeTable load(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return new ReflectedTypeTable(type);
        }
        try {
            String name = type.getName().replace('$', '_') + ENDING;
            Constructor<?> constructor = Class.forName(name, true, loader).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (TypeTable) constructor.newInstance();
        } catch (ClassNotFoundException foreign) {
            return new ReflectedTypeTable(type);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
