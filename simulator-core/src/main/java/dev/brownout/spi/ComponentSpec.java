package dev.brownout.spi;

import dev.brownout.random.KeyPopularity;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a component: a record annotated with {@link Kind} and {@link Doc} that validates its values on
 * construction.
 */
public interface ComponentSpec {
    /**
     * Incoming calls of one kind at one component, before a run. The component forwards them along every route that a
     * run may take. The result is the set of keys that reach each component, so rates, shares and hit ratios are
     * ignored.
     */
    interface CallPropagation {
        /** Returns the called endpoint; empty for the component's own service. */
        String endpoint();

        /** Returns the steps behind the component. */
        List<Step> downstreamSteps();

        /** Returns whether the component pulls the work itself, such as messages from a queue. */
        boolean isPull();

        /** Executes steps of the component for each call, with the call's key. */
        void follow(List<Step> steps);

        /** Executes steps of the component for each call, with keys of this distribution in place of the call's key. */
        void follow(List<Step> steps, KeyPopularity keys);

        /** Forwards the calls unchanged to the own service of another component, with no steps behind it. */
        void pass(String component);

        /** Forwards the calls, with their endpoint and remaining steps, to a component that replaces this one. */
        void divert(String component);

        /** Executes the steps behind the component, or forwards the calls to its source if there are none. */
        default void executeDownstream(Optional<String> source) {
            if (downstreamSteps().isEmpty()) {
                source.ifPresent(this::pass);
            } else {
                follow(downstreamSteps());
            }
        }
    }

    /**
     * Creates the component.
     *
     * @param context runtime context of the component
     */
    Component build(ComponentContext context);

    /** Propagates incoming calls. By default, the steps behind the component are executed. */
    default void propagate(CallPropagation calls) {
        calls.follow(calls.downstreamSteps());
    }

    /**
     * Declares which of its own metrics never change with these parameters.
     *
     * @param facts facts of the scenario besides the parameters
     * @param rules receives the metrics and reasons
     */
    default void declareConstantMetrics(ScenarioFacts facts, ConstantMetricRules rules) {}

    /**
     * Declares resources and downstream calls of the component, before a run. By default, the component has no limits
     * and forwards all calls.
     *
     * @param model the capacity model, with the incoming calls
     */
    default void model(CapacityModel model) {
        model.demands().forEach(calls -> model.forwardSteps(calls, calls.route().rest()));
    }
}
