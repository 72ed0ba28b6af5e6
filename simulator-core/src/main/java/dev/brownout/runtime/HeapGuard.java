package dev.brownout.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * Checks whether live objects nearly fill the heap, and holds a memory reserve for the report of a run that runs out of
 * memory.
 */
final class HeapGuard {
    /** Share of the heap in use below which no garbage collection is requested. */
    private static final double MUCH = 0.6;

    /** Share of the heap in use after a garbage collection above which memory is short. */
    private static final double FULL = 0.85;

    /** Divisor of the heap size that gives the size of the memory reserve. */
    private static final int PART_KEPT = 32;

    private List<MemoryPoolMXBean> pools = List.of();
    private byte[] reserve = {};

    /** Returns the maximum heap size, in megabytes. */
    static long megabytes() {
        return Runtime.getRuntime().maxMemory() / 1_000_000;
    }

    /** Returns whether live objects nearly fill the heap, even after a garbage collection. */
    boolean isShort() {
        Runtime runtime = Runtime.getRuntime();
        long maxMemory = runtime.maxMemory();
        if (runtime.totalMemory() - runtime.freeMemory() < MUCH * maxMemory) {
            return false;
        }
        if (reserve.length == 0) {
            pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                    .toList();
            reserve = new byte[(int) Math.min(Integer.MAX_VALUE / 2, maxMemory / PART_KEPT)];
        }
        if (liveBytes() < FULL * maxMemory) {
            return false;
        }
        System.gc();
        return liveBytes() >= FULL * maxMemory;
    }

    /** Returns the heap in use after the last garbage collection, in bytes, without the reserve. */
    private long liveBytes() {
        return pools.stream()
                        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                        .sum()
                - reserve.length;
    }

    /** Releases the memory reserve. */
    void release() {
        reserve = new byte[0];
    }
}
