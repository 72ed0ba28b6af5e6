package dev.brownout.typetable;

import java.lang.reflect.Constructor;

/** Loads generated tables by their class names. */
final class GeneratedTables {
    private GeneratedTables() {}

    /** Returns the generated table of a type, or a table by reflection if none was generated. */
    static TypeTable load(Class<?> type) {
        try {
            String name = type.getName().replace('$', '_') + TypeTables.ENDING;
            Constructor<?> constructor =
                    Class.forName(name, true, type.getClassLoader()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (TypeTable) constructor.newInstance();
        } catch (ClassNotFoundException foreign) {
            return new ReflectedTypeTable(type);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
