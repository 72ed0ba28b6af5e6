package dev.brownout.experiment.catalog;

import dev.brownout.experiment.capacity.CapacitySpec;
import dev.brownout.experiment.compare.CompareSpec;
import dev.brownout.experiment.falsify.FalsifySpec;
import dev.brownout.experiment.reliability.ReliabilitySpec;
import dev.brownout.experiment.replicate.ReplicateSpec;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.stability.StabilitySpec;
import dev.brownout.experiment.sweep.SweepSpec;
import dev.brownout.experiment.tune.TuneSpec;
import java.util.List;

/** All experiments. The command line, the tools of an assistant and the Python package are made from this list. */
public final class ExperimentCatalog {
    /** The experiments, in the order of the help. */
    public static final List<Class<? extends ExperimentSpec>> ALL = List.of(
            ReplicateSpec.class,
            CompareSpec.class,
            SweepSpec.class,
            CapacitySpec.class,
            TuneSpec.class,
            FalsifySpec.class,
            StabilitySpec.class,
            ReliabilitySpec.class);

    private ExperimentCatalog() {}
}
