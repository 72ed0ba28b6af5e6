package dev.brownout.component.database;

import dev.brownout.component.database.DatabaseSpec.ReplicaSettings;
import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.pool.PoolSpec;
import dev.brownout.component.database.reads.SessionRouting;
import dev.brownout.component.database.replication.ConflictResolution;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.fault.ReshardFault;
import dev.brownout.fault.SplitShardFault;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.ScenarioFacts;
import java.util.Optional;

/** Declares the metrics of a database that stay constant in a scenario, with the reason for each. */
final class DatabaseConstantMetrics {
    /** Metrics that only a failover changes. */
    private static final String[] LOSSES = {"lost_writes", "dual_primary_seconds"};

    /** Metrics that only the recovery of lost writes after a failover changes. */
    private static final String[] RECOVERIES = {"recovered_writes", "diverged_writes", "unrecoverable_writes"};

    /** Metrics that only conflicting writes of several primaries change. */
    private static final String[] ENCOUNTERS = {
        "concurrent_writes", "lost_updates", "clock_losses", "unmerged", "sibling_reads"
    };

    /** Metrics that only a replica behind the primary changes. */
    private static final String[] GUARANTEES = {
        "missed_own_writes", "missed_own_share", "backward_reads", "backward_share"
    };

    private static final String[] MOVES = {"moved_share", "moved_bytes", "moved_at", "moving", "sent_on"};
    private static final String[] MOVED_WRITES = {"moved_keys", "held_writes", "cutover_wait"};

    private final DatabaseSpec spec;
    private final DatabaseEngine engine;
    private final ReplicaSettings replicas;
    private final ScenarioFacts around;
    private final ConstantMetricRules rules;

    DatabaseConstantMetrics(DatabaseSpec spec, ScenarioFacts around, ConstantMetricRules rules) {
        this.spec = spec;
        this.engine = spec.engine();
        this.replicas = spec.replicaSettings();
        this.around = around;
        this.rules = rules;
    }

    void declare() {
        engine.nodeCores()
                .declareConstantMetrics(
                        !engine.queue().equals(Optional.of(0)) || replicates(),
                        "its 'queue' is 0, and no node applies writes of another",
                        rules);
        boolean scans = engine.queries().values().stream()
                .anyMatch(query -> query.scan().bytes() > 0);
        rules.unless(
                around.writes() || scans || engine.memory().isPresent(),
                "nothing uses the disk: no writes, no scans and no 'memory'",
                "disk",
                "disk_queue",
                "disk_wait");
        rules.unless(around.writes(), "no step of the scenario writes", "fsyncs");
        connections();
        copies();
        rules.unless(
                replicas.failover().flatMap(Failover::election).isPresent(),
                "there are no elections: its 'failover.election' is none",
                "candidacies",
                "contested",
                "silence",
                "leaderless");
        rules.unless(around.breaks(), "nothing fails: the scenario has no fault and no 'mtbf'", "leaderless");
        writes();
        sessions();
        homes();
        encounters();
        rules.unless(
                around.writes()
                        || spec.storage()
                                .filter(storage -> storage.data().bytes() > 0)
                                .isPresent(),
                "no step of the scenario writes, and there is no initial data",
                "stored");
        rules.unless(replicas.failover().isPresent(), "there is no failover: its 'failover' is none", LOSSES);
        rules.unless(around.breaks(), "nothing fails: the scenario has no fault and no 'mtbf'", LOSSES);
        spec.numbers()
                .data()
                .ifPresent(data ->
                        data.declareConstantMetrics(around, replicas.failover().isPresent(), rules));
        recovery();
        rules.unless(
                replicas.replication().mode() == Replication.Mode.SEMI_SYNC
                        && replicas.replication().timeout().isPresent(),
                "only replication.mode semi-sync with a timeout falls back to async",
                "degraded_to_async_seconds");
    }

    private void connections() {
        rules.unless(
                spec.pool().flatMap(PoolSpec::maxConnections).isPresent(),
                "its 'pool.max_connections' is unlimited",
                "pool_refused");
        rules.unless(
                spec.engine().idleInTransactionTimeout().isPresent(),
                "its 'idle_in_transaction_timeout' is none",
                "idle_transactions_ended");
    }

    private void copies() {
        rules.unless(
                spec.copies(around.places()) > 0
                        || !spec.shardSettings().hotKeys().isEmpty(),
                "it has no replica",
                "lost_writes",
                "dual_primary_seconds",
                "degraded_to_async_seconds",
                "replica_utilization");
        rules.unless(replicates(), "it has no replica", "backlog", "lag");
        rules.unless(replicates() || around.breaks(), "it has no replica, and nothing fails", GUARANTEES);
    }

    /** Returns whether nodes apply writes of other nodes. Those wait for cores, whatever the limit of the queue. */
    private boolean replicates() {
        return spec.copies(around.places()) > 0
                || !spec.shardSettings().hotKeys().isEmpty()
                || spec.several();
    }

    private void writes() {
        rules.unless(
                around.writes(),
                "no step of the scenario writes",
                "lost_writes",
                "duplicate_writes",
                "stale_reads",
                "stale_share",
                "stale_age",
                "degraded_to_async_seconds",
                "backlog",
                "lag");
        rules.unless(!spec.deduplicate(), "its 'deduplicate' is true", "duplicate_writes");
        rules.unless(around.writes(), "no step of the scenario writes", "full_at", "full_shards", "added_bytes");
    }

    private void sessions() {
        String noWrites = "no step of the scenario writes";
        rules.unless(around.writes(), noWrites, GUARANTEES);
        rules.unless(around.writes(), noWrites, "own_write_reads", "session_primary_reads", "session_wait_timeouts");
        Optional<SessionRouting> routing = replicas.reads().session();
        rules.unless(
                routing.filter(SessionRouting.StickyNode.class::isInstance).isPresent(),
                "its 'reads.session' is not sticky",
                "session_moves");
        rules.unless(
                routing.filter(SessionRouting.PositionWait.class::isInstance).isPresent(),
                "its 'reads.session' is not wait",
                "session_wait_timeouts");
        rules.unless(
                routing.filter(SessionRouting::waits).isPresent(),
                "its 'reads.session' is neither wait nor causal",
                "session_wait");
        rules.unless(
                routing.filter(SessionRouting::leadsToPrimary).isPresent(),
                "its 'reads.session' sends no read to the primary",
                "session_primary_reads");
    }

    private void homes() {
        rules.unless(
                spec.isRegional() && around.places() > 1,
                "all regions have the same rows: its 'replication.mode' is not none, or it is in one region",
                "not_found_reads",
                "not_found_share");
    }

    private void moves() {
        boolean moves = around.contains(ReshardFault.class) || around.contains(SplitShardFault.class);
        rules.unless(moves, "no fault reshards a database", MOVES);
        rules.unless(moves, "no fault reshards a database", MOVED_WRITES);
        rules.unless(around.writes(), "no step of the scenario writes", MOVED_WRITES);
    }

    private void encounters() {
        rules.unless(spec.several(), "it has one primary: its 'replication.mode' is not multi-primary", ENCOUNTERS);
        boolean siblings = replicas.replication()
                .conflicts()
                .filter(ConflictResolution.VECTOR_CLOCK::equals)
                .isPresent();
        rules.unless(!siblings, "its 'replication.conflicts' is vector-clock", "lost_updates", "clock_losses");
        rules.unless(siblings, "its 'replication.conflicts' is not vector-clock", "unmerged", "sibling_reads");
        rules.unless(around.breaks(), "nothing fails: the scenario has no fault and no 'mtbf'", "clock_losses");
        rules.unless(around.writes(), "no step of the scenario writes", ENCOUNTERS);
        if (!spec.several()) {
            recovery("conflicts");
        } else {
            rules.unless(around.writes(), "no step of the scenario writes", "conflicts");
        }
    }

    private void recovery() {
        moves();
        recovery(RECOVERIES);
        rules.unless(
                replicas.replace().isPresent() || spec.storage().isPresent(),
                "no node is replaced and storage is unlimited: it has neither 'replace' nor 'storage'",
                "unrecoverable_writes");
    }

    private void recovery(String... measures) {
        rules.unless(
                replicas.failover().flatMap(Failover::recover).isPresent(),
                "lost writes are not recovered: its 'failover.recover' is not set",
                measures);
        rules.unless(around.breaks(), "nothing fails: the scenario has no fault and no 'mtbf'", measures);
        rules.unless(around.writes(), "no step of the scenario writes", measures);
    }
}
