package dev.brownout.verify.run;

import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import dev.brownout.result.WindowResult;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.SinusoidEstimate;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Result of one run. Most of its methods return partial estimates, which can be merged with those of other runs. */
public record ReplicationResult(VariantResult result) {
    private static final double P99 = 99;

    /** Returns the measured time in seconds, without the warm-up. */
    public double seconds() {
        return (result.run().durationNanos() - result.run().warmupNanos()) / 1e9;
    }

    /** Returns the result of a request class. */
    public RequestResult requests(String type) {
        return result.requests().get(type);
    }

    /**
     * Returns the result of a request class in one assertion window.
     *
     * @param window index of the window, from 0 in the order of the result
     */
    public RequestResult requests(String type, int window) {
        return window(window).requests().get(type);
    }

    /**
     * Returns the value of a measure of a component in one assertion window.
     *
     * @param window index of the window, from 0 in the order of the result
     */
    public double measure(int window, String component, String name) {
        return window(window).components().get(component).measures().get(name).value();
    }

    /** Returns an assertion window. The key of such a window is a time range and contains two dots. */
    private WindowResult window(int index) {
        return result.windows().entrySet().stream()
                .filter(entry -> entry.getKey().contains(".."))
                .skip(index)
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** Returns the mean latency of the successful requests of a class. */
    public PartialEstimate mean(String type) {
        Latency latency = requests(type).successes();
        return new PartialEstimate.Quotient(latency.mean() * latency.count(), latency.count());
    }

    /** Returns a latency percentile, 0 to 100, of the successful requests of a class. */
    public PartialEstimate quantile(String type, double percent) {
        Histogram samples = histogram(requests(type).successes());
        if (percent == P99 && requests(type).successes().p99() != samples.getValueAtPercentile(P99)) {
            throw new IllegalStateException("the 99th percentile of " + type + " is not that of its samples");
        }
        return new PartialEstimate.Quantile(samples, percent);
    }

    /** Returns the share of successful requests of a class with a latency above {@code nanos}, in ns. */
    public PartialEstimate shareAbove(String type, double nanos) {
        Histogram samples = histogram(requests(type).successes());
        double countAbove = samples.getTotalCount() - samples.getCountBetweenValues(0, (long) nanos);
        return new PartialEstimate.Quotient(countAbove, samples.getTotalCount());
    }

    /** Returns the throughput of good requests of a class, per second. */
    public PartialEstimate throughput(String type) {
        return perSecond(requests(type).good());
    }

    /** Returns a count divided by the measured time in seconds. */
    public PartialEstimate perSecond(double count) {
        return new PartialEstimate.Quotient(count, seconds());
    }

    /** Returns the share of failed requests of a class. */
    public PartialEstimate failedShare(String type) {
        return new PartialEstimate.Quotient(
                requests(type).failed(), requests(type).offered());
    }

    /** Returns a count divided by the number of offered requests of a class. */
    public PartialEstimate perRequest(double count, String type) {
        return new PartialEstimate.Quotient(count, requests(type).offered());
    }

    /** Returns the value of a measure of a component. */
    public double measure(String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** Returns the mean of a duration measure of a component, weighted by its count. */
    public PartialEstimate weightedMean(String component, String name) {
        double count = measure(component, name + ".count");
        return new PartialEstimate.Quotient(count == 0 ? 0 : measure(component, name + ".mean") * count, count);
    }

    /**
     * Returns the ratio of two measures of a component.
     *
     * @param numerator name of the measure in the numerator
     * @param denominator name of the measure in the denominator
     */
    public PartialEstimate ratio(String component, String numerator, String denominator) {
        return new PartialEstimate.Quotient(measure(component, numerator), measure(component, denominator));
    }

    /** Returns the value of a measure of one node of a component. */
    public double measure(String component, String node, String name) {
        return result.components().get(component).nodes().get(node).get(name).value();
    }

    /** Returns a time-averaged measure of a component, weighted by the measured time. */
    public PartialEstimate average(String component, String name) {
        return timeAverage(measure(component, name));
    }

    /** Returns an estimate of a time average, weighted by the measured time. */
    public PartialEstimate timeAverage(double value) {
        return new PartialEstimate.Quotient(value * seconds(), seconds());
    }

    /** Returns a property of the sinusoid of a time-series column. The time after the warm-up must be one period. */
    public PartialEstimate sinusoid(String column, SinusoidEstimate.Figure figure) {
        Series series = result.series();
        int firstIndex = (int) ((result.run().warmupNanos() - series.startNanos()) / series.stepNanos());
        return SinusoidEstimate.of(column(column), firstIndex, series.stepNanos(), figure);
    }

    /** Returns the values of a time-series column, one per interval. */
    public double[] column(String name) {
        return result.series().columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** Decodes the histogram of a latency. */
    public static Histogram histogram(Latency latency) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(latency.histogram()));
            return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
