package dev.brownout.component.database;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.failover.WriteRecoverySpec;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.fault.BlackholeFault;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.HangFault;
import dev.brownout.fault.PartitionFault;
import dev.brownout.fault.PauseFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.runtime.Fixture;
import dev.brownout.runtime.Scenes;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Share;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ReadFrom;
import dev.brownout.workload.LoadProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Test scene with a database called {@code db}, read and written by users without a network. */
final class DatabaseScene extends Fixture<DatabaseScene> {
    static final double SECOND = 1e9;

    private Distribution read = new ConstantDistribution(0);
    private Distribution write = new ConstantDistribution(0);
    private int cores = 8;
    private Optional<Integer> queue = Optional.empty();
    private int replicas = 2;
    private Replication.Mode mode = Replication.Mode.ASYNC;
    private Distribution backlog = new ConstantDistribution(0);
    private Optional<Duration> timeout = Optional.of(Duration.ofSeconds(10));
    private Optional<Duration> redraw = Optional.of(Duration.ofSeconds(1));
    private Optional<Rate> apply = Optional.empty();
    private double applyCost;
    private Reads reads = new Reads(
            ReadFrom.REPLICAS,
            Reads.Algorithm.ROUND_ROBIN,
            HealthSpec.DEFAULT,
            Reads.Fallback.PRIMARY,
            Optional.empty(),
            Optional.empty());
    private List<String> places = List.of();
    private Optional<String> home = Optional.empty();
    private Optional<Failover> failover = Optional.empty();
    private Optional<WriteRecoverySpec> recover = Optional.empty();
    private Optional<Duration> heartbeat = Optional.empty();
    private Optional<Replacement> replace = Optional.empty();
    private boolean deduplicate;

    /** Configures two regions with half of the users each, the primary in the second and one replica in the first. */
    DatabaseScene primaryInWest() {
        networked().region("us-east", 0.5).region("us-west", 0.5);
        places = List.of("us-east", "us-west");
        home = Optional.of("us-west");
        replicas = 1;
        return this;
    }

    DatabaseScene work(Distribution ofRead, Distribution ofWrite) {
        read = ofRead;
        write = ofWrite;
        return this;
    }

    DatabaseScene cores(int many) {
        cores = many;
        return this;
    }

    DatabaseScene queue(int places) {
        queue = Optional.of(places);
        return this;
    }

    DatabaseScene replicas(int many) {
        replicas = many;
        return this;
    }

    DatabaseScene mode(Replication.Mode requestedMode) {
        mode = requestedMode;
        return this;
    }

    DatabaseScene backlog(Distribution lag) {
        backlog = lag;
        return this;
    }

    /** Sets a backlog that is sampled separately for each write. */
    DatabaseScene backlogOfEachWrite(Distribution lag) {
        redraw = Optional.empty();
        return backlog(lag);
    }

    DatabaseScene timeout(Duration timeoutText) {
        timeout = Optional.of(timeoutText);
        return this;
    }

    DatabaseScene applying(double perSecond, double cost) {
        apply = perSecond > 0 ? Optional.of(new Rate(perSecond)) : Optional.empty();
        applyCost = cost;
        return this;
    }

    DatabaseScene reads(ReadFrom from, Reads.Algorithm algorithm, Reads.Fallback fallback, Optional<Duration> maxLag) {
        reads = new Reads(from, algorithm, HealthSpec.DEFAULT, fallback, maxLag, Optional.empty());
        return this;
    }

    /**
     * Enables recovery of lost writes, {@code afterSeconds} after their node has returned. Call it before the failover
     * is set.
     */
    DatabaseScene recovering(double afterSeconds, double perSecond) {
        recover = Optional.of(new WriteRecoverySpec(seconds(afterSeconds), new Rate(perSecond)));
        return this;
    }

    /** Enables failover with a lease of 30 s that is renewed every 10 s, and a takeover time of 3 s. */
    DatabaseScene leased(boolean fencing) {
        return failover(fencing, Failover.MOST_ADVANCED, Optional.empty());
    }

    DatabaseScene failover(boolean fencing, String promote, Optional<Duration> after) {
        failover = Optional.of(new Failover(
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                promote,
                fencing,
                after,
                Optional.empty(),
                Optional.empty(),
                recover));
        return this;
    }

    /** Sets the heartbeat interval of elected leaders. Call it before {@link #electing}. */
    DatabaseScene heartbeat(double seconds) {
        heartbeat = Optional.of(seconds(seconds));
        return this;
    }

    DatabaseScene electing(boolean fencing, Distribution distribution) {
        failover = Optional.of(new Failover(
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Failover.MOST_ADVANCED,
                fencing,
                Optional.empty(),
                Optional.of(distribution),
                heartbeat,
                recover));
        return this;
    }

    DatabaseScene replacing(Replacement replacement) {
        replace = Optional.of(replacement);
        return this;
    }

    DatabaseScene deduplicating() {
        deduplicate = true;
        return this;
    }

    DatabaseScene writing(LoadProfile rate, KeyPopularity keys, double patienceSeconds, FilterSpec... policies) {
        return requesting("write", rate, keys, seconds(patienceSeconds), List.of(policies), Scenes.write("db"));
    }

    DatabaseScene reading(LoadProfile rate, KeyPopularity keys, double patienceSeconds) {
        return requesting("read", rate, keys, seconds(patienceSeconds), List.of(), Scenes.read("db"));
    }

    DatabaseScene pause(String part, double position, double length) {
        return withFault(new PauseFault(), "db", part, position, position + length);
    }

    DatabaseScene blackhole(String part, double position, double length) {
        return withFault(new BlackholeFault(), "db", part, position, position + length);
    }

    DatabaseScene hang(String part, double position, double length) {
        return withFault(new HangFault(), "db", part, position, position + length);
    }

    DatabaseScene partition(double position, double length) {
        return withFault(new FaultEntry(
                (long) (position * SECOND),
                Optional.of((long) (length * SECOND)),
                "fault",
                Optional.of(new Selector("region", List.of("us-east"))),
                Optional.of(new Selector("region", List.of("us-west"))),
                new PartitionFault(PartitionFault.Direction.BOTH_WAYS),
                "east and west cannot talk"));
    }

    DatabaseScene crash(String part, double position, double length) {
        return withFault(new CrashFault(), "db", part, position, position + length);
    }

    DatabaseScene powerOff(String part, double position) {
        return withFault(new PowerOffFault(), "db", part, position);
    }

    DatabaseScene powerOff(String part, double position, double length) {
        return withFault(new PowerOffFault(), "db", part, position, position + length);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * SECOND));
    }

    DatabaseSpec spec() {
        return DatabaseSpecs.working(read, d -> {
            d.cores = cores;
            d.queue = queue;
            d.write = write;
            d.replicas = replicas;
            d.primary = home;
            d.replication =
                    new Replication(mode, backlog, 1, timeout, apply, new Share(applyCost), redraw, Optional.empty());
            d.reads = reads;
            d.failover = failover;
            d.replace = replace;
            d.deduplicate = deduplicate;
        });
    }

    @Override
    public Scenario scenario() {
        with("db", places, spec());
        return super.scenario();
    }

    static DataResult data(VariantResult result) {
        return result.accounting().data().get("db");
    }

    static double measure(VariantResult result, String name) {
        return measure(result, "db", name);
    }

    static double node(VariantResult result, String node, String name) {
        return measureOfNode(result, "db", node, name);
    }
}
