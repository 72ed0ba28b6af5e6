package dev.brownout.workload;

import static dev.brownout.spec.InUnit.Unit.NANOSECONDS;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.RecordedText;
import java.util.Arrays;

/** Load of recorded arrivals, played back once. */
public final class TraceArrivals implements LoadProfile {

    private static final long SECOND = 1_000_000_000L;

    private final long[] atNanos;

    /** Arguments in the scenario language. */
    @Kind("trace")
    @Doc("Recorded arrivals: the times in a file.")
    @Example("trace(arrivals.csv)")
    public record Arguments(@InUnit(NANOSECONDS) RecordedText<Double> path) implements FunctionSyntax<LoadProfile> {
        @Override
        public TraceArrivals meant() {
            return new TraceArrivals(
                    path.lines().stream().mapToLong(Double::longValue).toArray());
        }
    }

    /**
     * Creates a trace of instants, in nanoseconds since the start; throws unless they are in ascending order and none
     * is negative.
     */
    public TraceArrivals(long... atNanos) {
        this.atNanos = atNanos.clone();
        long before = 0;
        for (long at : atNanos) {
            LoadArguments.that(at >= before, "recorded arrivals must be in order and >= 0 ns", at);
            before = at;
        }
    }

    /** Returns the number of arrivals. */
    public int size() {
        return atNanos.length;
    }

    /** Returns the instant of an arrival, in nanoseconds, by its number from 0. */
    public long at(int number) {
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
        return Math.max(0, before(toNanos) - before(fromNanos));
    }

    /** Returns the number of arrivals before an instant. */
    private int before(long instant) {
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
