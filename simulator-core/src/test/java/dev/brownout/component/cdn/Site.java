package dev.brownout.component.cdn;

import dev.brownout.eviction.Eviction;
import dev.brownout.fault.PowerOff;
import dev.brownout.load.Profile;
import dev.brownout.load.TraceArrivals;
import dev.brownout.node.Host;
import dev.brownout.random.Constant;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.TraceKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.steps.Call;
import dev.brownout.vocabulary.Selector;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Step;
import dev.brownout.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A CDN without a network before an origin that takes a second for each answer and writes down who asked it when. */
final class Site {
    static final Step HTML = new Call("cdn/html", Step.Options.NONE);
    static final Step SCRIPT = new Call("cdn/script", Step.Options.NONE);

    private final Scenes scenes;
    final List<String> asked = new ArrayList<>();
    private final Map<String, Content> networks = new LinkedHashMap<>();
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
                    whileRevalidate,
                    ifError,
                    errorTtl,
                    coalesce,
                    versioned,
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

    private Site(double seconds) {
        scenes = Scenes.scene().lasting(seconds, 0).with("origin", new OriginSpec());
    }

    static Site lasting(double seconds) {
        return new Site(seconds);
    }

    static Site of(Content content) {
        return new Site(200).with("cdn", content);
    }

    Site with(String name, Content content) {
        networks.put(name, content);
        return this;
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
        scenes.requesting("get", load, keys, Duration.ofSeconds(20), List.of(), steps);
        return this;
    }

    Site at(double second, FaultSpec verb) {
        scenes.struckBy(new FaultEntry(
                (long) (second * 1e9),
                Optional.empty(),
                "fault",
                Optional.of(new Selector("cdn", List.of())),
                Optional.empty(),
                verb,
                "a fault"));
        return this;
    }

    Site dark(String edge, double fromSecond, double toSecond) {
        scenes.struckBy(new PowerOff(), "cdn", edge, fromSecond, toSecond);
        return this;
    }

    VariantResult run() {
        networks.forEach((name, content) -> scenes.with(name, content.spec()));
        return scenes.run();
    }

    static double measure(VariantResult result, String name) {
        return result.components().get("cdn").measures().get(name).value();
    }

    /** Numbers of a measure, in the order of the names. */
    static List<Double> measures(VariantResult result, String... names) {
        return Arrays.stream(names).map(name -> measure(result, name)).toList();
    }

    private final class OriginSpec implements ComponentSpec {
        @Override
        public Component build(Wiring wiring) {
            return new Origin(wiring);
        }
    }

    private final class Origin implements Component, Service {
        private final Wiring wiring;
        private final Host host;

        Origin(Wiring wiring) {
            this.wiring = wiring;
            this.host = wiring.host("1", wiring.sites().get(0));
        }

        @Override
        public Service connect(Host caller, Route route) {
            Route patient = route.withPatience(Optional.of(Duration.ofSeconds(15)));
            return wiring.way(caller, host, patient, () -> this).from(caller);
        }

        @Override
        public List<Host> hosts() {
            return List.of(host);
        }

        @Override
        public void call(Request request, Reply reply) {
            double second = wiring.simulation().now() / 1e9;
            asked.add(request.key() + " at " + second);
            Outcome outcome = fails.test(second) ? Outcome.FAILED : Outcome.OK;
            host.after(1_000_000_000, () -> reply.accept(outcome, 0));
        }
    }
}
