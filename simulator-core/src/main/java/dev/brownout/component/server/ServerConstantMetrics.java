package dev.brownout.component.server;

import dev.brownout.host.Cores.Scheduling;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.Step;
import java.util.Optional;

/** Metrics of a server that never change under some parameters. */
final class ServerConstantMetrics {
    private ServerConstantMetrics() {}

    /** Declares the constant metrics of a server. */
    static void declare(ServerSpec spec, ScenarioFacts around, ConstantMetricRules rules) {
        rules.unless(!spec.processing().queue().equals(Optional.of(0)), "its 'queue' is 0", "queue", "queue_wait");
        rules.unless(
                spec.processing().workers().isPresent() || spec.processing().scheduling() != Scheduling.PS,
                "its 'scheduling' is ps, which lets no work wait for a core",
                "queue_wait");
        rules.unless(
                spec.sessions().filter(SessionSpec::inMemory).isPresent()
                        || spec.connections().isPresent()
                        || spec.hostMemory().localCache().isPresent()
                        || spec.hostMemory().heap().isPresent(),
                "nothing uses the memory: neither sessions, 'connections', a 'local_cache' nor a 'heap'",
                "memory",
                "memory_held",
                "oom_kills");
        rules.unless(
                around.changing(),
                "no step of the scenario writes, and nothing has 'changes'",
                "local_cache_stale_hits",
                "local_cache_stale_age",
                "local_cache_stale_share");
        rules.unless(
                spec.retentionTimes().anyMatch(time -> !time.isZero()),
                "its 'deduplicate' is 0s, which recognizes no call",
                "deduplicated");
        rules.unless(
                around.breaks()
                        || spec.hostMemory().memory().isPresent()
                        || spec.lifecycle().autoscale().isPresent()
                        || spec.lifecycle().scaleToZeroAfter().isPresent(),
                "no process ends: the scenario has no fault, 'mtbf' or 'autoscale'",
                "sessions_lost",
                "connections_lost");
        rules.unless(
                around.contains(Step.ToUsers.class),
                "no step pushes messages",
                "pushes_delivered",
                "pushes_missed",
                "push_miss_share",
                "push_time");
    }
}
