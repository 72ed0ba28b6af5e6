package dev.brownout.instrument;

/** Counts bytes that move: printed in kB, MB or GB, and billed by the gigabyte. */
public final class ByteCounter extends Counter {
    /** Starts at 0. */
    public ByteCounter(TimeGrid grid) {
        super(grid);
    }

    @Override
    public String unit() {
        return "B";
    }

    @Override
    Counter nothing(TimeGrid ofGrid) {
        return new ByteCounter(ofGrid);
    }
}
