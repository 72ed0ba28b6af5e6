package dev.brownout.policy.ratelimit;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.network.Network;
import dev.brownout.random.KeyNames;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Rate;
import dev.brownout.spi.CallTiming;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.LimitUnit;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ProducesOutcome;
import dev.brownout.spi.RateChange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parameters of a rate limit. */
@Kind("rate-limit")
@FilterPosition(FilterPosition.At.DOOR)
@Doc("Limits the calls per second of each node, or of all nodes together, or the tokens of a language model. Further"
        + " calls end as limited.")
@ProducesOutcome(Outcome.LIMITED)
@DeclaresMetrics({RateLimitSpec.Measures.class, TokenRateLimit.Measures.class})
@Example("""
        components:
          web: { kind: server, nodes: 2, rate_limit: { rate: 100/s, burst: 200, per: client } }
        """)
public record RateLimitSpec(
        @Doc("Long-term rate of admitted calls, or of their tokens.")
        Rate rate,

        @Doc("For the buckets: calls that pass, or wait, at the same time. Default: the calls of one second; with"
                + " 'unit: tokens' the tokens of one minute.")
        @AtLeast(1)
        @DefaultSource("Guava RateLimiter: maxBurstSeconds 1.0; APIs of language models state tokens per minute")
        @AtMost(1_000_000_000)
        Optional<Integer> burst,

        @Doc("Scope of a quota: all calls, each client (a request class), or each key.") @Default("all")
        Per per,

        @Doc("Algorithm that counts the calls.")
        @Default("token-bucket")
        @DefaultSource("Envoy local rate limit, AWS API Gateway: token bucket")
        LimitingAlgorithm algorithm,

        @Doc("For the window algorithms: length of the window. The limit is the rate times this length.")
        @Default("1s")
        @AtLeast(1)
        @DefaultSource("our assumption")
        Duration window,

        @Doc("Whether all nodes share the quotas, as with a counter in a common store. Default: false, each node"
                + " has its own.")
        @DefaultSource("nginx and Envoy's local rate limit: one per node; Envoy's global rate limit service: shared")
        Optional<Boolean> shared,

        @Doc("Whether the response to a rejected call states when the next call can pass, in whole seconds"
                + " (Retry-After). Callers with retry: { limited: true } wait for that time. Default: false.")
        @DefaultSource("nginx ngx_http_limit_req_module and Envoy's local rate limit: no such header")
        Optional<Boolean> retryAfter,

        @Doc("Unit of the limit, of a language model only: 'tokens' counts the prompt and 'max_output' of a call as"
                + " it arrives, however many tokens its output has. Rejected calls do not count. Default: calls.")
        @DefaultSource("Microsoft Learn, Manage Azure OpenAI quota: the limit of tokens per minute (TPM) counts the"
                + " maximum estimated from the prompt and max_tokens when the request is received")
        Optional<LimitUnit> unit)
        implements FilterSpec, CallTiming {

    /** Probability of a full or an empty bucket at an arrival above which bursts decide. */
    private static final double RARE = 0.01;

    private static final Duration DEFAULT_WINDOW = Duration.ofSeconds(1);
    private static final int MINUTE_SECONDS = 60;
    /** Difference that is a rounding error of a rate per minute. */
    private static final double ROUNDING = 1e-6;

    /**
     * Validates the parameters.
     *
     * @throws InvalidParameterException if a bucket has a window, a window has a burst, or the algorithm cannot count
     *     tokens
     */
    public RateLimitSpec {
        if (burst.isPresent() && !algorithm.hasBurst()) {
            throw new InvalidParameterException(
                    "burst",
                    "'burst' applies to token-bucket and leaky-bucket; a window admits the rate times "
                            + "its length: remove 'burst', or choose another algorithm");
        }
        if (!window.equals(DEFAULT_WINDOW) && algorithm.hasBurst()) {
            throw new InvalidParameterException(
                    "window",
                    "'window' applies to fixed-window, sliding-window-log and sliding-window-counter; a "
                            + "bucket has a 'burst': remove 'window', or choose another algorithm");
        }
        if (unit.equals(Optional.of(LimitUnit.TOKENS)) && !algorithm.isWeighted()) {
            throw new InvalidParameterException(
                    "unit", "'unit: tokens' applies to token-bucket and fixed-window: choose one of these algorithms");
        }
    }

    /** Returns the unit of the limit. */
    LimitUnit limitUnit() {
        return unit.orElse(LimitUnit.CALLS);
    }

    /** Returns whether the limit counts tokens. */
    private boolean ofTokens() {
        return limitUnit() == LimitUnit.TOKENS;
    }

    /** Metrics of a rate limit. */
    record Measures(
            @Doc("Calls rejected by a rate limit.")
            @ChartTitle("Calls of {} over the rate limit")
            @LimitMetric("rate limits")
            Counter rateLimited) {}

    /** Scope of a quota. */
    public enum Per {
        @Doc("All calls.")
        ALL,
        @Doc("The calls of each request class.")
        CLIENT,
        @Doc("The calls with each key.")
        KEY;

        int of(Request request) {
            return switch (this) {
                case ALL -> 0;
                case CLIENT -> request.source().number();
                case KEY -> request.key();
            };
        }
    }

    /** Returns the capacity of the bucket: a number of calls, or of tokens of a language model. */
    int tokens() {
        double whole = rate.perSecond() * (ofTokens() ? MINUTE_SECONDS : 1);
        return burst.orElseGet(() -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, whole + ROUNDING)));
    }

    /** Returns the limit of a window, in calls. */
    int limit() {
        return (int) Math.min(Integer.MAX_VALUE, rate.perSecond() * window.toNanos() * 1e-9 + 1e-9);
    }

    @Override
    public RateLimitSpec withRate(RateChange change) {
        if (change.unit() != limitUnit()) {
            return this;
        }
        Rate next = change.perSecond().isPresent() ? new Rate(change.perSecond().getAsDouble()) : rate;
        Optional<Integer> size = change.burst().isPresent() && algorithm.hasBurst()
                ? Optional.of(change.burst().getAsInt())
                : burst;
        return new RateLimitSpec(next, size, per, algorithm, window, shared, retryAfter, unit);
    }

    @Override
    public Filter build(ComponentContext context, Host place) {
        return build(context, place, context.name());
    }

    @Override
    public Filter build(ComponentContext context, Host place, String protects) {
        if (ofTokens()) {
            TokenRateLimit.requireTokens(context, protects);
        }
        ClientQuotas allowances = isShared()
                ? context.setup()
                        .<Map<RateLimitSpec, ClientQuotas>>sharedInstance(RateLimitSpec.class, LinkedHashMap::new)
                        .computeIfAbsent(this, spec -> quotas(context, false))
                : quotas(context, true);
        place.attach(allowances);
        if (place.component().equals(Network.USERS) && shared.isPresent()) {
            allowances.onHost();
            context.setup()
                    .declareEffects(effects -> effects.unless(
                            allowances.hosts() > 1,
                            context.name() + ".rate_limit.shared",
                            Sentence.of("all users have one quota, as the scenario has no 'regions'; use "
                                    + "'regions', or set it at a component")));
        }
        Counter limited = context.metrics().instruments(Measures.class, place).rateLimited();
        return ofTokens()
                ? new TokenRateLimit(this, allowances, context, place, limited)
                : new RateLimit(this, allowances, context.simulation(), place, context.number(), limited);
    }

    @Override
    public void declareConstantMetrics(ConstantMetricRules rules) {
        rules.unless(ofTokens(), "its 'unit' is calls", "token_limited", "admitted_tokens");
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return ofTokens()
                ? Optional.of(Sentence.of("a limit of tokens admits calls by their sizes"))
                : Optional.empty();
    }

    private ClientQuotas quotas(ComponentContext context, boolean inProcess) {
        ClientQuotas allowances = new ClientQuotas(this, context.simulation(), inProcess);
        context.audit().reportMemoryUse("clients of the rate limit", 200, allowances::clients);
        return allowances;
    }

    /** Returns whether a rejection states when the next call can pass. */
    boolean statesWait() {
        return retryAfter.orElse(false);
    }

    /** Returns whether the hosts share one quota. */
    boolean isShared() {
        return shared.orElse(false);
    }

    @Override
    public List<OfferedDemand> passing(
            List<OfferedDemand> calls, int machines, Set<String> clients, KeyNames keyNames) {
        if (ofTokens()) {
            return calls;
        }
        double most = rate.perSecond() * (isShared() ? 1 : machines);
        double load = calls.stream().mapToDouble(OfferedDemand::perSecond).sum() / most;
        if (per == Per.KEY) {
            return calls.stream()
                    .map(call -> call.withUnknownRate(Sentence.of("each key has a rate limit of its own")))
                    .toList();
        }
        if (per == Per.ALL && load > 0 && ElementaryFunctions.pow(Math.min(load, 1 / load), tokens()) > RARE) {
            return calls.stream()
                    .map(call ->
                            call.withUnknownRate(Sentence.of("short bursts decide which calls a rate limit admits")))
                    .toList();
        }
        return per == Per.ALL
                ? RateLimitModel.sharedQuotaCalls(calls, most)
                : RateLimitModel.ofEachClient(calls, most, clients);
    }

    /** Returns the longest duration with the limit: a leaky bucket may delay a call by its whole burst. */
    @Override
    public double longestNanos(double downstreamNanos, double betweenTiersNanos) {
        return algorithm == LimitingAlgorithm.LEAKY_BUCKET
                ? downstreamNanos + tokens() / rate.perSecond() * 1e9
                : downstreamNanos;
    }
}
