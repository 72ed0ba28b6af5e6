package dev.brownout.component.cdn;

import dev.brownout.eviction.Eviction;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.TraceKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Fixture;
import dev.brownout.runtime.ReplyComponent;
import dev.brownout.runtime.Scenes;
import dev.brownout.service.Outcome;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.Step;
import dev.brownout.step.CallComponentStep;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.TraceArrivals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fixture of a CDN without network delay. Its origin takes 1 s for each response and logs the key and time of each
 * request.
 */
final class CdnFixture extends Fixture<CdnFixture> {
    static final Step HTML = new CallComponentStep("cdn/html", Step.Options.NONE);
    static final Step SCRIPT = new CallComponentStep("cdn/script", Step.Options.NONE);

    final List<String> requests = new ArrayList<>();
    private Predicate<Double> fails = second -> false;

    /** Parameters of a CDN, by default with one edge. */
    static final class Content {
        int edges = 1;
        Optional<Integer> entries = Optional.empty();
        Duration ttl = Duration.ofSeconds(100);
        Duration whileRevalidate = Duration.ZERO;
        Duration ifError = Duration.ZERO;
        Duration errorTtl = Duration.ofSeconds(10);
        boolean coalesce = true;
        boolean versioned;
        boolean revalidate;
        Duration browserTtl = Duration.ZERO;
        Map<String, CdnSpec.Endpoint> endpoints = Map.of();
        Optional<CdnSpec.Failover> failover = Optional.empty();
        Optional<CdnSpec.Shield> shield = Optional.empty();
        Distribution purgeDelay = new ConstantDistribution(5e9);
        String source = "origin";

        CdnSpec spec() {
            return new CdnSpec(
                    edges,
                    new CdnSpec.EdgeCapacity(entries, Optional.empty(), Eviction.LRU),
                    new CdnSpec.ObjectFreshness(
                            ttl,
                            new Share(0),
                            whileRevalidate,
                            ifError,
                            errorTtl,
                            coalesce,
                            versioned,
                            new Rate(0),
                            revalidate,
                            1),
                    new CdnSpec.BrowserCaching(browserTtl, 1),
                    endpoints,
                    new ConstantDistribution(0),
                    new ConstantDistribution(0),
                    Duration.ofSeconds(30),
                    failover,
                    shield,
                    purgeDelay,
                    Optional.of(source));
        }
    }

    private CdnFixture() {
        Optional<Duration> timeout = Optional.of(Duration.ofSeconds(15));
        withDuration(200).with("origin", new ReplyComponent(timeout, (context, host) -> (request, reply) -> {
            double second = context.simulation().now() / 1e9;
            requests.add(request.key() + " at " + second);
            Outcome outcome = fails.test(second) ? Outcome.FAILED : Outcome.OK;
            host.schedule(1_000_000_000, () -> reply.accept(outcome, 0));
        }));
    }

    static CdnFixture of(Content content) {
        return new CdnFixture().with("cdn", content.spec());
    }

    /** Makes the origin fail at the seconds of the run that the predicate accepts. */
    CdnFixture failing(Predicate<Double> when) {
        fails = when;
        return this;
    }

    /** Sends requests. The arguments alternate between a key and a time in seconds. */
    CdnFixture withRequests(double... keysAndSeconds) {
        int count = keysAndSeconds.length / 2;
        int[] keys = new int[count];
        long[] instants = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (int) keysAndSeconds[2 * i];
            instants[i] = (long) (keysAndSeconds[2 * i + 1] * 1e9);
        }
        return withLoad(new TraceArrivals(instants), new TraceKeys(keys), Scenes.visit("cdn"));
    }

    CdnFixture withLoad(LoadProfile load, KeyPopularity keys, Step... steps) {
        return requesting("get", load, keys, Duration.ofSeconds(20), List.of(), steps);
    }

    CdnFixture withFault(double second, FaultSpec verb) {
        return withFault(verb, "cdn", "", second);
    }

    CdnFixture dark(String edge, double fromSecond, double toSecond) {
        return withFault(new PowerOffFault(), "cdn", edge, fromSecond, toSecond);
    }

    static double measure(VariantResult result, String name) {
        return measure(result, "cdn", name);
    }

    /** Returns the values of the named measures, in the order of the names. */
    static List<Double> measures(VariantResult result, String... names) {
        return Arrays.stream(names).map(name -> measure(result, name)).toList();
    }
}
