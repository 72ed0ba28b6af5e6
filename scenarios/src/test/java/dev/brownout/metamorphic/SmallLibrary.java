package dev.brownout.metamorphic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.export.ResultJson;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Scenarios of the library with fewer requests, so that each can run many times. Components, faults, assertions and
 * variants are unchanged.
 *
 * <p>Where arrivals are deterministic, none is at the end of the run, as a longer run would count it and a run that
 * ends there would not. Volume prices are replaced by flat ones, as a volume price depends on the monthly quantity of
 * the whole run.
 */
final class SmallLibrary {
    private static final ShippedLibrary LIBRARY = new ShippedLibrary();

    /** Overrides that make a scenario smaller, by scenario name. */
    private static final Map<String, List<String>> SMALLER = Map.ofEntries(
            Map.entry("cache-tier", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry("news-board", List.of("run.duration=20s", "run.warmup=5s")),
            Map.entry("stale-copies", List.of("run.duration=30s", "run.warmup=10s", "requests.get.rate=200/s")),
            Map.entry("cache-stampede", List.of("requests.page.rate=40/s", "requests.query.rate=2/s")),
            Map.entry("cache-penetration", List.of("run.duration=8s", "run.warmup=2s")),
            Map.entry("cache-resize", List.of("requests.get.rate=50/s", "db.read=exp(200ms)")),
            Map.entry("cache-node-lost", List.of("requests.popular.rate=95/s", "requests.rare.rate=5/s")),
            Map.entry("cache-copies", List.of("requests.get.rate=100/s", "cache.lookup=4ms", "db.read=exp(100ms)")),
            Map.entry("cache-hot-key", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry("cache-write-policies", List.of("requests.get.rate=50/s")),
            Map.entry("quorum-tuning", List.of("requests.cart.rate=10/s", "requests.look.rate=5/s")),
            Map.entry("cache-loop", List.of("run.duration=29995ms", "run.warmup=10s")),
            Map.entry("shopping-cart", List.of("requests.buy.rate=10/s", "requests.look.rate=5/s")),
            Map.entry("balancing-by-key", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry("read-your-writes", List.of("run.duration=30s")),
            Map.entry("leader-election", List.of("requests.save.rate=2/s")),
            Map.entry("multi-primary-conflict", List.of("requests.edit.rate=5/s", "requests.view.rate=5/s")),
            Map.entry("two-data-centres-two-databases", List.of("requests.profile.rate=4/s", "requests.edit.rate=1/s")),
            Map.entry("split-brain", List.of("requests.order.rate=10/s")),
            Map.entry("slow-lines", List.of("run.duration=9s", "run.warmup=2s")),
            Map.entry("the-whole-site", List.of("load=10/s")),
            Map.entry("lost-writes-recovered", List.of("requests.order.rate=5/s")),
            Map.entry("celebrities-share-a-shard", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry(
                    "full-shard",
                    List.of(
                            "requests.order.rate=20/s",
                            "requests.browse.rate=20/s",
                            "requests.order.size=100B",
                            "db.storage.room=1MB",
                            "db.storage.data=3920kB")),
            Map.entry(
                    "reshard-live",
                    List.of(
                            "requests.look.rate=54/s",
                            "requests.save.rate=6/s",
                            "db.read=exp(50ms)",
                            "db.write=exp(50ms)")),
            Map.entry("rows-under-one-key", List.of("run.duration=4s", "run.warmup=1s", "requests.page.rate=100/s")),
            Map.entry(
                    "split-a-range",
                    List.of(
                            "requests.busy.rate=60/s",
                            "requests.rest.rate=8/s",
                            "db.read=exp(25ms)",
                            "db.write=exp(25ms)")),
            Map.entry("cold-machine", List.of("requests.page.rate=40/s", "web.service=exp(250ms)")),
            Map.entry("cold-start-or-pay", List.of("run.duration=23h")),
            Map.entry("changing-page", List.of("requests.news.rate=20/s")),
            Map.entry("sequential-ids", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry("write-back-crash", List.of("requests.like.rate=20/s")),
            Map.entry(
                    "cache-warming",
                    List.of(
                            "requests.page.rate=spike(base=0/s peak=50/s at=90s for=50s)",
                            "requests.page.key=uniform(500)",
                            "requests.script.rate=spike(base=0/s peak=10/s at=5s for=50s)",
                            "requests.script.key=sequential(500)",
                            "db.read=exp(200ms)")),
            Map.entry("eviction-side-by-side", List.of("run.duration=8s", "run.warmup=2s")),
            Map.entry("cache-down", List.of("requests.get.rate=50/s", "db.read=exp(200ms)")),
            Map.entry("how-long-to-keep", List.of("run.duration=20s", "run.warmup=5s", "requests.get.rate=200/s")),
            Map.entry("write-back-batches", List.of("requests.view.rate=100/s", "db.write=exp(200ms)")),
            Map.entry("weighted-names", List.of("requests.page.rate=10/s", "web.service=exp(400ms)")),
            Map.entry("sessions-fill-memory", List.of("run.duration=5m")),
            Map.entry("session-store-forgotten", List.of("requests.page.rate=20/s")),
            Map.entry(
                    "datacenter-outage", List.of("load=10/s", "web.service=exp(400ms)", "regions.east.rtt.west=73ms")),
            Map.entry("hello-world", List.of("run.duration=1m")),
            Map.entry("hotspot-keys", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry("connection-pool-exhausted", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry("hot-row", List.of("run.duration=20s", "run.warmup=5s")),
            Map.entry("working-set-outgrows-memory", List.of("run.duration=4s", "run.warmup=1s")),
            Map.entry("group-commit", List.of("run.duration=42s", "run.warmup=5s", "requests.save.rate=150/s")),
            Map.entry("join-or-denormalise", List.of("run.duration=6s", "run.warmup=2s")),
            Map.entry("n-plus-one", List.of("run.duration=3s", "run.warmup=1s")),
            Map.entry("load-balancer", List.of("load=36/s", "web.service=exp(200ms)")),
            Map.entry("one-box", List.of("load=step(25/s 45/s 60/s every=2m)", "box.cores=1")),
            Map.entry(
                    "one-box-for-all",
                    List.of(
                            "requests.page.rate=18/s",
                            "requests.status.rate=1/s",
                            "web.service=exp(100ms)",
                            "db.read=exp(100ms)")),
            Map.entry("primary-failover", List.of("requests.save.rate=10/s", "requests.view.rate=40/s")),
            Map.entry("replica-lost", List.of("load=30/s", "db.read=exp(90ms)", "db.write=exp(90ms)")),
            Map.entry(
                    "cdn",
                    List.of(
                            "requests.html.rate=4/s",
                            "requests.asset.rate=80/s",
                            "uplink.bandwidth=20Mbps",
                            "price_list.cdn.bytes_out=$0.085/GB",
                            "price_list.users.bytes=$0.09/GB")),
            Map.entry("dns-outage", List.of("load=10/s", "dns.resolvers=20", "web.service=exp(200ms)")),
            Map.entry(
                    "cdn-cold-start",
                    List.of(
                            "requests.html.rate=8/s",
                            "requests.image.rate=100/s",
                            "requests.image.key=uniform(25)",
                            "web.service=exp(200ms)")),
            Map.entry("cdn-outage", List.of("load=40/s", "web.service=exp(500ms)")),
            Map.entry("consumer-outage", List.of("requests.upload.rate=1/s", "thumbs.service=exp(10s)")),
            Map.entry("consumer-slots", List.of("run.duration=6s")),
            Map.entry("batched-publishing", List.of("run.duration=35s", "requests.order.rate=400/s")),
            Map.entry("broker-lost", List.of("requests.order.rate=30/s")),
            Map.entry("last-in-sync", List.of("requests.order.rate=15/s")),
            Map.entry("producers-down", List.of("requests.order.rate=15/s", "billing.nodes=1")),
            Map.entry("consumers-by-depth", List.of("load=spike(base=5/s peak=25/s at=2m for=5m)")),
            Map.entry("partition-lag", List.of("run.duration=20s")),
            Map.entry(
                    "rebalance",
                    List.of("run.duration=299995ms", "requests.order.rate=10/s", "billing.service=exp(50ms)")),
            Map.entry(
                    "timeline-fan-out",
                    List.of("run.duration=20s", "requests.star.rate=constant(7/min)", "requests.post.rate=1/min")),
            Map.entry(
                    "chat-room",
                    List.of(
                            "requests.alive.rate=20/s",
                            "requests.connect.rate=connections(200 reconnect=uniform(0s 30s))")),
            Map.entry("who-is-online", List.of("requests.staying.rate=20/s", "requests.leaving.rate=7/s")),
            Map.entry("poison-messages", List.of("requests.order.rate=2/s", "workers.service=1s")),
            Map.entry("dead-letters", List.of("requests.event.rate=5/s")),
            Map.entry("queue-absorbs-burst", List.of("load=spike(base=1/s peak=10/s at=1m for=1m)")),
            Map.entry("cdn-invalidation", List.of("requests.page.rate=10/s")),
            Map.entry("snowflake-clock-step", List.of("run.duration=12000100us", "price_list=none")),
            Map.entry("ticket-server-lost", List.of("load=80/s")),
            Map.entry("retry-storm", List.of("load=7/s", "web.service=100ms")),
            Map.entry("gray-node", List.of("load=36/s", "web.service=exp(500ms)")),
            Map.entry("tail-at-scale", List.of("load=constant(2/s)", "run.duration=70100ms")),
            Map.entry("diurnal", List.of("price_list=none")),
            Map.entry("spare-machines", List.of("run.duration=30d", "price_list=none")),
            Map.entry("noisy-client", List.of("requests.good.rate=10/s", "requests.abuser.rate=50/s")),
            Map.entry("bulkhead", List.of("requests.browse.rate=9/s", "web.workers=4")),
            Map.entry(
                    "payment-provider",
                    List.of(
                            "requests.browse.rate=9/s",
                            "requests.checkout.rate=3/s",
                            "requests.renew.rate=5/s",
                            "web.workers=4")),
            Map.entry("charged-twice", List.of("run.duration=30s", "run.warmup=5s", "requests.pay.rate=20/s")),
            Map.entry(
                    "garbage-collection",
                    List.of("load=step(22/s 26/s 22/s every=1m)", "app.workers=10", "app.heap.per_request=20MB")),
            Map.entry(
                    "feature-flag",
                    List.of("requests.page.rate=50/s", "db.queries.old=exp(40ms)", "db.queries.new=exp(400ms)")),
            Map.entry("black-friday", List.of("journeys.shopper.rate=spike(base=1/s peak=9/s at=2m for=6m)")),
            Map.entry("noticed-too-late", List.of("load=6/s")),
            Map.entry("flash-crowd", List.of("run.duration=3m")),
            Map.entry("stateless-autoscaling", List.of("load=10/s")),
            Map.entry("sticky-node-lost", List.of("load=20/s")),
            Map.entry("rolling-deploy", List.of("load=28/s", "web.service=exp(200ms)", "web.queue=20")),
            Map.entry("bad-canary", List.of("load=20/s")),
            Map.entry("forgotten-region", List.of("load=25/s")),
            Map.entry("balancer-lost", List.of("load=20/s")),
            Map.entry(
                    "metastable-mongodb",
                    List.of("run.duration=59999ms", "load=constant(100/s)", "mongo.service=exp(7.5ms)")),
            Map.entry("memcache-leases", List.of("run.duration=5999ms", "run.warmup=2s", "requests.look.rate=300/s")),
            Map.entry("bounded-staleness", List.of("requests.look.rate=5/s")),
            Map.entry("power-of-two-choices", List.of("run.duration=5999ms", "run.warmup=2s")),
            Map.entry("memcache-gutter", List.of("requests.look.rate=50/s", "cache.nodes=10")),
            Map.entry(
                    "autoscaler-by-the-book",
                    List.of("run.duration=599999ms", "web.service=2500ms", "load=constant(18/s)")),
            Map.entry("github-2018", List.of("requests.save.rate=5/s")),
            Map.entry("roblox-2021", List.of("params.peak=20/s", "db.service=exp(1s)")),
            Map.entry("cross-zone-traffic", List.of("requests.page.rate=5/s", "price_list=none")),
            Map.entry(
                    "scale-up-or-out",
                    List.of("load=step(8/s 44/s every=5m)", "web.service=exp(5s)", "price_list=none")),
            Map.entry("price-of-downtime", List.of("requests.order.rate=5/s", "price_list=none")),
            Map.entry("capacity-plan", List.of("load=40/s", "web.service=exp(1600ms)")));

    private static final Map<String, JsonNode> ORIGINALS = new ConcurrentHashMap<>();

    private SmallLibrary() {}

    /** Returns the names of all scenarios except the lessons of the ladder. */
    static List<String> names() {
        return LIBRARY.names().stream()
                .filter(name -> !name.startsWith(ShippedLibrary.LADDER))
                .sorted()
                .toList();
    }

    /** Returns every twelfth name, beginning with the given index. These are tested at every change. */
    static List<String> twelfth(int first) {
        List<String> all = names();
        return IntStream.range(0, all.size())
                .filter(number -> number % 12 == first)
                .mapToObj(all::get)
                .toList();
    }

    /** Returns the names that are not in {@code twelfth(first)}. */
    static List<String> others(int first) {
        List<String> others = new ArrayList<>(names());
        others.removeAll(twelfth(first));
        return others;
    }

    /** Returns the text of a scenario. */
    static String text(String name) {
        return LIBRARY.text(name).orElseThrow();
    }

    /** Returns a scenario of the library with its reducing overrides and then the given ones. */
    static ScenarioFile read(String name, String... sets) {
        return reworded(name, text(name), sets);
    }

    /** Returns a scenario with another text, with the reducing overrides of its name and then the given ones. */
    static ScenarioFile reworded(String name, String text, String... sets) {
        List<String> all = new ArrayList<>(SMALLER.getOrDefault(name, List.of()));
        all.addAll(List.of(sets));
        return load(name, text, all);
    }

    /** Loads a scenario text with the given overrides. Fails the test if it is invalid. */
    static ScenarioFile load(String name, String text, List<String> sets) {
        try {
            return new Loader(parent -> Optional.empty()).load(name, text, new Overrides(List.of(), sets));
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(wrong.render() + "\n" + text, wrong);
        }
    }

    /** Returns the {@code result.json} of a run of all variants. */
    static JsonNode run(ScenarioFile file) {
        return json(
                file,
                file.variants().parallelStream()
                        .map(variant -> run(variant, Long.MAX_VALUE))
                        .toList());
    }

    /** Returns the {@code result.json} of an unmodified reduced scenario. The run is shared by all tests. */
    static JsonNode original(String name) {
        return ORIGINALS.computeIfAbsent(name, n -> run(read(n)));
    }

    /** Runs one variant up to an instant at which it is stopped, or to its end. */
    static VariantResult run(Variant variant, long untilNanos) {
        long duration = variant.scenario().durationNanos();
        var setup = new Run.Setup(variant.name(), variant.settings(), variant.breaks(), 0, true);
        return Run.execute(variant.scenario(), setup, (share, events, inFlight) -> share * duration < untilNanos);
    }

    /** Returns the {@code result.json} of the given results. */
    static JsonNode json(ScenarioFile file, List<VariantResult> variants) {
        try {
            return new ObjectMapper().readTree(ResultJson.write(file.result(variants)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
