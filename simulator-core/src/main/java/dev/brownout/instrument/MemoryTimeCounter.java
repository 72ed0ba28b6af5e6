package dev.brownout.instrument;

/**
 * Counter of memory times the duration of its use, in MiB times milliseconds. It is billed as bytes over time, such as
 * by the GiB and second.
 */
public final class MemoryTimeCounter extends Counter {
    /** Bytes times nanoseconds of one count. */
    public static final long BYTE_NANOS = (1L << 20) * 1_000_000;

    /** Creates a counter with the value 0. */
    public MemoryTimeCounter(TimeGrid grid) {
        super(grid);
    }

    @Override
    Counter newEmpty(TimeGrid ofGrid) {
        return new MemoryTimeCounter(ofGrid);
    }
}
