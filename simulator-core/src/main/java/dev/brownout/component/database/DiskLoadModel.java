package dev.brownout.component.database;

import dev.brownout.component.database.storage.DiskSpec;
import dev.brownout.host.Disk;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Analytical load of the disks of a replica group. The load of commits that share fsyncs is unknown. */
final class DiskLoadModel {
    private final DatabaseEngine engine;
    private final CapacityModel model;
    private final Optional<DiskSpec> disk;
    private final List<Work> atPrimaries = new ArrayList<>();
    private final List<Work> atReplicas = new ArrayList<>();
    private final BufferMissModel misses;
    private final Optional<Sentence> unknown;

    DiskLoadModel(DatabaseSpec spec, CapacityModel model, Optional<Sentence> unknown) {
        this.engine = spec.engine();
        this.unknown = unknown;
        this.model = model;
        this.disk = engine.disk();
        this.misses = new BufferMissModel(spec, model);
    }

    /** Adds the disk work of the reads of one query class. Plain reads have an empty class name. */
    void reads(String query, double byPrimaries, double byReplicas) {
        long bytes = query.isEmpty() ? 0 : engine.queries().get(query).scan().bytes();
        double share = bytes > 0 ? 1 : misses.of(Operation.READ, query);
        if (disk.isPresent() && share > 0) {
            Distribution serviceTime = bytes > 0
                    ? new ConstantDistribution(disk.get().scanNanos((long) (bytes * misses.ofAll())))
                    : disk.get().access();
            atPrimaries.add(new Work(byPrimaries * share, serviceTime, true));
            atReplicas.add(new Work(byReplicas * share, serviceTime, true));
        }
    }

    /** Returns the reason why no formula gives the response time of these nodes; empty if no call waits for a disk. */
    Optional<Sentence> obstacle(boolean primaries, double writes) {
        boolean reads = perSecond(primaries ? atPrimaries : atReplicas) > 0;
        return disk.isPresent() && (reads || primaries && writes > 0)
                ? Optional.of(Sentence.of(reads ? "reads also wait for the disk" : "commits also wait for the disk"))
                : Optional.empty();
    }

    /** Adds the disks to the capacity model. */
    void addToModel(String label, List<String> primaries, List<String> replicas, double writes) {

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
                commits += calls.perSecond() * calls.batch().commits();
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
        works.add(new Work(all.commits * share, Work.slowed(all.disk.fsync(), slower), true));
        return new StationModel(
                        all.part + "/" + Disk.NAME, nodes, CoreQueue.fifo(1, engine.queue()), perSecond(works), works)
                .withUnknownLoad(unknown.or(() -> Optional.of(Sentence.of("commits share fsyncs"))
                        .filter(reason -> all.disk.groupCommit() && all.commits > 0)))
                .measuredBy("disk");
    }

    private static double perSecond(List<Work> works) {
        return works.stream().mapToDouble(Work::perSecond).sum();
    }
}
