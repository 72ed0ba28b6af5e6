package dev.brownout.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The memory of the process, as far as what it holds for long nearly fills it. */
final class HeapGuard {
    /** Below this share of the heap in use nobody asks for more. */
    private static final double MUCH = 0.6;

    /** With more than this share in use after one has tidied up, the memory is short. */
    private static final double FULL = 0.85;

    /** This part of the heap is put aside for saying what has been measured when there is nothing left. */
    private static final int PART_KEPT = 32;

    private List<MemoryPoolMXBean> pools = List.of();
    private byte[] reserve = {};

    /** The most that there can be, in megabytes. */
    static long megabytes() {
        return Runtime.getRuntime().maxMemory() / 1_000_000;
    }

    /** Whether so much is in use, however often one tidies up, that hardly any is left. */
    boolean isShort() {
        Runtime runtime = Runtime.getRuntime();
        long most = runtime.maxMemory();
        if (runtime.totalMemory() - runtime.freeMemory() < MUCH * most) {
            return false;
        }
        if (reserve.length == 0) {
            pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                    .toList();
            reserve = new byte[(int) Math.min(Integer.MAX_VALUE / 2, most / PART_KEPT)];
        }
        if (lasting() < FULL * most) {
            return false;
        }
        System.gc();
        return lasting() >= FULL * most;
    }

    /**
     * What was in use, in bytes, when the memory was last tidied up, as it is by itself before it runs out; what is put
     * aside is not.
     */
    private long lasting() {
        return pools.stream()
                        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                        .sum()
                - reserve.length;
    }

    /** Gives back what was put aside. */
    void release() {
        reserve = new byte[0];
    }
}
