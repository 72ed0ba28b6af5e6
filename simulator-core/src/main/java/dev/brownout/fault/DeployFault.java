package dev.brownout.fault;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.ScalableTier.Deployment;
import dev.brownout.spi.fault.RenewalFault;
import dev.brownout.spi.fault.VersionFault;
import java.time.Duration;
import java.util.Optional;

/** Deployment of another version to the instances of a tier, in batches or all together. */
@Kind("deploy")
@Doc("Machines of servers are brought to another version, in their order: each drains, goes, and starts anew with the"
        + " version, with nothing in memory. 'by' says how many at a time, and 'every' how long it is from one time to"
        + " the next, which waits until the last ones are back: by 1 every 1m is a rolling update, by 1 alone a canary,"
        + " and all at once is what it does unless said. With surge new machines come first, so that there are never"
        + " fewer: all at once that is blue/green. When the fault ends, it is rolled back.")
@ModelSheet(
        leftOut = "Whoever watches a deployment and stops it: 'rollback' has its time. Users who stay with a version,"
                + " and a share of the load that a new version gets apart from its share of machines: 'choose' and"
                + " 'set' give it one. Paper reckons with the machines of the start.")
@Example("""
        components:
          web: { kind: server, nodes: 4, versions: { v2: { errors: 20%, slower: x1.3 } } }
        faults:
          - at 5m: deploy web v2 by 1 every 1m as rollout
        """)
public record DeployFault(
        @Doc("Which of the 'versions' of the component.") String version,

        @Doc("Machines at a time; all unless said.") @AtLeast(1) @AtMost(MachineCount.MOST)
        Optional<Integer> by,

        @Doc("From one time to the next, with 'by'; the first time is the last unless said.") @AtLeast(1)
        Optional<Duration> every,

        @Doc("How long a new process takes until it serves; as long as machines that 'autoscale' has come unless said,"
                + " and no time where there is none.")
        Optional<Distribution> startup,

        @Doc("How long a machine may finish what it has before it is killed.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Duration grace,

        @Doc("Whether new machines come first, and the old ones go when these are in service; they have numbers of"
                + " their own.")
        @Default("false")
        @DefaultSource(
                "Kubernetes surges by a quarter (maxSurge: 25%) and lets another quarter be missing; no authority"
                        + " for false")
        boolean surge)
        implements VersionFault, RenewalFault {
    /**
     * Validates the batches.
     *
     * @throws IllegalArgumentException if {@code every} is set without {@code by}
     */
    public DeployFault {
        requireBoth(by, every);
    }

    static void requireBoth(Optional<Integer> by, Optional<Duration> every) {
        if (every.isPresent() && by.isEmpty()) {
            throw new IllegalArgumentException("'every' goes with 'by', as in by 1 every 1m: all at once has no pace");
        }
    }

    @Override
    public String label(String what) {
        return what + " deployed as " + version;
    }

    @Override
    public boolean renewsHost() {
        return false;
    }

    @Override
    public long newProcessNanos(int position, long heldNanos) {
        int group = by.map(many -> position / many).orElse(0);
        return group == 0 ? 0 : every.map(time -> group * time.toNanos()).orElse(-1L);
    }

    @Override
    public Optional<String> versionWanted() {
        return Optional.of(version);
    }

    @Override
    public int spares(int nodes) {
        return surge ? Math.min(by.orElse(nodes), nodes) : 0;
    }

    @Override
    public void begin(FaultTargets targets) {
        Deployment how = new Deployment(
                version,
                by.orElse(Integer.MAX_VALUE),
                every.map(Duration::toNanos).orElse(0L),
                startup,
                grace.toNanos(),
                surge);
        targets.replaceable().forEach((tier, machines) -> tier.deploy(machines, how));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.rollBack(machines, Integer.MAX_VALUE, 0));
    }
}
