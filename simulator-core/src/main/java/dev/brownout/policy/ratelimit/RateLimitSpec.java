package dev.brownout.policy.ratelimit;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.random.KeyNames;
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
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ProducesOutcome;
import dev.brownout.spi.RateChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parameters of a rate limit. */
@Kind("rate-limit")
@FilterPosition(value = FilterPosition.At.DOOR, depth = 8)
@Doc("Limits the calls per second of each node, or of all nodes together. Further calls end as limited.")
@ProducesOutcome(Outcome.LIMITED)
@DeclaresMetrics(RateLimitSpec.Measures.class)
@Example("""
        components:
          web: { kind: server, nodes: 2, rate_limit: { rate: 100/s, burst: 200, per: client } }
        """)
public record RateLimitSpec(
        @Doc("Long-term rate of admitted calls.") Rate rate,

        @Doc("For the buckets: calls that pass, or wait, at the same time. Default: the calls of one second.")
        @AtLeast(1)
        @DefaultSource("Guava RateLimiter: maxBurstSeconds 1.0")
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
        Optional<Boolean> retry_after)
        implements FilterSpec {

    private static final Duration DEFAULT_WINDOW = Duration.ofSeconds(1);

    /**
     * Validates the parameters.
     *
     * @throws InvalidParameterException if a bucket has a window, or a window has a burst
     */
    public RateLimitSpec {
        if (burst.isPresent() && !algorithm.hasBurst()) {
            throw new InvalidParameterException(
                    "burst",
                    "'burst' applies to token-bucket and leaky-bucket; a window admits the rate times its length:"
                            + " remove 'burst', or choose another algorithm");
        }
        if (!window.equals(DEFAULT_WINDOW) && algorithm.hasBurst()) {
            throw new InvalidParameterException(
                    "window",
                    "'window' applies to fixed-window, sliding-window-log and sliding-window-counter; a bucket has a"
                            + " 'burst': remove 'window', or choose another algorithm");
        }
    }

    /** Metrics of a rate limit. */
    record Measures(
            @Doc("Calls rejected by a rate limit.") @ChartTitle("Calls of {} over the rate limit")
            Counter rate_limited) {}

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
                case CLIENT -> request.source();
                case KEY -> request.key();
            };
        }
    }

    /** Returns the capacity of the bucket, in tokens. */
    int tokens() {
        return burst.orElseGet(() -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, rate.perSecond())));
    }

    /** Returns the limit of a window, in calls. */
    int limit() {
        return (int) Math.min(Integer.MAX_VALUE, rate.perSecond() * window.toNanos() * 1e-9 + 1e-9);
    }

    @Override
    public RateLimitSpec changed(RateChange change) {
        Rate next = change.perSecond().isPresent() ? new Rate(change.perSecond().getAsDouble()) : rate;
        Optional<Integer> size = change.burst().isPresent() && algorithm.hasBurst()
                ? Optional.of(change.burst().getAsInt())
                : burst;
        return new RateLimitSpec(next, size, per, algorithm, window, shared, retry_after);
    }

    @Override
    public Filter build(ComponentContext context, Host place) {
        Counter limited = context.measures(Measures.class, place).rate_limited();
        ClientQuotas allowances = together()
                ? context.sharedInstance(RateLimitSpec.class, () -> quotas(context, false))
                : quotas(context, true);
        place.attach(allowances);
        return new RateLimit(this, allowances, context.simulation(), place, context.number(), limited);
    }

    private ClientQuotas quotas(ComponentContext context, boolean inProcess) {
        ClientQuotas allowances = new ClientQuotas(this, context.simulation(), inProcess);
        context.audit().reportMemoryUse("clients of the rate limit", 200, allowances::clients);
        return allowances;
    }

    /** Returns whether a rejection states when the next call can pass. */
    boolean statesWait() {
        return retry_after.orElse(false);
    }

    /** Returns whether the hosts share one quota. */
    boolean together() {
        return shared.orElse(false);
    }

    @Override
    public List<OfferedDemand> passing(
            List<OfferedDemand> calls, int machines, Set<String> clients, KeyNames keyNames) {
        double most = rate.perSecond() * (together() ? 1 : machines);
        return switch (per) {
            case ALL -> RateLimitModel.together(calls, most);
            case CLIENT -> RateLimitModel.ofEachClient(calls, most, clients);
            case KEY -> RateLimitModel.ofEachKey(calls, most, keyNames);
        };
    }

    /** Returns the longest duration with the limit: a leaky bucket may delay a call by its whole burst. */
    @Override
    public double longestNanos(double behindNanos, double betweenTiersNanos) {
        return algorithm == LimitingAlgorithm.LEAKY_BUCKET
                ? behindNanos + tokens() / rate.perSecond() * 1e9
                : behindNanos;
    }
}
