package dev.brownout.runtime;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeySpace;
import dev.brownout.spi.Step;
import dev.brownout.spi.WorkloadProfile;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** The workload of one component in an assembly. */
record ComponentWorkload(Assembly assembly, String component) implements WorkloadProfile {
    @Override
    public List<String> requestClasses() {
        return List.copyOf(assembly.scenario.requests().keySet());
    }

    @Override
    public IntUnaryOperator classNumbers() {
        int[] numbers = assembly.keySpaces.classNumbers();
        return source -> numbers[source];
    }

    @Override
    public double userShare(String region) {
        return assembly.regions.userShare(region);
    }

    @Override
    public KeyNames keyNames() {
        return assembly.keySpaces.names(component);
    }

    @Override
    public KeySpace keySpace() {
        return assembly.keySpaces.of(component);
    }

    @Override
    public Optional<KeySampler> keys(Step step) {
        return assembly.keySpaces
                .ofStep(step)
                .map(keys -> keys.sampler(keyNames(), assembly.created(assembly.keySpaces.tableOf(step, component))));
    }

    @Override
    public boolean calledBehind(String other) {
        return assembly.keySpaces.leads(other, component);
    }

    @Override
    public boolean isInMessageCycle() {
        return assembly.onCircles.contains(component);
    }
}
