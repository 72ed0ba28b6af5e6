package dev.brownout.component.database;

import dev.brownout.component.database.DatabaseSpec.ReplicaSettings;
import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.SettingEffects;

/**
 * Declares the settings of a database that need replicas, scans, a buffer pool or a migration. A failover needs no
 * replica: a single node also loses its lease, and accepts writes again only after the takeover.
 */
final class DatabaseSettingEffects {
    private final DatabaseSpec spec;
    private final ReplicaSettings settings;
    private final ComponentContext context;
    private final String path;
    private final boolean replicated;
    private final SettingEffects effects;

    DatabaseSettingEffects(DatabaseSpec spec, ComponentContext context, SettingEffects effects) {
        this.spec = spec;
        this.settings = spec.replicaSettings();
        this.context = context;
        this.path = "components." + context.name() + ".";
        this.replicated = spec.copies(context.topology().sites().size()) > 0
                || spec.shardSettings().hotKeys().values().stream().anyMatch(DatabaseSettingEffects::hasReplicas);
        this.effects = effects;
    }

    private static boolean hasReplicas(HotKey remedy) {
        return remedy instanceof HotKey.OwnShard own && own.nodes() > 1;
    }

    void declare() {
        disk();
        if (spec.move().isPresent()) {
            effects.unless(
                    !context.faults().shardOrders().isEmpty(),
                    path + "move",
                    Sentence.of(
                            "no fault reshards {}; add, for example, at 5m: reshard {} to {}",
                            context.name(),
                            context.name(),
                            2 * spec.shardSettings().shards()));
        }
        if (!spec.primaryEach()) {
            replicas();
        }
    }

    private void disk() {
        DatabaseEngine engine = spec.engine();
        engine.queries().forEach((name, query) -> {
            if (query.scan().bytes() > 0) {
                effects.unless(
                        engine.disk().isPresent(),
                        path + "queries." + name + ".scan",
                        Sentence.of("the disk of {} is not modelled; add disk: {}", context.name(), "{}"));
            }
        });
        if (engine.disk().isPresent()) {
            effects.unless(
                    engine.memory().isPresent(),
                    path + "disk.access",
                    Sentence.of("all rows are in memory; add 'memory'"));
            effects.unless(
                    engine.queries().values().stream()
                            .anyMatch(query -> query.scan().bytes() > 0),
                    path + "disk.read",
                    Sentence.of("no query scans data; add a query with 'scan'"));
        }
    }

    private void replicas() {
        Replication.Mode mode = settings.replication().mode();
        if (mode == Replication.Mode.SYNC || mode == Replication.Mode.QUORUM) {
            needsReplica("replication.mode");
        }
        for (String setting : new String[] {"backlog", "apply", "apply_cost", "redraw"}) {
            needsReplica("replication." + setting);
        }
        for (String setting : new String[] {"from", "algorithm", "health", "fallback"}) {
            needsReplica("reads." + setting);
        }
        settings.reads().maxLag().ifPresent(lag -> needsReplica("reads.max_lag"));
        settings.replace().ifPresent(replacement -> needsReplica("replace"));
        settings.failover().flatMap(Failover::recover).ifPresent(recovery -> needsReplica("failover.recover"));
    }

    private void needsReplica(String setting) {
        effects.unless(
                replicated,
                path + setting,
                Sentence.of("{} has no replica; add, for example, replicas: 1", context.name()));
    }
}
