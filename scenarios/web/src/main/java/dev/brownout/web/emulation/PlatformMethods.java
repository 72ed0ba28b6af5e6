package dev.brownout.web.emulation;

import dev.brownout.typetable.TypeTable;
import dev.brownout.typetable.TypeTables;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.util.List;

/** Methods about the platform of the program: its memory, which a page cannot ask for, and its classes. */
public final class PlatformMethods {
    private static final long HEAP_BYTES = 1L << 32;

    private PlatformMethods() {}

    /** Methods of {@code java.lang.Runtime}. */
    public static final class OfRuntime {
        private OfRuntime() {}

        /** Returns the largest heap of a page in the common browsers, in bytes: that of compressed pointers. */
        public static long maxMemory(Runtime runtime) {
            return HEAP_BYTES;
        }
    }

    /** Methods of {@code dev.brownout.runtime.HeapGuard}. */
    public static final class OfHeapGuard {
        private OfHeapGuard() {}

        /** Returns that memory is not short. A run in a page has a limit of its own. */
        public static boolean isShort() {
            return false;
        }
    }

    /** Methods of {@code dev.brownout.typetable.TypeTables}. */
    public static final class OfTypeTables {
        private OfTypeTables() {}

        /** Returns the generated table of a type, or a table without content if none was generated. */
        public static TypeTable load(Class<?> type) {
            try {
                String name = type.getName().replace('$', '_') + TypeTables.ENDING;
                Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
                constructor.setAccessible(true);
                return (TypeTable) constructor.newInstance();
            } catch (ClassNotFoundException none) {
                return new TypeTable(type, new Annotation[0], List.of(), List.of()) {};
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
