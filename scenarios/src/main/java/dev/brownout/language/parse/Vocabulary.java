package dev.brownout.language.parse;

import dev.brownout.catalog.Catalog;
import dev.brownout.metrics.MetricDefinition;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.MetricRecords;
import dev.brownout.spi.Step;
import dev.brownout.typetable.RecordField;
import dev.brownout.workload.LoadProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names that a scenario can use: kinds of components, policies, faults and steps, distributions, key distributions
 * and loads.
 *
 * @param components the kinds of components
 * @param policies the policies around calls
 * @param faults the verbs of the fault timeline
 * @param steps the verbs of the steps of a request
 * @param distributions the distributions of durations and sizes
 * @param keyPopularities the key distributions
 * @param loads the loads
 */
public record Vocabulary(
        List<Class<? extends ComponentSpec>> components,
        List<Class<? extends FilterSpec>> policies,
        List<Class<? extends FaultSpec>> faults,
        List<Class<? extends Step>> steps,
        List<Class<? extends FunctionSyntax<Distribution>>> distributions,
        List<Class<? extends FunctionSyntax<KeyPopularity>>> keyPopularities,
        List<Class<? extends FunctionSyntax<LoadProfile>>> loads) {

    /**
     * Copies the lists. Throws {@code IllegalArgumentException} if a class has no kind, or declares a metric with the
     * name of a metric that every component or request has.
     */
    public Vocabulary {
        components = List.copyOf(components);
        policies = List.copyOf(policies);
        faults = List.copyOf(faults);
        steps = List.copyOf(steps);
        distributions = List.copyOf(distributions);
        keyPopularities = List.copyOf(keyPopularities);
        loads = List.copyOf(loads);
        Stream.of(components, policies, faults, steps, distributions, keyPopularities, loads)
                .forEach(Vocabulary::requireKinds);
        requireOwnMeasures(unshipped(Catalog.components(), components), unshipped(Catalog.policies(), policies));
    }

    /**
     * Creates a vocabulary with other components, policies and faults than the shipped ones. The remaining lists are
     * the shipped ones.
     */
    public Vocabulary(
            List<Class<? extends ComponentSpec>> components,
            List<Class<? extends FilterSpec>> policies,
            List<Class<? extends FaultSpec>> faults) {
        this(
                components,
                policies,
                faults,
                Catalog.steps(),
                Catalog.distributions(),
                Catalog.keyPopularities(),
                Catalog.loads());
    }

    /** Returns the vocabulary shipped with this program. */
    public static Vocabulary standard() {
        return new Vocabulary(Catalog.components(), Catalog.policies(), Catalog.faults());
    }

    /** Returns this vocabulary with other steps. */
    public Vocabulary withSteps(List<Class<? extends Step>> others) {
        return new Vocabulary(components, policies, faults, others, distributions, keyPopularities, loads);
    }

    /** Returns the spec of a kind of component. */
    public Optional<Class<? extends ComponentSpec>> component(String kind) {
        return find(components, kind);
    }

    /** Returns the spec of a policy, by its name in kebab-case. */
    public Optional<Class<? extends FilterSpec>> policy(String kind) {
        return find(policies, kind);
    }

    /** Returns the spec of a fault by its verb. */
    public Optional<Class<? extends FaultSpec>> fault(String verb) {
        return find(faults, verb);
    }

    /** Returns the record of a step by its verb. */
    public Optional<Class<? extends Step>> step(String verb) {
        return find(steps, verb);
    }

    /** Returns the kinds of some classes of this vocabulary, in their order. */
    public static List<String> kinds(List<? extends Class<?>> classes) {
        return classes.stream().map(c -> SpecFields.kind(c).orElseThrow()).toList();
    }

    /** Returns the class with a kind from a list. */
    static <T> Optional<Class<? extends T>> find(List<Class<? extends T>> classes, String kind) {
        for (Class<? extends T> type : classes) {
            if (SpecFields.kind(type).orElseThrow().equals(kind)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the listed classes that are not shipped. The shipped classes are checked by tests, not at every start.
     */
    private static List<Class<?>> unshipped(List<? extends Class<?>> shipped, List<? extends Class<?>> listed) {
        List<Class<?>> others = new ArrayList<>(listed);
        others.removeAll(shipped);
        return others;
    }

    /** Throws {@code IllegalArgumentException} if a class declares a metric under a name that is already in use. */
    static void requireOwnMeasures(List<? extends Class<?>> components, List<? extends Class<?>> policies) {
        if (!components.isEmpty()) {
            requireOthers(components, MetricDefinition.ofComponents());
            requireOthers(components, MetricDefinition.ofCosts());
        }
        if (!policies.isEmpty()) {
            requireOthers(policies, MetricDefinition.ofComponents());
            requireOthers(policies, MetricDefinition.ofRequests());
            requireOthers(policies, MetricDefinition.ofBusiness());
        }
    }

    private static void requireOthers(List<? extends Class<?>> classes, List<MetricDefinition> used) {
        List<String> names = used.stream().map(MetricDefinition::name).toList();
        for (Class<?> type : classes) {
            MetricRecords.metrics(type)
                    .map(RecordField::yamlName)
                    .filter(names::contains)
                    .forEach(name -> {
                        throw new InvalidValueException(
                                "{} measures '{}', which is the name of a built-in metric", type.getName(), name);
                    });
        }
    }

    private static void requireKinds(List<? extends Class<?>> classes) {
        for (Class<?> type : classes) {
            if (SpecFields.kind(type).isEmpty()) {
                throw new IllegalArgumentException(type.getName() + " has no @Kind");
            }
        }
    }
}
