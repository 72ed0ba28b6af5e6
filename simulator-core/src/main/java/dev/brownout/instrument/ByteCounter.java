package dev.brownout.instrument;

/** Counter of transferred bytes. They are printed in kB, MB or GB, and billed by the gigabyte. */
public final class ByteCounter extends Counter {
    /** Creates a counter with the value 0. */
    public ByteCounter(TimeGrid grid) {
        super(grid);
    }

    @Override
    public String unit() {
        return "B";
    }

    @Override
    Counter newEmpty(TimeGrid ofGrid) {
        return new ByteCounter(ofGrid);
    }
}
