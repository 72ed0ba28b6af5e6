package dev.brownout.runtime;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeySpace;
import dev.brownout.scenario.Receivers;
import dev.brownout.spi.Step;
import dev.brownout.spi.WorkloadProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * The workload of one component of a run.
 *
 * @param known receivers of the calls to each component, as far as they are known
 */
record ComponentWorkload(RunEnvironment run, String component, Map<String, Set<String>> known)
        implements WorkloadProfile {
    ComponentWorkload(RunEnvironment run, String component) {
        this(run, component, new TreeMap<>());
    }

    @Override
    public List<String> requestClasses() {
        return List.copyOf(run.scenario.workload().requests().keySet());
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
    public boolean callsIndirectly(String other) {
        return run.keySpaces.leads(other, component);
    }

    @Override
    public Set<String> receivers(String called) {
        return known.computeIfAbsent(called, any -> Receivers.reachable(run.scenario, called));
    }

    @Override
    public boolean isInMessageCycle() {
        return run.messageCycles.contains(component);
    }
}
