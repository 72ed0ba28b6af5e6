package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.TierFault;
import java.time.Duration;
import java.util.Optional;

/** Rollback of a deployment to the previous version. */
@Kind("rollback")
@Doc("Rolls deployed nodes back to the previous version, with the same startup, grace and "
        + "surge, in one step unless 'by' and 'every' are given. A deployment in progress "
        + "stops.")
@ModelSheet(leftOut = "Rollback by several versions. Data written by the new version stays.")
@Example("""
        components:
          web: { kind: server, nodes: 4, versions: { v2: { errors: 20% } } }
        faults:
          - at 5m: deploy web v2 by 1 as canary
          - at 6m: rollback web
        """)
public record RollbackFault(
        @Doc("Nodes per step; default: all.") @AtLeast(1) @AtMost(MachineCount.MAXIMUM)
        Optional<Integer> by,

        @Doc("Time between two steps, with 'by'; default: only the first step is made.") @AtLeast(1)
        Optional<Duration> every)
        implements FaultSpec, TierFault {
    /**
     * Validates the batches.
     *
     * @throws IllegalArgumentException if {@code every} is set without {@code by}
     */
    public RollbackFault {
        DeployFault.requireBoth(by, every);
    }

    @Override
    public Sentence label(String name) {
        return Sentence.of("{} rolled back", name);
    }

    @Override
    public boolean removesHosts() {
        return true;
    }

    @Override
    public boolean rollsBack() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.replaceable()
                .forEach((tier, machines) -> tier.rollBack(
                        machines,
                        by.orElse(Integer.MAX_VALUE),
                        every.map(Duration::toNanos).orElse(0L)));
    }

    @Override
    public void end(FaultTargets targets) {}
}
