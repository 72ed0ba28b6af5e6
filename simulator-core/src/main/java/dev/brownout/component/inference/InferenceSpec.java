package dev.brownout.component.inference;

import dev.brownout.fleet.AutoscaleSpec;
import dev.brownout.fleet.Autoscaler;
import dev.brownout.fleet.HostTransitions;
import dev.brownout.fleet.ProvisioningDelays;
import dev.brownout.fleet.TransitionEffects;
import dev.brownout.fleet.VersionSpec;
import dev.brownout.random.Distribution;
import dev.brownout.random.TokenCounts;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
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
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.component.HostProvisioning;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Parameters of the replicas of a language model. */
@Kind("inference")
@Doc("Replicas of a language model on GPUs, such as vLLM servers: each runs steps that compute a token for every"
        + " sequence"
        + " of its batch. A call responds with its last token; the times of its first and its next tokens"
        + " are measured.")
@DeclaresMetrics({
    EngineMetrics.Engine.class,
    EngineMetrics.Latency.class,
    EngineMetrics.Tokens.class,
    EngineMetrics.PrefixCache.class,
    EngineMetrics.Objective.class,
    WeightLoader.Measures.class,
    HostTransitions.class,
    Autoscaler.Measures.class,
    LoadSkew.class
})
@Example("""
        components:
          lb: { kind: load-balancer, algorithm: least-connections }
          gpu:
            kind: inference
            nodes: 2
            prompt: lognormal(p50=500 p99=4000)
            output: lognormal(p50=150 p99=1000)
            slo: { ttft: 2s, itl: 200ms }
        requests:
          chat: { rate: 2/s, timeout: 60s, path: [lb, gpu] }
        """)
public record InferenceSpec(
        @Doc("Replicas in each region.") @Default("1") @AtLeast(1) @AtMost(MachineCount.MAXIMUM) @MachineCount
        int nodes,

        @Doc("GPUs of a replica, over which the weights and the KV cache are divided (tensor parallelism). They"
                + " are billed;"
                + " 'step' and 'kv_tokens' are those of the whole replica.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1024)
        @BilledPerMachine
        @DefaultSource("vLLM: tensor_parallel_size 1")
        int gpus,

        @Doc("Duration of a step of the engine.") @Default("{}")
        StepTimeSpec step,

        @ParameterGroup BatchingSpec batching,

        @ParameterGroup KvCacheSpec cache,

        @ParameterGroup TokenDemandSpec tokens,

        @Doc("Endpoints with other tokens, by name; requests use them as call: gpu/summary.") @Default("{}")
        Map<String, Endpoint> endpoints,

        @Doc("Bounds of a call that count as goodput.") @NoneKeyword("none")
        Optional<SloSpec> slo,

        @Doc("Time of each new process to load the model before it is ready, after a scaling, a crash or a restart."
                + " The"
                + " replicas of the start of the run are ready. Default: none.")
        @AtLeast(0)
        Optional<Distribution> loadWeights,

        @Doc("Autoscaling of the number of replicas; 'nodes' is the initial number.")
        @Default("none")
        @NoneKeyword("none")
        Optional<AutoscaleSpec> autoscale,

        @Doc("Versions that the verb deploy can roll out, by name, with the settings that differ from the initial"
                + " ones.")
        @Default("{}")
        Map<String, VersionSpec> versions,

        @ParameterGroup HostTransitions transitions)
        implements ComponentSpec, HostProvisioning {

    /** Tokens of the calls of an endpoint. */
    @Doc("An endpoint of the same replicas. The default of 'prompt' and 'output' is that of the component.")
    public record Endpoint(
            @Doc("Tokens of a prompt.") @AtLeast(1) @AtMost(TokenCounts.MAXIMUM)
            Optional<TokenCounts> prompt,

            @Doc("Tokens of an output.") @AtLeast(1) @AtMost(TokenCounts.MAXIMUM)
            Optional<TokenCounts> output,

            @Doc("Tokens at the beginning of the prompt that all calls of the endpoint with the same key share;"
                    + " default:"
                    + " none.")
            @AtLeast(1)
            @AtMost(TokenCounts.MAXIMUM)
            Optional<Integer> prefix,

            @Doc("Maximum number of tokens of an output; default: that of the component.")
            @AtLeast(1)
            @AtMost(TokenCounts.MAXIMUM)
            Optional<Integer> maxOutput) {
        private TokenDemandSpec demand(TokenDemandSpec usual) {
            return new TokenDemandSpec(
                    prompt.orElse(usual.prompt()),
                    output.orElse(usual.output()),
                    prefix,
                    maxOutput.or(usual::maxOutput));
        }
    }

    /**
     * Copies the maps.
     *
     * @throws IllegalArgumentException if there are more nodes than the autoscaling maximum, or a prefix does not fit
     *     into the context
     */
    public InferenceSpec {
        endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
        if (autoscale.isPresent() && nodes > autoscale.get().max()) {
            throw new InvalidValueException(
                    "nodes ({}) must not exceed autoscale.max ({})",
                    nodes,
                    autoscale.get().max());
        }
        requirePrefix(tokens, cache);
        endpoints.values().forEach(endpoint -> requirePrefix(endpoint.demand(tokens), cache));
    }

    private static void requirePrefix(TokenDemandSpec tokens, KvCacheSpec cache) {
        if (tokens.prefix()
                .filter(prefix -> prefix + 1 >= cache.contextTokens())
                .isPresent()) {
            throw new InvalidValueException(
                    "'prefix' ({}) must leave room in the context of {} tokens for a prompt token and an output token",
                    tokens.prefix().get(),
                    cache.contextTokens());
        }
    }

    /** Returns the tokens of the calls of an endpoint; empty if it is unknown. */
    Optional<TokenDemandSpec> demand(String endpoint) {
        return endpoint.isEmpty()
                ? Optional.of(tokens)
                : Optional.ofNullable(endpoints.get(endpoint)).map(its -> its.demand(tokens));
    }

    /** Returns whether calls share prefixes. */
    boolean sharesPrefixes() {
        return tokens.prefix().isPresent()
                || endpoints.values().stream()
                        .anyMatch(endpoint -> endpoint.prefix().isPresent());
    }

    /** Returns the maximum number of replicas in each region that the autoscaler may request; 0 without one. */
    int maxNodes() {
        return autoscale.map(AutoscaleSpec::max).orElse(0);
    }

    /** Returns the delays of starting and stopping a replica. */
    ProvisioningDelays terms() {
        return autoscale.map(rules -> rules.terms(transitions)).orElseGet(() -> new ProvisioningDelays(transitions));
    }

    @Override
    public boolean autoscales() {
        return autoscale.isPresent();
    }

    @Override
    public boolean replacesHosts() {
        return transitions.spot().isPresent();
    }

    @Override
    public Processes processes() {
        return new Processes(Optional.empty(), false, false, sharesPrefixes() || loadWeights.isPresent());
    }

    @Override
    public Component build(ComponentContext context) {
        context.setup().declareEffects(effects -> declareEffects(new TransitionEffects(context, effects), context));
        return new InferenceTier(this, context);
    }

    private void declareEffects(TransitionEffects hosts, ComponentContext context) {
        hosts.declare(transitions, autoscale.isPresent(), versions.keySet());
        boolean starts = hosts.changesHosts(transitions, autoscale.isPresent())
                || context.faults().hasFailures();
        hosts.declareStart(starts, "load_weights", loadWeights);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        rules.unless(sharesPrefixes(), "it has no 'prefix'", "prefix_hit_ratio");
    }

    @Override
    public void model(CapacityModel model) {
        InferenceLoadModel.declare(this, model);
    }
}
