package dev.brownout.component.quorumstore;

import static dev.brownout.component.quorumstore.StoreScene.data;
import static dev.brownout.component.quorumstore.StoreScene.measure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.fault.BlackholeFault;
import dev.brownout.fault.ClockJumpFault;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.HangFault;
import dev.brownout.fault.PauseFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.host.Host;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FaultSpec;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Shopping carts: each visit reads a cart, adds an item of its own and writes the cart. The test derives the contents
 * on the side of the callers: a cart contains the items that its writer had read, and one more. Siblings contain the
 * items of all of them.
 */
class ShoppingCartTest {
    private static final int STORIES = 4;

    /** A store, with the items that its callers have added. */
    private static final class Carts {
        private final List<Put> puts = new ArrayList<>();
        private QuorumStore store;

        private record Put(long item, int key, long[] read, AcknowledgedWrites.Write write, boolean[] acknowledged) {}

        ComponentSpec watching(ComponentSpec spec) {
            return context -> observe(spec, context);
        }

        private Component observe(ComponentSpec spec, ComponentContext context) {
            store = (QuorumStore) spec.build(context);
            return new Watched();
        }

        /** Wrapper of the store that observes its writers. */
        private final class Watched implements Component {
            @Override
            public Service connect(Host caller, CallTarget route) {
                Service inner = store.connect(caller, route);
                return route.operation() == Operation.READ ? inner : writing(inner);
            }

            @Override
            public List<Host> hosts() {
                return store.hosts();
            }

            @Override
            public void start() {
                store.start();
            }
        }

        private Service writing(Service inner) {
            return (request, reply) -> {
                StampedValue read = store.reads()
                        .lastRead(request, request.key())
                        .orElseThrow()
                        .answer();
                AcknowledgedWrites ledger = store.cluster().nodes().get(0).ledger();
                boolean[] acknowledged = new boolean[1];
                puts.add(new Put(
                        request.idempotencyKey(), request.key(), versions(read), ledger.of(request), acknowledged));
                inner.call(request, (outcome, version) -> {
                    acknowledged[0] = outcome.good();
                    reply.accept(outcome, version);
                });
            };
        }

        private static long[] versions(StampedValue value) {
            if (value instanceof Siblings several) {
                return several.versions();
            }
            return value == null ? new long[0] : new long[] {value.version};
        }

        /** Returns the number of items with an acknowledged write that are in none of the remaining carts. */
        long lostItems() {
            Map<Long, Put> byVersion = new LinkedHashMap<>();
            for (Put put : puts) {
                put.write.made.forEach(value -> byVersion.put(value.version, put));
            }
            Map<Long, Set<Long>> contents = new LinkedHashMap<>();
            byVersion.keySet().stream().sorted().forEach(version -> {
                Put put = byVersion.get(version);
                Set<Long> items = new LinkedHashSet<>(Set.of(put.item));
                for (long read : put.read) {
                    items.addAll(contents.getOrDefault(read, Set.of()));
                }
                contents.put(version, items);
            });
            Map<Integer, Set<Long>> left = new LinkedHashMap<>();
            for (StoreNode node : store.cluster().nodes()) {
                node.forEachKey(key -> {
                    for (long version : versions(node.onDisk(key))) {
                        left.computeIfAbsent(key, k -> new LinkedHashSet<>())
                                .addAll(contents.getOrDefault(version, Set.of()));
                    }
                });
            }
            return puts.stream()
                    .filter(put -> put.acknowledged[0])
                    .filter(put -> !left.getOrDefault(put.key, Set.of()).contains(put.item))
                    .count();
        }
    }

    private static StoreScene scene() {
        return new StoreScene()
                .withDuration(200)
                .networked()
                .nodes(5)
                .quorum(2, 2)
                .timeout(Duration.ofMillis(500))
                .work(new ExponentialDistribution(20e6))
                .requesting(
                        "buy",
                        new PoissonLoad(20),
                        new UniformKeys(20),
                        Duration.ofSeconds(5),
                        List.of(),
                        Scenes.read("kv"),
                        Scenes.write("kv"));
    }

    private static StoreScene withFaults(StoreScene scene, KeyedRandom random) {
        List<FaultSpec> modes = List.of(
                new CrashFault(),
                new PowerOffFault(),
                new BlackholeFault(),
                new HangFault(),
                new PauseFault(),
                new ClockJumpFault(Duration.ofSeconds(2)));
        for (int i = 0; i < 12; i++) {
            double position = 10 + 150 * random.uniform();
            double length = 1 + 30 * random.uniform();
            scene.withFault(
                    modes.get(random.nextInt(modes.size())),
                    "kv",
                    String.valueOf(1 + random.nextInt(5)),
                    position,
                    position + length);
        }
        return scene;
    }

    @Test
    void siblingsLoseNoCartItems() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "carts"));
        long siblings = 0;
        for (int i = 0; i < STORIES; i++) {
            Carts carts = new Carts();
            VariantResult result = withFaults(scene().keepingSiblings(), random)
                    .withObserver(carts::watching)
                    .run(i);
            assertThat(data(result).acknowledged()).isGreaterThan(1000);
            assertThat(carts.lostItems()).isZero();
            assertThat(data(result).lost()).isZero();
            assertThat(data(result).staleReads()).isZero();
            assertThat(measure(result, "conflicts")).isZero();
            siblings += (long) measure(result, "siblings");
        }
        assertThat(siblings).isPositive();
    }

    /** A client that overwrites a cart it has not seen loses all items added since its read. */
    @Test
    void lastWriteWinsLosesCartItemsAndCountsConflicts() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, "carts"));
        for (int i = 0; i < STORIES; i++) {
            Carts carts = new Carts();
            VariantResult result =
                    withFaults(scene(), random).withObserver(carts::watching).run(i);
            assertThat(carts.lostItems()).isPositive();
            assertThat(measure(result, "conflicts")).isPositive();
        }
    }
}
