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

/** The result of one run, read in parts that can be joined with those of other runs. */
record ReplicationResult(VariantResult result) {
    private static final double P99 = 99;

    /** Seconds that count. */
    double seconds() {
        return (result.durationNanos() - result.warmupNanos()) / 1e9;
    }

    /** What happened to the requests of a class. */
    RequestResult requests(String type) {
        return result.requests().get(type);
    }

    /** The same in the window of that number among those that assertions name, in their order from 0. */
    RequestResult requests(String type, int window) {
        return window(window).requests().get(type);
    }

    /** A measure of a component in such a window. */
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

    /** Mean latency of the successes of a class. */
    PartialEstimate mean(String type) {
        Latency latency = requests(type).successes();
        return new PartialEstimate.Quotient(latency.mean() * latency.count(), latency.count());
    }

    /** An order statistic of the same, 0 to 100. */
    PartialEstimate quantile(String type, double percent) {
        Histogram samples = histogram(requests(type).successes());
        if (percent == P99 && requests(type).successes().p99() != samples.getValueAtPercentile(P99)) {
            throw new IllegalStateException("the 99th percentile of " + type + " is not that of its samples");
        }
        return new PartialEstimate.Quantile(samples, percent);
    }

    /** Share of the successes of a class that took longer than that. */
    PartialEstimate longer(String type, double nanos) {
        Histogram samples = histogram(requests(type).successes());
        double above = samples.getTotalCount() - samples.getCountBetweenValues(0, (long) nanos);
        return new PartialEstimate.Quotient(above, samples.getTotalCount());
    }

    /** Good requests of a class per second. */
    PartialEstimate throughput(String type) {
        return perSecond(requests(type).good());
    }

    /** A count per second. */
    PartialEstimate perSecond(double count) {
        return new PartialEstimate.Quotient(count, seconds());
    }

    /** Share of the requests of a class that failed. */
    PartialEstimate failed(String type) {
        return new PartialEstimate.Quotient(
                requests(type).failed(), requests(type).offered());
    }

    /** A count of some of the requests of a class over all of them. */
    PartialEstimate share(double count, String type) {
        return new PartialEstimate.Quotient(count, requests(type).offered());
    }

    /** A measure of a component as it is. */
    double measure(String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** Mean of the durations that a measure of a component counts. */
    PartialEstimate meanOf(String component, String name) {
        double count = measure(component, name + ".count");
        return new PartialEstimate.Quotient(count == 0 ? 0 : measure(component, name + ".mean") * count, count);
    }

    /** One measure of a component over another. */
    PartialEstimate ratio(String component, String above, String below) {
        return new PartialEstimate.Quotient(measure(component, above), measure(component, below));
    }

    /** A measure of a machine as it is. */
    double measure(String component, String node, String name) {
        return result.components().get(component).nodes().get(node).get(name).value();
    }

    /** A measure of a component that is an average over time. */
    PartialEstimate average(String component, String name) {
        return overTime(measure(component, name));
    }

    /** An average over the time that counts. */
    PartialEstimate overTime(double value) {
        return new PartialEstimate.Quotient(value * seconds(), seconds());
    }

    /** How a column of the series swings after the warm-up, once in that time. */
    PartialEstimate swing(String column, SinusoidEstimate.Figure figure) {
        Series series = result.series();
        int from = (int) ((result.warmupNanos() - series.startNanos()) / series.stepNanos());
        return SinusoidEstimate.of(column(column), from, series.stepNanos(), figure);
    }

    /** The values of a column of the series, one a step. */
    double[] column(String name) {
        return result.series().columns().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    /** Samples as they were encoded. */
    static Histogram histogram(Latency latency) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(latency.histogram()));
            return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
