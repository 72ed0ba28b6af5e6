package dev.brownout.scenario;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RecordedSizes;
import dev.brownout.sentence.InvalidValueException;
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
@Doc("A class of user requests: its share of the load, its keys, and its path.")
public record RequestSpec(
        @Doc("Share of the load; the shares of all requests add up to 100%. With one request it may be left out.")
        Optional<Share> share,

        @Doc("A load of its own, instead of a share.") Optional<LoadProfile> rate,
        @Doc("Key distribution.") Optional<KeyPopularity> key,

        @Doc("Size of the object that is read or written, at most 2 GB. Responses to users are "
                + "billed by this size if it is given or recorded with the keys.")
        @Default("10kB")
        @DefaultSource("a small page or row; our assumption")
        @AtMost(Integer.MAX_VALUE)
        Distribution size,

        @Doc("Timeout of each call of the users: of each of several steps, and in each attempt of a retry.")
        @Default("10s")
        @NoneKeyword("none")
        @DefaultSource("our assumption")
        Optional<Duration> timeout,

        @Doc("Timeout of all calls and attempts together.") @Default("none") @NoneKeyword("none")
        Optional<Duration> deadline,

        @Doc("Slower responses count as late.") @Default("none") @NoneKeyword("none")
        Optional<Duration> goodWithin,

        @Doc("Revenue of a successful request; lost with each request that fails or is late.")
        Optional<MoneyAmount> worth,

        @Doc("Service level objective: share of good requests over 30 days, less than 100%. The "
                + "rest is the error budget.")
        @DefaultSource("B. Beyer et al., The Site Reliability Workbook (2018), chapter 2")
        Optional<Share> objective,

        @Doc("Round trip between its users and the responding node, in addition to the round trip "
                + "between their regions, in place of the network's last_mile. In front of a component "
                + "with a distance to users of its own, such as a CDN, it is added to that distance.")
        Optional<Distribution> lastMile,

        @Doc("Bandwidth of the users' access lines, in addition to that of the network's links.")
        @DefaultSource("M. Belshe, More Bandwidth Doesn't Matter (Much), 2010: page load time by bandwidth "
                + "and by round trip")
        Optional<Bandwidth> line,

        @Doc("Policies between the user and the first component, outermost first.")
        List<FilterSpec> policies,

        @Doc("Path of the request: its steps.") List<Step> steps) {
    /**
     * Copies the lists, and replaces the sizes by those recorded with the keys, if any.
     *
     * @throws IllegalArgumentException if the objective is 100 %
     */
    public RequestSpec {
        size = key.flatMap(KeyPopularity::sizes)
                .map(RecordedSizes::distribution)
                .orElse(size);
        if (objective.isPresent() && objective.get().ratio() == 1) {
            throw new InvalidValueException("an objective of 100% leaves no error budget");
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
        double factor = ElementaryFunctions.pow(2, 1.0 / POINTS);
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
                goodWithin,
                worth,
                objective,
                lastMile,
                line,
                policies,
                steps);
    }
}
