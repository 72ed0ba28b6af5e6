package dev.brownout.scenario;

import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RecordedSizes;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.MoneyAmount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.Step;
import dev.brownout.workload.LoadProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration of a class of requests: its load, keys and steps. */
@Doc("What users do: how much of the load, for which keys, and the way it takes.")
public record RequestSpec(
        @Doc("Share of the load; the shares of all requests add up to 100%. With one request it may be left out.")
        Optional<Share> share,

        @Doc("A load of its own, instead of a share.") Optional<LoadProfile> rate,
        @Doc("Popularity of the keys it asks for.") Optional<KeyPopularity> key,

        @Doc("Bytes of the object it reads or writes, each draw cut at the most; answers to users are billed by it "
                + "where it is written, or recorded with its keys.")
        @Default("10kB")
        @DefaultSource("a small page or row; no authority")
        @AtMost(Integer.MAX_VALUE)
        Distribution size,

        @Doc("How long its user waits; beside a retry, how long each attempt may take.")
        @Default("10s")
        @NoneKeyword("none")
        @DefaultSource("a patient user; no authority")
        Optional<Duration> timeout,

        @Doc("How long all attempts together may take.") @Default("none") @NoneKeyword("none")
        Optional<Duration> deadline,

        @Doc("Slower answers are late, not good.") @Default("none") @NoneKeyword("none")
        Optional<Duration> good_within,

        @Doc("What a good answer brings in; lost with each request that is not answered well and in time.")
        Optional<MoneyAmount> worth,

        @Doc("Share of good answers that is promised over 30 days, less than 100%; what may fail is the error budget.")
        @DefaultSource("B. Beyer et al., The Site Reliability Workbook (2018), chapter 2")
        Optional<Share> objective,

        @Doc("Round trip between its users and the machine that answers, on top of the way between their regions, in"
                + " place of the network's last_mile; before a component that says how far it is from its users, such"
                + " as a CDN, on top of that.")
        Optional<Distribution> last_mile,

        @Doc("Bandwidth of its users' lines, beside that of the network's links.")
        @DefaultSource(
                "M. Belshe, More Bandwidth Doesn't Matter (Much), 2010: what a page takes by line and by round trip")
        Optional<Bandwidth> line,

        @Doc("Filters between the user and the first component, outermost first.")
        List<FilterSpec> policies,

        @Doc("The way of the request.") List<Step> steps) {
    /**
     * Copies the lists, and replaces the sizes by those recorded with the keys, if any.
     *
     * @throws IllegalArgumentException if the objective is 100 %
     */
    public RequestSpec {
        size = key.flatMap(KeyPopularity::sizes).map(RecordedSizes::law).orElse(size);
        if (objective.isPresent() && objective.get().ratio() == 1) {
            throw new IllegalArgumentException("an objective of 100% leaves nothing that may fail");
        }
        policies = List.copyOf(policies);
        steps = List.copyOf(steps);
    }

    /**
     * Number of integration points per doubling of the size. Used for a mean that is finite only because of the maximum
     * size.
     */
    private static final int POINTS = 64;

    /**
     * Returns the mean size in bytes. If the distribution has an infinite mean, returns the mean of the truncated
     * samples.
     */
    public double meanBytes() {
        double mean = size.mean();
        if (Double.isFinite(mean)) {
            return mean;
        }
        double sum = 1;
        double factor = StrictMath.pow(2, 1.0 / POINTS);
        for (double from = 1; from < Integer.MAX_VALUE; from *= factor) {
            double to = Math.min(Integer.MAX_VALUE, from * factor);
            sum += (to - from) * (2 - size.cumulative(from) - size.cumulative(to)) / 2;
        }
        return sum;
    }

    /**
     * Returns the offered load of its users for the analytical model.
     *
     * @param name of the request
     * @param perSecond request rate, at least 0
     * @param keys the keys of the requests
     */
    public OfferedDemand demand(String name, double perSecond, Optional<KeyPopularity> keys) {
        return new OfferedDemand(name, perSecond, keys, meanBytes(), timeout);
    }

    /** Returns this class with another size of its objects. */
    public RequestSpec sized(Distribution other) {
        return new RequestSpec(
                share,
                rate,
                key,
                other,
                timeout,
                deadline,
                good_within,
                worth,
                objective,
                last_mile,
                line,
                policies,
                steps);
    }
}
