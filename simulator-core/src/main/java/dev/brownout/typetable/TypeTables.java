package dev.brownout.typetable;

/** Finds the tables of types. They use reflection; those of the build for browsers are generated classes. */
public final class TypeTables {
    private static final ClassValue<TypeTable> TABLES = new ClassValue<>() {
        @Override
        protected TypeTable computeValue(Class<?> type) {
            return load(type);
        }
    };

    private TypeTables() {}

    /** Returns the table of a type. Each call returns the same object. */
    public static TypeTable table(Class<?> type) {
        return TABLES.get(type);
    }

    /** Creates the table of a type. The build for browsers replaces this method. */
    private static TypeTable load(Class<?> type) {
        return new ReflectedTypeTable(type);
    }
}
