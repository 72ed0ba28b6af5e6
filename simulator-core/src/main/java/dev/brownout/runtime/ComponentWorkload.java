package dev.brownout.runtime;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeySpace;
import dev.brownout.spi.Step;
import dev.brownout.spi.WorkloadProfile;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The workload of one component of a run. */
record ComponentWorkload(RunEnvironment run, String component) implements WorkloadProfile {
    @Override
    public List<String> requestClasses() {
        return List.copyOf(run.scenario.requests().keySet());
    }

    @Override
    public IntUnaryOperator classNumbers() {
        int[] numbers = run.keySpaces.classNumbers();
        return source -> numbers[source];
    }

    @Override
    public double userShare(String region) {
        return run.regions.userShare(region);
    }

    @Override
    public KeyNames keyNames() {
        return run.keySpaces.names(component);
    }

    @Override
    public KeySpace keySpace() {
        return run.keySpaces.of(component);
    }

    @Override
    public Optional<KeySampler> keys(Step step) {
        return run.keySpaces
                .ofStep(step)
                .map(keys -> keys.sampler(keyNames(), run.created(run.keySpaces.tableOf(step, component))));
    }

    @Override
    public boolean calledBehind(String other) {
        return run.keySpaces.leads(other, component);
    }

    @Override
    public boolean isInMessageCycle() {
        return run.messageCycles.contains(component);
    }
}
