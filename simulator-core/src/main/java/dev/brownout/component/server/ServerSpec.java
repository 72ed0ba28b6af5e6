package dev.brownout.component.server;

import dev.brownout.component.server.channel.ClientConnectionMetrics;
import dev.brownout.component.server.channel.ClientConnectionsSpec;
import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.Autoscaler;
import dev.brownout.fleet.HostTransitions;
import dev.brownout.fleet.NodeCores;
import dev.brownout.fleet.ProvisioningDelays;
import dev.brownout.fleet.VerticalScaler;
import dev.brownout.host.CoreMetrics;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.component.UserSessions;
import dev.brownout.spi.component.WorkDistribution;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Parameters of a server tier. */
@Kind("server")
@Doc("A tier of identical nodes that process requests: web servers, application servers, workers.")
@DeclaresMetrics({
    CoreMetrics.class,
    ServerTier.NodeMeasures.class,
    ServerTier.WorkerMeasures.class,
    NodeCores.class,
    LocalCaches.Measures.class,
    LocalCaches.Whole.class,
    Idempotency.Measures.class,
    MachineMemory.Use.class,
    MachineMemory.Measures.class,
    ServerResources.HeapMeasures.class,
    HostTransitions.class,
    VerticalScaler.Measures.class,
    IdleStop.Measures.class,
    ProcessStart.Measures.class,
    Autoscaler.Measures.class,
    Sessions.Measures.class,
    PersistentConnections.Measures.class,
    ClientConnectionMetrics.class,
    ClientConnectionMetrics.Shares.class,
    ClientConnectionMetrics.CallMeasures.class,
    PushSender.PushRecord.class,
    PushSender.Measures.class,
    LoadSkew.class
})
@Example("""
        components:
          web:
            kind: server
            nodes: 3
            cores: 2
            queue: 100
            service: lognormal(p50=8ms p99=40ms)
        requests:
          page: { path: [web] }
        """)
public record ServerSpec(
        @Doc("Nodes in each region.") @Default("1") @AtLeast(1) @AtMost(MachineCount.MAXIMUM) @MachineCount
        int nodes,

        @ParameterGroup ServerProcessing processing,

        @Doc("Time for which the tier remembers the idempotency keys of processed calls. A repeated call in this "
                + "time receives the first response. With 0s duplicates are only counted; with none they are "
                + "neither recognized nor counted.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(0)
        @DefaultSource("Stripe's API reference, Idempotent requests: keys are kept for at least 24 hours")
        Optional<Duration> deduplicate,

        @ParameterGroup HostMemory hostMemory,

        @Doc("Additional services on the same nodes, by name, which other components can call.") @Default("{}")
        Map<String, Endpoint> endpoints,

        @ParameterGroup TierLifecycle lifecycle,

        @ParameterGroup HostTransitions transitions,

        @Doc("Storage of user sessions; none: requests are independent of each other.")
        @Default("none")
        @NoneKeyword("none")
        Optional<SessionSpec> sessions,

        @Doc("Persistent connections of users to the nodes, such as WebSockets: the limit per node, "
                + "or a map with further settings; default: no connections.")
        @NoneKeyword("none")
        Optional<ConnectionsSpec> connections,

        @Doc("Without a load balancer: long-lived connections of each client, over which its calls go; the number of"
                + " each client, or a map with further settings. Default: each call goes to a random node.")
        @NoneKeyword("none")
        Optional<ClientConnectionsSpec> clientConnections,

        @Doc("Queue or topic that the nodes consume, or a map with further settings.")
        @Default("none")
        @NoneKeyword("none")
        Optional<ConsumptionSpec> consumes)
        implements ComponentSpec, WorkDistribution, HostProvisioning, UserSessions, ConnectionHandling {

    /** Memory of a host. */
    public record HostMemory(
            @Doc("Memory of a node for sessions, connections, local caches and a heap, or a map with "
                    + "further settings. A process that exceeds it is killed, and a new one starts after "
                    + "'boot'. Default: unlimited.")
            @NoneKeyword("none")
            @DefaultSource("Linux: the out-of-memory killer ends a process of a control group over its limit; "
                    + "Kubernetes reports OOMKilled")
            Optional<MemorySpec> memory,

            @Doc("Garbage-collected heap that requests allocate from; none: memory is unlimited and "
                    + "there are no GC pauses.")
            @Default("none")
            @NoneKeyword("none")
            Optional<HeapSpec> heap,

            @Doc("A small in-process cache on each node, which every read step uses first.")
            @Default("none")
            @NoneKeyword("none")
            Optional<LocalCacheSpec> localCache) {}

    /** An additional service of the same hosts. */
    @Doc("An additional service of a server, which other components call by name.")
    public record Endpoint(
            @Doc("CPU time of a call on a core.") @Default("0ms")
            Distribution service,

            @Doc("Time for which idempotency keys of calls to this service are remembered, as 'deduplicate' of "
                    + "the server.")
            @Default("none")
            @NoneKeyword("none")
            @AtLeast(0)
            Optional<Duration> deduplicate,

            @Doc("Steps after the service.") @Default("[]") List<Step> steps) {
        /** Copies the list. */
        public Endpoint {
            steps = List.copyOf(steps);
        }
    }

    /**
     * Rejects inconsistent settings with an IllegalArgumentException: more nodes than the autoscaling maximum,
     * autoscaling by a queue that is not consumed, a boot time for hosts that do not stop by themselves, and scale to
     * zero of hosts that are never idle or are not called.
     */
    public ServerSpec {
        Optional<AutoscaleSpec> autoscale = lifecycle.autoscale();
        if (autoscale.isPresent() && nodes > autoscale.get().max()) {
            throw new InvalidValueException(
                    "nodes ({}) must not exceed autoscale.max ({})",
                    nodes,
                    autoscale.get().max());
        }
        if (autoscale.filter(rules -> rules.metric().ofQueue()).isPresent() && consumes.isEmpty()) {
            throw new InvalidValueException(
                    "autoscale.metric {} is a metric of the consumed queue: set 'consumes'",
                    autoscale.get().metric().written());
        }
        if (autoscale.filter(rules -> rules.metric().ofInference()).isPresent()) {
            throw new InvalidValueException(
                    "autoscale.metric {} is a metric of the kind inference: a server has cpu, requests or in_flight",
                    autoscale.get().metric().written());
        }
        boolean stops = lifecycle.scaleToZeroAfter().isPresent();
        if (lifecycle.boot().isPresent() && !stops && hostMemory.memory().isEmpty()) {
            throw new InvalidValueException("'boot' requires scale_to_zero_after or memory");
        }
        if (stops && connections.isPresent()) {
            throw new InvalidValueException(
                    "nodes with persistent connections are never idle: remove 'scale_to_zero_after' or 'connections'");
        }
        if (clientConnections.isPresent()
                && sessions.filter(SessionSpec::sticky).isPresent()) {
            throw new InvalidValueException(
                    "'client_connections' select the node of a call, and so do sessions in memory: "
                            + "remove one of them");
        }
        if (stops && consumes.isPresent()) {
            throw new InvalidValueException("nodes that fetch messages receive no calls that could start them: remove "
                    + "'scale_to_zero_after' or 'consumes'");
        }
    }

    @Override
    public Optional<String> takesFrom() {
        return consumes.map(ConsumptionSpec::queue);
    }

    @Override
    public Optional<String> sharesWith() {
        return consumes.flatMap(ConsumptionSpec::group);
    }

    @Override
    public Map<String, List<Step>> stepLists() {
        Map<String, List<Step>> own = new LinkedHashMap<>();
        lifecycle.onStart().ifPresent(start -> own.put("on_start.steps", start.steps()));
        endpoints.forEach((name, endpoint) -> own.put("endpoints." + name + ".steps", endpoint.steps()));
        consumes.ifPresent(consumption -> own.put("consumes.steps", consumption.steps()));
        return own;
    }

    @Override
    public void propagate(CallPropagation calls) {
        ServerCalls.propagate(this, calls);
    }

    @Override
    public Processes processes() {
        Optional<ColdStart> coldStart = lifecycle
                .warmUp()
                .map(cold ->
                        new ColdStart(cold.lasting().toNanos(), cold.slower().times()));
        return new Processes(
                coldStart, hostMemory.heap().isPresent(), hostMemory.memory().isPresent(), hasState());
    }

    @Override
    public boolean autoscales() {
        return lifecycle.autoscale().isPresent();
    }

    @Override
    public boolean replacesHosts() {
        return transitions.spot().isPresent();
    }

    @Override
    public Component build(ComponentContext context) {
        context.setup().declareEffects(effects -> new ServerSettingEffects(this, context, effects).declare());
        return new ServerTier(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        ServerConstantMetrics.declare(this, around, rules);
    }

    /** Returns the maximum number of nodes in each region that the tier itself may request; 0 if it requests none. */
    int maxNodes() {
        return lifecycle.autoscale().map(AutoscaleSpec::max).orElse(0);
    }

    /** Returns the time until callers without a load balancer discover a change of the nodes, in ns. */
    long discoveryNanos() {
        return transitions.discoveryNanos();
    }

    /** Returns the delays of starting and stopping a node. */
    ProvisioningDelays terms() {
        return lifecycle
                .autoscale()
                .map(rules -> rules.terms(transitions))
                .orElseGet(() -> new ProvisioningDelays(transitions));
    }

    /** Returns the retention times of the services with idempotency keys. */
    Stream<Duration> retentionTimes() {
        return Stream.concat(
                deduplicate.stream(), endpoints.values().stream().flatMap(service -> service.deduplicate().stream()));
    }

    private boolean hasState() {
        return retentionTimes().findAny().isPresent()
                || Stream.of(
                                hostMemory.localCache(),
                                lifecycle.scaleToZeroAfter(),
                                lifecycle.warmUp(),
                                lifecycle.onStart(),
                                sessions,
                                connections,
                                clientConnections,
                                consumes)
                        .anyMatch(Optional::isPresent);
    }

    @Override
    public boolean keepsUsers() {
        return sessions.filter(SessionSpec::sticky).isPresent();
    }

    @Override
    public int sessionUsers() {
        return sessions.map(SessionSpec::users).orElse(0);
    }

    @Override
    public boolean keepsConnection(Step step) {
        return hostMemory.localCache().isEmpty()
                || Step.targetOf(step)
                        .filter(target -> target.purpose() == Step.Purpose.READ)
                        .isEmpty();
    }

    @Override
    public void model(CapacityModel model) {
        new ServerLoadModel(this, model).addToModel();
    }
}
