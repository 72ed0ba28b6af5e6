package dev.brownout.component.database;

import dev.brownout.capacity.QueueFormula;
import dev.brownout.component.database.storage.DiskSpec;
import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.host.Disk;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.StationFacts;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Analytical load of the disks of a replica group.
 *
 * <p>Commits that share fsyncs are served in batches of any size. After an fsync, the next one starts with all commits
 * that arrived meanwhile, or with the next arrival. Let p<sub>0</sub> be the probability that no commit arrives during
 * an fsync, λ the commits per second, and S the duration of an fsync. Each cycle is an fsync and p<sub>0</sub>/λ of
 * idle time. A commit takes (λ(E[S²]/2 + E[S]²) + p<sub>0</sub>E[S]) / (λE[S] + p<sub>0</sub>).
 */
final class DiskLoadModel {
    private static final int STRATA = 2000;

    private final DatabaseEngine engine;
    private final CapacityModel model;
    private final Optional<DiskSpec> disk;
    private final List<Work> atPrimaries = new ArrayList<>();
    private final List<Work> atReplicas = new ArrayList<>();
    private final BufferMissModel misses;

    DiskLoadModel(DatabaseSpec spec, CapacityModel model) {
        this.engine = spec.engine();
        this.model = model;
        this.disk = engine.disk();
        this.misses = new BufferMissModel(spec, model);
    }

    /** Adds the disk work of the reads of one query class. Plain reads have an empty class name. */
    void reads(String query, double byPrimaries, double byReplicas) {
        long bytes = query.isEmpty() ? 0 : engine.queries().get(query).scan().bytes();
        double share = bytes > 0 ? 1 : misses.of(Operation.READ, query);
        if (disk.isPresent() && share > 0) {
            Distribution takes = bytes > 0
                    ? new ConstantDistribution(disk.get().scanNanos((long) (bytes * misses.ofAll())))
                    : disk.get().access();
            atPrimaries.add(new Work(byPrimaries * share, takes, true));
            atReplicas.add(new Work(byReplicas * share, takes, true));
        }
    }

    /** Returns the reason why no formula gives the response time of these nodes; empty if no call waits for a disk. */
    Optional<String> besides(boolean primaries, double writes) {
        boolean reads = perSecond(primaries ? atPrimaries : atReplicas) > 0;
        return disk.isPresent() && (reads || primaries && writes > 0)
                ? Optional.of((reads ? "reads" : "commits") + " also wait for the disk")
                : Optional.empty();
    }

    /** Adds the disks to the capacity model. */
    void draw(String label, List<String> primaries, List<String> replicas, double writes) {
        double changed = misses.of(Operation.WRITE, "");
        if (disk.isEmpty()) {
            return;
        }
        if (writes * changed > 0) {
            atPrimaries.add(new Work(writes * changed, disk.get().access(), true));
        }
        Station primary = new Station(label + "primary", disk.get(), atPrimaries, writes * commitsPerWrite());
        Station replica = new Station(label + "replica-*", disk.get(), atReplicas, 0);
        model.parts(Disk.NAME, primaries, (nodes, share, slower) -> station(primary, nodes, share, slower));
        model.parts(Disk.NAME, replicas, (nodes, share, slower) -> station(replica, nodes, share, slower));
    }

    /** Returns the mean number of commits per write, of all shards. */
    private double commitsPerWrite() {
        double all = 0;
        double commits = 0;
        for (OfferedDemand calls : model.demands()) {
            if (calls.operation() != Operation.READ) {
                all += calls.perSecond();
                commits += calls.perSecond() * calls.commits();
            }
        }
        return all == 0 ? 1 : commits / all;
    }

    /** Total work of the disks of some nodes. */
    private record Station(String part, DiskSpec disk, List<Work> reads, double commits) {}

    private StationModel station(Station all, List<String> nodes, double share, double slower) {
        List<Work> works = new ArrayList<>();
        all.reads.forEach(
                scan -> works.add(new Work(scan.perSecond() * share, Work.slowed(scan.length(), slower), true)));
        Distribution fsync = Work.slowed(all.disk.fsync(), slower);
        double busy = works.stream()
                        .mapToDouble(
                                scan -> scan.perSecond() / 1e9 * scan.length().mean())
                        .sum()
                / nodes.size();
        double calls = perSecond(works) + all.commits * share;
        Optional<StationFacts> known = Optional.empty();
        if (!all.disk.group_commit()) {
            works.add(new Work(all.commits * share, fsync, true));
        } else if (all.commits > 0) {
            Groups groups = new Groups(all.commits * share / nodes.size() / 1e9, fsync, busy);
            works.add(new Work(groups.perNano() * 1e9 * nodes.size(), fsync, true));
            known = Optional.of(groups.known(calls));
        }
        return new StationModel(all.part + "/" + Disk.NAME, nodes, CoreQueue.fifo(1, engine.queue()), calls, works)
                .withFacts(known)
                .measuredBy("disk");
    }

    private static double perSecond(List<Work> works) {
        return works.stream().mapToDouble(Work::perSecond).sum();
    }

    /**
     * Commits that share the fsyncs of one disk.
     *
     * @param rate commits per nanosecond, more than 0
     * @param busy share of the time in which the disk does other work
     */
    private record Groups(double rate, Distribution fsync, double busy) {
        /** Returns the fsyncs per nanosecond. The other work of the disk prolongs each of them. */
        double perNano() {
            double left = 1 - busy;
            return left <= 0 ? 0 : 1 / (fsync.mean() / left + nobody(left) / rate);
        }

        /** Returns the probability that no commit arrives during an fsync which gets that share of the disk. */
        private double nobody(double left) {
            double load = rate / left;
            if (fsync instanceof ExponentialDistribution) {
                return 1 / (1 + load * fsync.mean());
            }
            if (fsync.constantValue().isPresent()) {
                return ElementaryFunctions.exp(-load * fsync.mean());
            }
            double sum = 0;
            for (int i = 0; i < STRATA; i++) {
                sum += ElementaryFunctions.exp(-load * fsync.quantile((i + 0.5) / STRATA));
            }
            return sum / STRATA;
        }

        StationFacts known(double calls) {
            double mean = fsync.mean();
            double idle = nobody(1);
            double square = fsync.variance() + mean * mean;
            double takes = (rate * (square / 2 + mean * mean) + idle * mean) / (rate * mean + idle);
            return busy == 0
                    ? new StationFacts(
                            takes,
                            mean,
                            Double.POSITIVE_INFINITY,
                            "commits share fsyncs: " + QueueFormula.SHARED_FSYNCS.notation())
                    : new StationFacts(
                            Double.NaN, Double.NaN, calls / busy, "no formula: commits share fsyncs, reads do not");
        }
    }
}
