package dev.brownout.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The memory of the process, as far as what it holds for long nearly fills it. */
final class Heap {
    /** What lasts takes at least this share of the heap before anybody asks for more. */
    private static final double MUCH = 0.6;

    /** With more than this share in use after one has tidied up, the memory is short. */
    private static final double FULL = 0.85;

    /** After so many looks at most the memory is tidied up again, which takes its time. */
    private static final long LOOKS_MOST = 1000;

    private List<MemoryPoolMXBean> pools = List.of();
    private long looks;
    /** What was in use when the memory was last tidied up, and at which look. */
    private long before;

    private long tidiedAt;
    private long tidyAt;

    /** The most that there can be, in megabytes. */
    long megabytes() {
        return Runtime.getRuntime().maxMemory() / 1_000_000;
    }

    /** Whether so much is in use, however often one tidies up, that hardly any is left. */
    boolean isShort() {
        looks++;
        long most = Runtime.getRuntime().maxMemory();
        if (looks < tidyAt || used() < MUCH * most) {
            return false;
        }
        if (pools.isEmpty()) {
            pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                    .toList();
        }
        if (pools.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum() < MUCH * most) {
            return false;
        }
        System.gc();
        long now = used();
        double growth = Math.max(1, (double) (now - before) / (looks - tidiedAt));
        tidyAt = looks + Math.max(1, Math.min(LOOKS_MOST, (long) ((FULL * most - now) / (2 * growth))));
        tidiedAt = looks;
        before = now;
        return now > FULL * most;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
