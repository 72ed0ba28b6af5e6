package dev.brownout.component.cdn;

import dev.brownout.eviction.Eviction;
import dev.brownout.fault.PowerOff;
import dev.brownout.load.Profile;
import dev.brownout.load.TraceArrivals;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.TraceKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Answering;
import dev.brownout.run.Fixture;
import dev.brownout.run.Scenes;
import dev.brownout.service.Outcome;
import dev.brownout.steps.Call;
import dev.brownout.vocabulary.Rate;
import dev.brownout.vocabulary.Share;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A CDN without a network before an origin that takes a second for each answer and writes down who asked it when. */
final class Site extends Fixture<Site> {
    static final Step HTML = new Call("cdn/html", Step.Options.NONE);
    static final Step SCRIPT = new Call("cdn/script", Step.Options.NONE);

    final List<String> asked = new ArrayList<>();
    private Predicate<Double> fails = second -> false;

    /** What a CDN is made of, with one edge unless said. */
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
        Distribution purgeDelay = new Constant(5e9);

        CdnSpec spec() {
            return new CdnSpec(
                    edges,
                    entries,
                    Optional.empty(),
                    Eviction.LRU,
                    ttl,
                    new Share(0),
                    whileRevalidate,
                    ifError,
                    errorTtl,
                    coalesce,
                    versioned,
                    new Rate(0),
                    revalidate,
                    1,
                    browserTtl,
                    1,
                    endpoints,
                    new Constant(0),
                    new Constant(0),
                    Duration.ofSeconds(30),
                    failover,
                    shield,
                    purgeDelay,
                    Optional.of("origin"));
        }
    }

    private Site() {
        Optional<Duration> patience = Optional.of(Duration.ofSeconds(15));
        lasting(200).with("origin", new Answering(patience, (wiring, host) -> (request, reply) -> {
            double second = wiring.simulation().now() / 1e9;
            asked.add(request.key() + " at " + second);
            Outcome outcome = fails.test(second) ? Outcome.FAILED : Outcome.OK;
            host.after(1_000_000_000, () -> reply.accept(outcome, 0));
        }));
    }

    static Site of(Content content) {
        return new Site().with("cdn", content.spec());
    }

    /** Lets the origin fail at some seconds of the run. */
    Site failing(Predicate<Double> when) {
        fails = when;
        return this;
    }

    /** Asks for keys at seconds of the run, in turn the key and the second. */
    Site asking(double... keysAndSeconds) {
        int count = keysAndSeconds.length / 2;
        int[] keys = new int[count];
        long[] instants = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (int) keysAndSeconds[2 * i];
            instants[i] = (long) (keysAndSeconds[2 * i + 1] * 1e9);
        }
        return asking(new TraceArrivals(instants), new TraceKeys(keys), Scenes.visit("cdn"));
    }

    Site asking(Profile load, KeyPopularity keys, Step... steps) {
        return requesting("get", load, keys, Duration.ofSeconds(20), List.of(), steps);
    }

    Site at(double second, FaultSpec verb) {
        return struckBy(verb, "cdn", "", second);
    }

    Site dark(String edge, double fromSecond, double toSecond) {
        return struckBy(new PowerOff(), "cdn", edge, fromSecond, toSecond);
    }

    static double measure(VariantResult result, String name) {
        return measure(result, "cdn", name);
    }

    /** Numbers of a measure, in the order of the names. */
    static List<Double> measures(VariantResult result, String... names) {
        return Arrays.stream(names).map(name -> measure(result, name)).toList();
    }
}
