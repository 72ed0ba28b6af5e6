package dev.brownout.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** The memory of the process, as far as what it holds for long nearly fills it. */
final class Heap {
    /** Where less than this share of the heap is in use or has been left lying about, nobody need ask for more. */
    private static final double PLENTY = 0.75;

    private static final double FULL = 0.9;

    private List<MemoryPoolMXBean> pools = List.of();

    /** The most that there can be, in megabytes. */
    long megabytes() {
        return Runtime.getRuntime().maxMemory() / 1_000_000;
    }

    /** Whether so much was still in use when the memory was last tidied up that hardly any is left. */
    boolean isShort() {
        Runtime runtime = Runtime.getRuntime();
        if (runtime.totalMemory() - runtime.freeMemory() < PLENTY * runtime.maxMemory()) {
            return false;
        }
        if (pools.isEmpty()) {
            pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                    .toList();
        }
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage kept = pool.getCollectionUsage();
            if (kept != null && kept.getMax() > 0 && kept.getUsed() > FULL * kept.getMax()) {
                return true;
            }
        }
        return false;
    }
}
