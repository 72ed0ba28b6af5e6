package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.random.KeyNames;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spec.SpecFields;
import dev.brownout.typetable.TypeTables;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parameters of a policy around a service: a record annotated with {@link Kind} and {@link Doc}. */
public interface FilterSpec {
    /**
     * Creates the filter.
     *
     * @param context context of the component to which the policy belongs
     * @param host the host on which it runs; its state and its pending timers are lost with that host's process
     */
    Filter build(ComponentContext context, Host host);

    /** Returns the position of a policy kind relative to calls, if it is configured on a component. */
    static FilterPosition position(Class<? extends FilterSpec> kind) {
        FilterPosition position = TypeTables.table(kind).annotation(FilterPosition.class);
        if (position == null) {
            throw new IllegalArgumentException(kind.getName() + " declares no position");
        }
        return position;
    }

    /**
     * Creates the filter in front of a component.
     *
     * @param protects the component behind it; empty for any component that is called from the host
     */
    default Filter build(ComponentContext context, Host host, String protects) {
        return build(context, host);
    }

    /** Returns the components that the policy calls in place of the protected one. */
    default List<String> alternatives() {
        return List.of();
    }

    /** Declares which of its own metrics never change with these parameters. */
    default void declareConstantMetrics(ConstantMetricRules rules) {}

    /** Returns the maximum number of calls of one host in flight; empty for no limit. */
    default Optional<Integer> concurrentCalls() {
        return Optional.empty();
    }

    /**
     * Returns the calls that pass the policy in the long run. Their rates are reduced if the policy limits calls per
     * second.
     *
     * @param calls all calls to the policy
     * @param machines number of hosts that share the calls evenly, each with its own instance of the policy
     * @param clients the request classes; calls of another caller can originate from any of them
     */
    default List<OfferedDemand> passing(
            List<OfferedDemand> calls, int machines, Set<String> clients, KeyNames keyNames) {
        return calls;
    }

    /**
     * Returns the reason why the number of calls behind the policy is unknown; empty if {@link #passing} has it.
     *
     * @param fail whether calls behind it can fail or be late
     */
    default Optional<Sentence> withholdsEstimates(boolean fail) {
        return Optional.of(Sentence.of(
                "{} changes the number of calls", SpecFields.kind(getClass()).orElse("a policy")));
    }

    /** Returns the policy while a fault changes its rate. */
    default FilterSpec withRate(RateChange change) {
        return this;
    }
}
