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
import java.util.List;
import java.util.Optional;

/**
 * Load from a table of times and rates. The rate before the first time is the first one, and the last rate has no end.
 */
public final class RateTableLoad implements OpenLoad {

    private final long[] atNanos;
    private final double[] rates;
    private final Interpolation interpolation;

    /** Arguments in the scenario language. */
    @Kind("rates")
    @Doc("Poisson, with the rates of a table, such as the export of a monitoring system: a time "
            + "and a rate on each line. The first rate also applies before the first time, and the "
            + "last rate afterwards. A row without a rate (empty, null or NaN) is skipped. Times "
            + "are in seconds from the start of the run if they have no unit; dates and Unix times "
            + "count from the first row. Times ascend. The file may be compressed (.gz).")
    @Example("rates(requests.csv time=ts rate=value interpolation=steps)")
    public record Arguments(
            @Doc("File of the times and rates.") RecordedTable path,

            @Doc("Column of the times: its number from 1, or its name in the header; default: the first.")
            @TableColumn(value = TableColumn.Content.INSTANTS, position = 1)
            Optional<String> time,

            @Doc("Column of the rates; default: the second.")
            @TableColumn(value = TableColumn.Content.RATES, position = 2)
            Optional<String> rate,

            @Doc("Rate between two times: linear, or steps if each rate holds until the next time; default: linear.")
            Optional<Interpolation> interpolation,

            @Doc("Unit of times without one; default: 1s.") @InUnit(NANOSECONDS)
            Optional<Long> unit,

            @Doc("Duration to which rates without a unit refer, such as 1m for requests per minute; default: 1s.")
            @InUnit(NANOSECONDS)
            Optional<Long> per,

            @Doc("Whether the first line has the names of the columns; default: true if its time is no time.")
            Optional<Boolean> header,

            @Doc("Separator of the columns: comma, semicolon, tab, pipe or space; default: the "
                    + "first of tab, semicolon, comma and pipe that is on the first line.")
            Optional<ColumnSeparator> separator)
            implements FunctionSyntax<LoadProfile> {
        @Override
        public RateTableLoad parsedValue() {
            return new RateTableLoad(path.times(), path.rates(), interpolation.orElse(Interpolation.LINEAR));
        }
    }

    /** Rate between two times. */
    public enum Interpolation {
        /** The rate changes linearly from one time to the next. */
        LINEAR,
        /** Each rate holds until the next time. */
        STEPS
    }

    /**
     * Creates a load; throws unless there is at least one time, the times ascend and none is negative, and there is a
     * rate from 0 to 10<sup>9</sup> requests per second for each.
     *
     * @param times nanoseconds since the start of the run
     * @param rates requests per second, one for each time
     */
    public RateTableLoad(List<Long> times, List<Double> rates, Interpolation interpolation) {
        LoadArguments.require(!times.isEmpty() && times.size() == rates.size(), "each time needs a rate", rates.size());
        this.atNanos = times.stream().mapToLong(Long::longValue).toArray();
        this.rates = rates.stream().mapToDouble(Double::doubleValue).toArray();
        this.interpolation = interpolation;
        long before = -1;
        for (long instant : atNanos) {
            LoadArguments.require(instant > before, "the times of rates must ascend and be >= 0 ns", instant);
            before = instant;
        }
        rates.forEach(rate -> LoadArguments.rate("rate", rate));
    }

    @Override
    public RateSegment stretchAt(long instant) {
        int found = Arrays.binarySearch(atNanos, instant);
        int row = found < 0 ? -found - 2 : found;
        if (row < 0) {
            return RateSegment.level(0, atNanos[0], rates[0]);
        }
        if (row == atNanos.length - 1) {
            return RateSegment.level(atNanos[row], FOREVER, rates[row]);
        }
        return interpolation == Interpolation.STEPS || rates[row] == rates[row + 1]
                ? RateSegment.level(atNanos[row], atNanos[row + 1], rates[row])
                : RateSegment.ofRates(atNanos[row], atNanos[row + 1], rates[row], rates[row + 1]);
    }

    /**
     * Returns the last time of a linear table. The last rate of steps holds as long as the one before it; a single step
     * has no end.
     */
    @Override
    public long lengthNanos() {
        int last = atNanos.length - 1;
        if (interpolation == Interpolation.STEPS) {
            return last == 0 ? FOREVER : RateSegment.addNanos(atNanos[last], atNanos[last] - atNanos[last - 1]);
        }
        return atNanos[last] == 0 ? FOREVER : atNanos[last];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateTableLoad that
                && interpolation == that.interpolation
                && Arrays.equals(atNanos, that.atNanos)
                && Arrays.equals(rates, that.rates);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(atNanos) + Arrays.hashCode(rates);
    }

    @Override
    public String toString() {
        return "RateTableLoad[" + atNanos.length + " rates, " + interpolation + "]";
    }
}
