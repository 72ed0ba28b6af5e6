package dev.brownout.component.cache;

import dev.brownout.hashing.Hashing;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Bloom filter of existing keys in front of a cache: it passes every existing key, and some absent keys by chance. It
 * stores no bits: each absent key has a fixed random number, which decides at which fill level it passes.
 */
final class BloomFilter {
    /** Metrics of a Bloom filter. */
    record Measures(
            @Doc("Reads that the Bloom filter answered: the key does not exist.")
            @ChartTitle("Reads answered by the Bloom filter of {}")
            Counter filtered,

            @Doc("False positive rate: reads that pass the Bloom filter, of all reads of keys that are not in it.")
            Ratio falsePositives) {}

    private final Simulation simulation;
    private final VersionRegistry versions;
    private final BloomFilterSpec spec;
    private final Measures measures;
    private final KeyedRandom falsePositiveDraws;
    private final Set<Integer> added = new TreeSet<>();
    private double falsePositives;

    BloomFilter(BloomFilterSpec spec, ComponentContext context) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.spec = spec;
        this.measures = context.metrics().instruments(Measures.class);
        this.falsePositiveDraws = context.random("bloom_filter");
        this.falsePositives = spec.falsePositives(0);
        context.audit().reportMemoryUse("keys added to the Bloom filter", 64, added::size);
    }

    /**
     * Returns a service that checks the filter before reads.
     *
     * @param store the store that holds the versions; empty if no store holds the keys
     */
    Service wrap(Service reads, String store) {
        return (request, reply) -> {
            int key = request.key();
            if (!AbsentKeys.isAbsent(key) || added.contains(key)) {
                reads.call(request, reply);
                return;
            }
            boolean falsePositive =
                    falsePositiveDraws.withIdentity(Hashing.hash(key)).uniform() < falsePositives;
            measures.falsePositives().add(simulation.now(), falsePositive ? 1 : 0, 1);
            if (falsePositive) {
                reads.call(request, reply);
            } else {
                replyAbsent(request, reply, versions.beforeTheRun(store));
            }
        };
    }

    /** Responds that the key does not exist; the response is stale if the key was written past the filter. */
    private void replyAbsent(Request request, Reply reply, long beforeTheRun) {
        long now = simulation.now();
        measures.filtered().add(now);
        Outcome outcome =
                versions.evaluateRead(request, versions.oldestMissed(beforeTheRun, request.key(), versions.bound(now)));
        reply.accept(outcome == Outcome.OK ? Outcome.NOT_FOUND : outcome, beforeTheRun);
    }

    /** Returns a service that adds the keys of writes to the filter. */
    Service recordingWrites(Service writes) {
        return (request, reply) -> {
            if (AbsentKeys.isAbsent(request.key()) && added.add(request.key())) {
                falsePositives = spec.falsePositives(added.size());
            }
            writes.call(request, reply);
        };
    }
}
