package dev.brownout.spi;

import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySpace;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Analytical model of one component at one stage of a run, evaluated before the run. It provides the incoming calls;
 * the component declares its resources and its calls to other components.
 */
public interface CapacityModel extends StageHosts {
    /** Reason of a rate that is a lower bound, because hits are rarer than without failures. */
    Sentence FAILED_LOADS = Sentence.of("failed loads leave no entry");

    /** Returns the component's name. */
    String name();

    /** Returns the incoming calls, by kind. */
    List<OfferedDemand> demands();

    /** Returns the sum of the incoming calls of all kinds, per second. */
    default double callsPerSecond() {
        double calls = 0;
        for (OfferedDemand demand : demands()) {
            calls += demand.perSecond();
        }
        return calls;
    }

    /**
     * Returns the incoming calls per second of users without a previous call; of a journey only the first call counts.
     */
    double firstCallsPerSecond();

    /** Returns whether the calls come directly from users, and not from a component. */
    boolean fromUsers(OfferedDemand calls);

    /** Returns whether requests to a component should go to the host named by their users' cookies. */
    boolean keepsUsers(String component);

    /** Returns the keys that the scenario refers to by name. */
    KeyNames keyNames();

    /** Returns the keys that reach the component in the run, at any stage. */
    KeySpace keySpace();

    /** Returns the start of this stage of the run, in nanoseconds. */
    long fromNanos();

    /** Returns the end of this stage, in nanoseconds. */
    long toNanos();

    /** Returns the end of the run, in nanoseconds. */
    long endNanos();

    /** Returns the shard changes that the fault timeline commands in the whole run, by time. */
    List<ReshardCommand> shardOrders();

    /** Returns whether calls to a component fail, as far as the model knows it. */
    boolean fails(String component);

    /**
     * Returns whether forwarded calls fail, as far as the model knows it.
     *
     * @param calls calls that {@link #forward} forwards
     * @param source the component behind this one; empty if calls without steps end here
     */
    default boolean fails(OfferedDemand calls, Optional<String> source) {
        return fails(
                calls.route().rest().isEmpty()
                        ? source.orElse("")
                        : Step.targetOf(calls.route().rest().get(0))
                                .map(Step.Target::component)
                                .orElse(""));
    }

    /** Returns whether some callers do not check the health of hosts, so that they also call hosts that are down. */
    boolean calledWithoutHealthChecks();

    /** Returns whether calls to a component fail, or may fail or wait in a way that the model does not know. */
    boolean mayFail(String component);

    /** Returns the calls that go on after a step. Their rate is unknown if the step can fail, which ends the call. */
    default OfferedDemand continuingCalls(OfferedDemand calls, Step step) {
        boolean known = calls.unknown().isEmpty()
                && Step.all(List.of(step)).stream()
                        .flatMap(inner -> Step.targetOf(inner).stream())
                        .noneMatch(target -> mayFail(target.component()));
        return known ? calls : calls.withUnknownRate(Sentence.of("an earlier step may end the request"));
    }

    /** Returns the number of hosts of another component that are up at this stage, by their locations. */
    Map<String, Integer> hostsOf(String component);

    /** Returns whether an autoscaler sets the number of hosts of another component. */
    boolean scalesItself(String component);

    /**
     * Returns whether another component calls from as many processes as its calls need, see
     * {@code HostProvisioning.hasElasticProcesses}.
     */
    boolean hasElasticProcesses(String component);

    /** Returns the components that consume work from this one, in name order. */
    List<String> consumers();

    /**
     * Returns the consumers by the name of their consumer group. A consumer without a configured group is a group of
     * its own.
     */
    Map<String, List<String>> groups();

    /** Returns the reason why the rate of the incoming calls of each host is unknown; empty if it is known. */
    default Optional<Sentence> unknownRates() {
        return demands().stream()
                .filter(demand -> demand.perSecond() > 0)
                .flatMap(demand -> Stream.concat(
                        Stream.of(demand.unknown()), demand.route().spread().map(CallDistribution::withheld).stream()))
                .filter(reason -> !reason.isEmpty())
                .findFirst();
    }

    /** Adds a station: hosts of the component that share calls evenly. */
    void station(StationModel station);

    /**
     * Adds parts of hosts, such as disks, that work for the hosts' calls. A part is down or slow with its host, and by
     * faults of its own.
     *
     * @param name name of the part behind the name of its host: {@code disk}
     * @param machines hosts that have such a part and share the calls evenly
     * @param parts creates the model of such parts of some hosts
     */
    void parts(String name, List<String> machines, Parts parts);

    /** Creates the station model of parts of hosts. */
    @FunctionalInterface
    interface Parts {
        /**
         * Returns the station model of the parts of some hosts.
         *
         * @param machines names of the hosts, at least one
         * @param share share of all calls, 0 to 1
         * @param slower factor by which their work takes longer than on an idle host without faults
         */
        StationModel of(List<String> machines, double share, double slower);
    }

    /** Declares a property of the component. */
    void declare(CapacityProperty property);

    /** Adds a wait of calls at the component that is no work. */
    void pause(OfferedDemand calls, Distribution length);

    /**
     * Forwards calls along a list of steps.
     *
     * @param from the incoming calls for which the steps are executed
     * @return the work of the steps on the component itself
     */
    List<StationModel.Work> forwardSteps(OfferedDemand from, List<Step> steps);

    /**
     * Forwards calls along their remaining steps; those without steps go to the source.
     *
     * @param source the component behind this one; empty if calls without steps end here
     */
    default void forward(OfferedDemand calls, Optional<String> source) {
        if (!calls.route().rest().isEmpty()) {
            forwardSteps(calls, calls.route().rest());
        } else if (source.isPresent()) {
            callComponent(source.get(), calls.downstream());
        }
    }

    /** Forwards calls to a component, with this component as the caller. */
    void callComponent(String component, OfferedDemand calls);

    /** Forwards calls as {@link #callComponent} does, but their callers do not wait for the responses. */
    void forward(String component, OfferedDemand calls);
}
