package dev.brownout.measure;

/** Counts bytes that move: printed in kB, MB or GB, and billed by the gigabyte. */
public final class ByteCounter extends Counter {
    /** Starts at 0. */
    public ByteCounter(Grid grid) {
        super(grid);
    }

    @Override
    public String unit() {
        return "B";
    }

    @Override
    Counter nothing(Grid ofGrid) {
        return new ByteCounter(ofGrid);
    }
}
