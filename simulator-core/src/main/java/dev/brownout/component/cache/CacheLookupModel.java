package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.WritePolicy;
import dev.brownout.eviction.CheApproximation;
import dev.brownout.eviction.MissRatioModel;
import dev.brownout.host.Cores;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.Step;
import dev.brownout.spi.WorkingSetModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the load asks of a cache, and what it lets pass to the source. */
final class CacheLookupModel {
    private final CacheSpec spec;
    private final CapacityModel model;
    private final List<String> nodes;
    private final AbsentKeyModel absent;
    /** Entries of a usual size for which there is room in a region. */
    private double room;

    CacheLookupModel(CacheSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        this.nodes = model.availableHosts(spec.nodes());
        this.absent = new AbsentKeyModel(spec, model);
    }

    void draw() {
        double reads = 0;
        double writes = 0;
        OfferedDemand most = null;
        for (OfferedDemand calls : model.demands()) {
            if (calls.operation() == Operation.WRITE) {
                writes += calls.perSecond();
            } else if (!AbsentKeyModel.of(calls)) {
                reads += calls.perSecond();
                most = most == null || calls.perSecond() > most.perSecond() ? calls : most;
            }
        }
        if (spec.cores().isEmpty()) {
            anyNumber(reads + absent.perSecond() + (spec.write_policy() == WritePolicy.BYPASS ? 0 : writes));
        }
        if (spec.write_policy() == WritePolicy.BACK) {
            model.writesAreLate();
        }
        room = share(most, reads);
        double deletes = spec.write_policy() == WritePolicy.AROUND ? writes : 0;
        MissRatioModel misses = nodes.isEmpty() || reads == 0 ? null : misses(most, reads, deletes, life(most));
        if (misses != null) {
            long keys = most.keys().map(KeyPopularity::size).orElse(0);
            long hot = keys == 0 ? 0 : misses.keysFor(0.5);
            model.store(new WorkingSetModel(
                    "",
                    misses.room(),
                    keys,
                    hot,
                    answered(misses, most, reads, deletes),
                    stale(misses, writes / reads)));
        }
        CacheCpuModel cores = spec.cores().isPresent() ? new CacheCpuModel(spec, model, nodes) : null;
        for (OfferedDemand calls : model.demands()) {
            OfferedDemand asked = AbsentKeyModel.of(calls) ? absent.passed(calls) : calls;
            OfferedDemand onwards = onwards(asked, most, misses);
            pass(onwards);
            if (cores != null) {
                cores.ask(asked);
                if (calls.operation() == Operation.READ && fills(calls, misses)) {
                    cores.miss(onwards);
                }
            }
        }
        if (cores != null) {
            cores.draw();
        }
    }

    /** Whether what is missed is filled. */
    private boolean fills(OfferedDemand calls, MissRatioModel misses) {
        return AbsentKeyModel.of(calls) ? spec.negative_ttl().isPresent() : misses != null;
    }

    /** The room that negative entries leave in a region. */
    private double share(OfferedDemand most, double reads) {
        int places = model.places().size();
        double life =
                spec.ttl().map(ttl -> ttl.toNanos() * 1e-9 * reads / places).orElse(Double.POSITIVE_INFINITY);
        double usual = most == null ? NegativeEntry.BYTES : Math.max(1, most.sizeBytes());
        double size = bySize(usual) ? NegativeEntry.BYTES / usual : 1;
        KeyPopularity others = most == null ? new UniformKeys(1) : most.keys().orElseGet(() -> new UniformKeys(1));
        return absent.share(room(most), size, others, reads, life);
    }

    /** Whether entries of a usual size run out of bytes before they run out of places. */
    private boolean bySize(double usual) {
        return spec.memory().isPresent()
                && spec.memory().get().bytes() / usual < spec.entries().orElse(Integer.MAX_VALUE);
    }

    private void anyNumber(double calls) {
        model.station(new StationModel(
                "",
                nodes,
                StationModel.ANY_NUMBER,
                StationModel.ANY_NUMBER,
                Cores.Scheduling.FIFO,
                calls,
                List.of(new Work(calls, spec.lookup(), true)),
                Optional.empty()));
    }

    /** What of some calls reaches the source. */
    private OfferedDemand onwards(OfferedDemand calls, OfferedDemand most, MissRatioModel misses) {
        if (calls.operation() == Operation.WRITE) {
            return spec.write_policy() == WritePolicy.BACK ? calls.at(writtenBack(calls)) : calls;
        }
        if (AbsentKeyModel.of(calls)) {
            return absent.onwards(calls);
        }
        if (misses == null) {
            return calls;
        }
        OfferedDemand missed = calls.at(calls.perSecond() * (1 - misses.hitRatio()));
        return calls.keys().equals(most.keys()) ? missed.withKeys(misses.popularity()) : missed;
    }

    /**
     * The mean life of what a load leaves: nothing where it fails. An entry that makes room for another is missed as
     * rarely then as without failures, since as many entries are there.
     */
    private Optional<Duration> life(OfferedDemand calls) {
        String source = calls.rest().isEmpty()
                ? spec.source().orElse("")
                : calls.rest().get(0).target().map(Step.Target::component).orElse("");
        double succeeds = 1 - model.failureShare(source);
        return spec.ttl().map(ttl -> succeeds == 1 ? ttl : Duration.ofNanos((long) (ttl.toNanos() * succeeds)));
    }

    /** As if all reads were for the keys of the most frequent ones; requests without a key are all for the same one. */
    private MissRatioModel misses(OfferedDemand most, double reads, double deletes, Optional<Duration> life) {
        int places = model.places().size();
        double expiry = life.map(ttl -> ttl.toNanos() * 1e-9 * reads / places).orElse(Double.POSITIVE_INFINITY);
        return new MissRatioModel(
                most.keys().orElseGet(() -> new UniformKeys(1)),
                new MissRatioModel.Limits(
                        spec.eviction(),
                        room,
                        expiry,
                        spec.ttl_renewed() == CacheSpec.Renewal.ACCESS,
                        deletes / reads,
                        bySize(Math.max(1, most.sizeBytes()))));
    }

    /** Share of the reads that are answered from memory, be it with what has expired. */
    private double answered(MissRatioModel misses, OfferedDemand most, double reads, double deletes) {
        return spec.stale_while_revalidate()
                .map(grace -> misses(most, reads, deletes, spec.ttl().map(grace::plus))
                        .hitRatio())
                .orElseGet(misses::hitRatio);
    }

    /** Share of the hits that miss a write that went past the cache; NaN where nothing is known of it. */
    private double stale(MissRatioModel misses, double writesPerRead) {
        boolean plain = spec.ttl_jitter().ratio() == 0
                && spec.stale_while_revalidate().isEmpty()
                && spec.early_refresh().isEmpty();
        return spec.write_policy() == WritePolicy.BYPASS && plain ? misses.stale(writesPerRead) : Double.NaN;
    }

    /** Writes a second that reach the source: each key that changes in an interval once. */
    private double writtenBack(OfferedDemand calls) {
        int places = model.places().size();
        double interval = spec.flush_interval().toNanos() * 1e-9;
        double changes = calls.perSecond() / places * interval;
        CheApproximation keys = new CheApproximation(calls.keys().orElseGet(() -> new UniformKeys(1)));
        return Math.min(calls.perSecond(), places * keys.distinct(changes) / interval);
    }

    /** For how many entries of a usual size there is room in a region. */
    private double room(OfferedDemand most) {
        double each = spec.entries().map(entries -> (double) entries).orElse(Double.POSITIVE_INFINITY);
        if (spec.memory().isPresent()) {
            double size = most == null ? NegativeEntry.BYTES : most.sizeBytes();
            each = Math.min(each, spec.memory().get().bytes() / Math.max(1, size));
        }
        return Math.max(1, each / spec.copies() * nodes.size() / model.places().size());
    }

    private void pass(OfferedDemand calls) {
        if (!calls.rest().isEmpty()) {
            model.forwardSteps(calls, calls.rest());
        } else if (spec.source().isPresent()) {
            model.callComponent(spec.source().get(), calls.behind());
        }
    }
}
