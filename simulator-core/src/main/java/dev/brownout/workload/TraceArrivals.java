package dev.brownout.workload;

import static dev.brownout.spec.InUnit.Unit.NANOSECONDS;

import dev.brownout.spec.ColumnSeparator;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.RecordedTable;
import dev.brownout.spec.TableColumn;
import java.util.Arrays;
import java.util.Optional;

/** Load of recorded arrivals, played back once. */
public final class TraceArrivals implements LoadProfile {

    private static final long SECOND = 1_000_000_000L;

    private final long[] atNanos;

    /** Arguments in the scenario language. */
    @Kind("trace")
    @Doc("Recorded arrivals: a time since the start on each line of a file, in order. A file with "
            + "several columns or a header needs the arguments below; its rows are sorted by their "
            + "times, which then count from the earliest one. The file may be compressed (.gz).")
    @Example("trace(arrivals.csv)")
    public record Arguments(
            @Doc("File of the arrival times.") RecordedTable path,

            @Doc("Column of the times: its number from 1, or its name in the header; default: the first.")
            @TableColumn(value = TableColumn.Content.ARRIVALS, position = 1)
            Optional<String> time,

            @Doc("Unit of times without one, such as 1us; not needed for Unix times and dates.") @InUnit(NANOSECONDS)
            Optional<Long> unit,

            @Doc("Whether the first line has the names of the columns; default: true if its time is no time.")
            Optional<Boolean> header,

            @Doc("Separator of the columns: comma, semicolon, tab, pipe or space; default: the "
                    + "first of tab, semicolon, comma and pipe that is on the first line.")
            Optional<ColumnSeparator> separator)
            implements FunctionSyntax<LoadProfile> {
        @Override
        public TraceArrivals parsedValue() {
            return new TraceArrivals(
                    path.times().stream().mapToLong(Long::longValue).toArray());
        }
    }

    /**
     * Creates a trace of instants, in nanoseconds since the start; throws unless they are in ascending order and none
     * is negative.
     */
    public TraceArrivals(long... atNanos) {
        this.atNanos = atNanos.clone();
        long before = 0;
        for (long instant : atNanos) {
            LoadArguments.require(instant >= before, "recorded arrivals must be in order and >= 0 ns", instant);
            before = instant;
        }
    }

    /** Returns the number of arrivals. */
    public int size() {
        return atNanos.length;
    }

    /** Returns the instant of an arrival, in nanoseconds, by its number from 0. */
    public long instantOf(int number) {
        return atNanos[number];
    }

    /** Returns the number of arrivals in the whole second of the run that contains the instant. */
    @Override
    public double ratePerSecond(long atNanos) {
        long second = atNanos / SECOND * SECOND;
        return expected(second, second + SECOND);
    }

    @Override
    public double expected(long fromNanos, long toNanos) {
        return Math.max(0, arrivalsBefore(toNanos) - arrivalsBefore(fromNanos));
    }

    /** Returns the number of arrivals before an instant. */
    private int arrivalsBefore(long instant) {
        int low = 0;
        int high = atNanos.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atNanos[middle] < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TraceArrivals that && Arrays.equals(atNanos, that.atNanos);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(atNanos);
    }

    @Override
    public String toString() {
        return "TraceArrivals[" + atNanos.length + " arrivals]";
    }
}
