package dev.brownout.web.emulation;

/** Methods about the memory of the program, which a page cannot ask for. */
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
}
