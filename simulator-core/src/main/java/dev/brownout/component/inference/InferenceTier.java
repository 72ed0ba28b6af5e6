package dev.brownout.component.inference;

import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.Autoscaler;
import dev.brownout.fleet.Deployments;
import dev.brownout.fleet.Fleet;
import dev.brownout.fleet.FleetTier;
import dev.brownout.fleet.InstanceLoad;
import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.network.TierEdges;
import dev.brownout.network.UnbalancedClient;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.CallTokenSampler;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.FlushableCache;
import dev.brownout.spi.component.Tier;
import dev.brownout.spi.component.TokenMetering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The replicas of a language model. */
final class InferenceTier implements Tier, FleetTier, FlushableCache, TokenMetering {
    private final InferenceSpec spec;
    private final ComponentContext context;
    private final Fleet fleet;
    private final Deployments deployments;
    private final Optional<Autoscaler> autoscaler;
    private final Map<Host, InferenceEngine> engines = new LinkedHashMap<>();
    private final Map<Host, EngineMetrics.Engine> measures = new LinkedHashMap<>();

    InferenceTier(InferenceSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        if (context.faults().resizesHosts()) {
            throw new ScenarioException(
                    "components." + context.name(),
                    "{} has GPUs and no cores that a fault could change: scale the number of nodes",
                    context.name());
        }
        this.fleet = new Fleet(context, spec.nodes(), spec.maxNodes(), spec.terms());
        for (Host host : fleet.hosts()) {
            spec.loadWeights().ifPresent(duration -> new WeightLoader(duration, context, host));
            engines.put(host, new InferenceEngine(spec, context, host));
            measures.put(host, context.metrics().instruments(EngineMetrics.Engine.class, host));
        }
        this.deployments = spec.versions().isEmpty() ? null : new Deployments(spec.versions(), context, fleet);
        fleet.start();
        LoadSkew.measure(context, fleet.hosts());
        this.autoscaler = spec.autoscale().map(this::autoscaler);
    }

    private Autoscaler autoscaler(AutoscaleSpec rules) {
        return new Autoscaler(
                rules,
                context,
                fleet,
                host -> measures.get(host)
                        .utilization()
                        .busyAreaTo(context.simulation().now()),
                host -> 1);
    }

    /** Sequences, tokens and KV cache blocks of the replicas. */
    private final class ReplicaLoad implements InstanceLoad {
        @Override
        public long waiting(Host host) {
            return engines.get(host).waiting();
        }

        @Override
        public long oldestAgeNanos(Host host) {
            return engines.get(host).oldestAgeNanos();
        }

        @Override
        public long tokens(Host host) {
            return engines.get(host).tokens();
        }

        @Override
        public long usedBlocks(Host host) {
            return engines.get(host).usedBlocks();
        }

        @Override
        public long blocks(Host host) {
            return spec.cache().blocks();
        }
    }

    @Override
    public void start() {
        autoscaler.ifPresent(scaler -> scaler.start(new ReplicaLoad()));
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public void resize(int cores, Deployment deployment) {
        throw new IllegalStateException("replicas have no cores");
    }

    @Override
    public void cancelResize(int cores, Deployment deployment) {
        throw new IllegalStateException("replicas have no cores");
    }

    @Override
    public Collection<String> versions() {
        return spec.versions().keySet();
    }

    @Override
    public void deploy(List<Host> machines, Deployment deployment) {
        deployments.deploy(machines, deployment);
    }

    @Override
    public void rollBack(List<Host> machines, int factor, long everyNanos) {
        deployments.rollBack(machines, factor, everyNanos);
    }

    @Override
    public void flush() {
        engines.values().forEach(InferenceEngine::flush);
    }

    @Override
    public boolean caches() {
        return spec.sharesPrefixes();
    }

    @Override
    public List<Edge> edges(Host caller, CallTarget route) {
        return from(caller, route).all();
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        return new UnbalancedClient(caller, from(caller, route), context.random("node"));
    }

    private TierEdges from(Host caller, CallTarget route) {
        return context.client(caller, route)
                .edges(
                        fleet.hosts(),
                        host -> context.service(host, route, any -> serving(engines.get(host), any)),
                        spec.transitions().discoveryNanos());
    }

    /** Returns the service of a replica for the calls of an endpoint. */
    private Service serving(InferenceEngine engine, CallTarget route) {
        route.requireLast(context.name(), Sentence.of("it serves a language model; put further steps after a server"));
        String endpoint = route.endpoint();
        TokenDemandSpec tokens = demand(endpoint);
        CallTokenSampler calls = calls(endpoint, tokens);
        int shared = tokens.prefix().orElse(0);
        int blocks = shared / spec.cache().block();
        long number = new ArrayList<>(spec.endpoints().keySet()).indexOf(endpoint) + 1L;
        return (request, reply) -> {
            int requests = calls.prompt(request);
            int target = calls.unboundedTokens(request);
            engine.submit(new TokenSequence(
                    engine,
                    request,
                    reply,
                    context.simulation().now(),
                    requests,
                    target,
                    Math.max(
                            1,
                            Math.min(
                                    Math.min(target, tokens.mostOutput()),
                                    spec.cache().contextTokens() - requests)),
                    number << Integer.SIZE | Integer.toUnsignedLong(request.key()),
                    blocks));
        };
    }

    private TokenDemandSpec demand(String endpoint) {
        return spec.demand(endpoint)
                .orElseThrow(() -> new ScenarioException(
                        "components." + context.name(),
                        "{} has no endpoint '{}'; its endpoints: {}",
                        context.name(),
                        endpoint,
                        spec.endpoints().keySet()));
    }

    private CallTokenSampler calls(String endpoint, TokenDemandSpec tokens) {
        return new CallTokenSampler(
                context, endpoint, tokens.prompt(), tokens.leastPrompt(), tokens.output(), tokens.mostOutput());
    }

    @Override
    public Optional<TokenCounter> admissionTokens(String endpoint) {
        TokenDemandSpec tokens = demand(endpoint);
        CallTokenSampler calls = calls(endpoint, tokens);
        return tokens.maxOutput().map(most -> request -> (long) calls.prompt(request) + most);
    }
}
