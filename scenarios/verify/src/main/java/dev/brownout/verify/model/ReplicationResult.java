package dev.brownout.verify.model;

import dev.brownout.result.Latency;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import dev.brownout.result.WindowResult;
import dev.brownout.verify.PartialEstimate;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Result of one run, read as partial estimates that can be merged with those of other runs. */
record ReplicationResult(VariantResult result) {
    private static final double P99 = 99;

    /** Returns the measured time in seconds, without the warm-up. */
    double seconds() {
        return (result.durationNanos() - result.warmupNanos()) / 1e9;
    }

    /** Returns the result of a request class. */
    RequestResult requests(String type) {
        return result.requests().get(type);
    }

    /**
     * Returns the result of a request class in one assertion window; windows are numbered from 0 in the order of the
     * result.
     */
    RequestResult requests(String type, int window) {
        return window(window).requests().get(type);
    }

    /** Returns a measure of a component in one assertion window. */
    double measure(int window, String component, String name) {
        return window(window).components().get(component).measures().get(name).value();
    }

    private WindowResult window(int number) {
        return result.windows().entrySet().stream()
                .filter(window -> window.getKey().contains(".."))
                .skip(number)
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    /** Returns the mean latency of the successful requests of a class. */
    PartialEstimate mean(String type) {
        Latency latency = requests(type).successes();
        return new PartialEstimate.Quotient(latency.mean() * latency.count(), latency.count());
    }

    /** Returns a latency percentile, 0 to 100, of the successful requests of a class. */
    PartialEstimate quantile(String type, double percent) {
        Histogram samples = histogram(requests(type).successes());
        if (percent == P99 && requests(type).successes().p99() != samples.getValueAtPercentile(P99)) {
            throw new IllegalStateException("the 99th percentile of " + type + " is not that of its samples");
        }
        return new PartialEstimate.Quantile(samples, percent);
    }

    /** Returns the share of successful requests of a class with a latency above {@code nanos}. */
    PartialEstimate longer(String type, double nanos) {
        Histogram samples = histogram(requests(type).successes());
        double above = samples.getTotalCount() - samples.getCountBetweenValues(0, (long) nanos);
        return new PartialEstimate.Quotient(above, samples.getTotalCount());
    }

    /** Returns the number of good requests of a class per second. */
    PartialEstimate throughput(String type) {
        return perSecond(requests(type).good());
    }

    /** Returns a count per second of measured time. */
    PartialEstimate perSecond(double count) {
        return new PartialEstimate.Quotient(count, seconds());
    }

    /** Returns the share of failed requests of a class. */
    PartialEstimate failed(String type) {
        return new PartialEstimate.Quotient(
                requests(type).failed(), requests(type).offered());
    }

    /** Returns a count divided by the number of offered requests of a class. */
    PartialEstimate share(double count, String type) {
        return new PartialEstimate.Quotient(count, requests(type).offered());
    }

    /** Returns the value of a measure of a component. */
    double measure(String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** Returns the mean of a duration measure of a component, weighted with its count. */
    PartialEstimate meanOf(String component, String name) {
        double count = measure(component, name + ".count");
        return new PartialEstimate.Quotient(count == 0 ? 0 : measure(component, name + ".mean") * count, count);
    }

    /** Returns the ratio of two measures of a component. */
    PartialEstimate ratio(String component, String above, String below) {
        return new PartialEstimate.Quotient(measure(component, above), measure(component, below));
    }

    /** Returns the value of a measure of a machine. */
    double measure(String component, String node, String name) {
        return result.components().get(component).nodes().get(node).get(name).value();
    }

    /** Returns a time-averaged measure of a component. */
    PartialEstimate average(String component, String name) {
        return overTime(measure(component, name));
    }

    /** Returns a time average, weighted with the measured time. */
    PartialEstimate overTime(double value) {
        return new PartialEstimate.Quotient(value * seconds(), seconds());
    }

    /** Returns a figure of the sinusoid of a time-series column; the time after the warm-up is one period. */
    PartialEstimate swing(String column, SinusoidEstimate.Figure figure) {
        Series series = result.series();
        int from = (int) ((result.warmupNanos() - series.startNanos()) / series.stepNanos());
        return SinusoidEstimate.of(column(column), from, series.stepNanos(), figure);
    }

    /** Returns the values of a time-series column, one per interval. */
    double[] column(String name) {
        return result.series().columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** Decodes the histogram of the latencies. */
    static Histogram histogram(Latency latency) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(latency.histogram()));
            return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
