package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.RecordedText;
import java.util.Arrays;

/** Distribution of measured values. Each value is equally likely. */
public final class EmpiricalDistribution implements Distribution {

    private final double[] values;

    /** Arguments in the scenario language. */
    @Kind("file")
    @Doc("Recorded values, with the frequencies of the file.")
    @Example("file(latency.csv)")
    public record Arguments(
            @Doc("File with one value on each line.") @InUnit(OF_VALUES)
            RecordedText<Double> path) implements FunctionSyntax<Distribution> {
        @Override
        public EmpiricalDistribution parsedValue() {
            return new EmpiricalDistribution(
                    path.lines().stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /**
     * Creates the distribution of values in any order; throws unless there is at least one, and all are at least 0 and
     * finite.
     */
    public EmpiricalDistribution(double... values) {
        DistributionArguments.atLeast("number of values", values.length, 1);
        this.values = values.clone();
        Arrays.sort(this.values);
        DistributionArguments.notNegative("value", this.values[0]);
        DistributionArguments.notNegative("value", this.values[values.length - 1]);
    }

    @Override
    public double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Override
    public double variance() {
        double mean = mean();
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }

    @Override
    public double cumulative(double x) {
        int low = 0;
        int high = values.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (double) low / values.length;
    }

    @Override
    public double quantile(double p) {
        DistributionArguments.share("p", p);
        int rank = (int) Math.ceil(p * values.length);
        return values[Math.max(1, rank) - 1];
    }

    @Override
    public Sampler sampler() {
        double[] sorted = values;
        return random -> sorted[random.nextInt(sorted.length)];
    }

    @Override
    public EmpiricalDistribution scale(double factor) {
        DistributionArguments.positive("factor", factor);
        double[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new EmpiricalDistribution(scaled);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmpiricalDistribution that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Empirical[" + values.length + " values from " + values[0] + " to " + values[values.length - 1] + "]";
    }
}
