package dev.brownout.component.external;

import dev.brownout.cost.Price;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MetersOwnTraffic;
import dev.brownout.spec.MoneyAmount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spec.Share;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.ErrorResponses;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ProducesOutcome;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.component.HostProvisioning;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parameters of an external service. */
@Kind("external")
@Doc("A service of another company, such as a payment provider, the API of a language model or a webhook endpoint: it"
        + " has a latency, errors, limits and a price for each call, but no machines of yours.")
@ProducesOutcome(Outcome.LIMITED)
@DeclaresMetrics({
    ExternalService.Measures.class,
    ExternalService.ConcurrencyMeasures.class,
    ExternalService.QuotaMeasures.class,
    ExternalService.TokenMeasures.class
})
@Example("""
        components:
          web: { kind: server, nodes: 2 }
          payments:
            kind: external
            latency: lognormal(p50=300ms p99=2s)
            errors: 0.1%
            rate_limit: { rate: 100/s, retry_after: true }
            price: $0.05
            endpoints: { refund: { latency: 1s } }
        requests:
          order: { rate: 20/s, timeout: 5s, steps: [web, { call: payments, timeout: 4s }] }
        """)
public record ExternalSpec(
        @Doc("Time from the arrival of a call at the service to its response, without the network.")
        @Default("lognormal(p50=100ms p99=500ms)")
        @AtLeast(0)
        @DefaultSource("our assumption: an API across the internet")
        Distribution latency,

        @Doc("Share of the accepted calls that end with an error of the service, after the latency.") @Default("0%")
        Share errors,

        @Doc("Maximum number of calls in progress, in each region. Further calls end as limited (HTTP 429).")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000)
        Optional<Integer> concurrent,

        @Doc("Maximum number of accepted calls in each period. Further calls end as limited (HTTP 429).")
        @Default("none")
        @NoneKeyword("none")
        Optional<Quota> quota,

        @Doc("Price of a billed call.") @Default("none") @NoneKeyword("none")
        Optional<MoneyAmount> price,

        @ParameterGroup TokenContractSpec tokens,

        @Doc("Calls that are billed.")
        @Default("successful")
        @DefaultSource("Stripe pricing: a fee for each successful charge")
        BillingRule billed,

        @Doc("Endpoints with settings of their own, by name; requests use them as call: payments/refund.")
        @Default("{}")
        Map<String, Endpoint> endpoints)
        implements ComponentSpec, MetersOwnTraffic, HostProvisioning {

    /** Name of the metric that counts the billed calls. */
    private static final String BILLED = "billed_calls";

    /** Calls that the provider bills. */
    public enum BillingRule {
        @Doc("Accepted calls that succeed.")
        SUCCESSFUL,
        @Doc("Accepted calls, with or without an error.")
        ACCEPTED
    }

    /** Limit of accepted calls in each period. */
    @Doc("Limit of accepted calls in each period, of all regions together. The first period begins with the run.")
    public record Quota(
            @Doc("Number of calls.") @AtLeast(0) @AtMost(1_000_000_000_000L)
            long calls,

            @Doc("Length of a period.") @Default("24h") @AtLeast(1) @DefaultSource("our assumption: a day")
            Duration every,

            @Doc("Calls of the first period that are used before the run.") @Default("0") @AtLeast(0)
            long used) {
        /** Rejects more used calls than the quota has with an IllegalArgumentException. */
        public Quota {
            if (used > calls) {
                throw new InvalidValueException("'used' ({}) must not exceed 'calls' ({})", used, calls);
            }
        }
    }

    /** Settings of an endpoint. */
    @Doc("An endpoint with settings of its own; the default of each setting is the setting of the service.")
    public record Endpoint(
            @Doc("Time from the arrival of a call to its response.")
            Optional<Distribution> latency,

            @Doc("Share of the accepted calls that end with an error of the service.")
            Optional<Share> errors) {
        private static final Endpoint PLAIN = new Endpoint(Optional.empty(), Optional.empty());
    }

    /** Copies the map in its order. */
    public ExternalSpec {
        endpoints = new LinkedHashMap<>(endpoints);
    }

    /** Effective settings of an endpoint. */
    record Terms(Distribution latency, double errorShare) {}

    /** Returns the settings of an endpoint; for the empty name, those of calls without one; empty if it is unknown. */
    Optional<Terms> terms(String endpoint) {
        if (!endpoint.isEmpty() && !endpoints.containsKey(endpoint)) {
            return Optional.empty();
        }
        Endpoint own = endpoints.getOrDefault(endpoint, Endpoint.PLAIN);
        return Optional.of(new Terms(
                own.latency().orElse(latency), own.errors().orElse(errors).ratio()));
    }

    @Override
    public boolean acceptsAnyLoad() {
        return concurrent.isEmpty() && quota.isEmpty();
    }

    @Override
    public Component build(ComponentContext context) {
        return new ExternalService(this, context);
    }

    @Override
    public SortedMap<String, Price> prices() {
        SortedMap<String, Price> prices = new TreeMap<>();
        price.ifPresent(each -> prices.put(BILLED, new Price(each.amount(), Price.Basis.PIECES, BigDecimal.ONE, "")));
        tokens.prices().forEach(prices::put);
        return prices;
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        boolean fails = errors.ratio() > 0
                || endpoints.values().stream()
                        .anyMatch(part ->
                                part.errors().filter(share -> share.ratio() > 0).isPresent());
        rules.unless(fails, "its 'errors' are 0%", "error_responses");
    }

    /** Models a delay without waiting, or Erlang's loss system if concurrent calls are limited. */
    @Override
    public void model(CapacityModel model) {
        List<Work> works = new ArrayList<>();
        double calls = 0;
        boolean fails = false;
        for (OfferedDemand demand : model.demands()) {
            Optional<Terms> its = terms(demand.route().endpoint());
            if (its.isPresent()) {
                calls += demand.perSecond();
                fails |= its.get().errorShare() > 0;
                works.add(new Work(demand.perSecond(), its.get().latency(), true));
            }
        }
        CoreQueue places = concurrent.map(most -> CoreQueue.fifo(most, 0)).orElse(CoreQueue.UNLIMITED);
        model.station(new StationModel("", model.availableHosts(1), places, calls, works));
        if (fails) {
            model.declare(new ErrorResponses());
        }
        if (quota.isPresent() && endsWithin(quota.get(), calls, model.endNanos())) {
            model.declare(new WithheldEstimates(
                    Sentence.of(
                            "the quota of {} calls ends in the run", quota.get().calls()),
                    1));
        }
    }

    private static boolean endsWithin(Quota limit, double callsPerSecond, long endNanos) {
        double seconds = Math.min(limit.every().toNanos(), endNanos) * 1e-9;
        return limit.used() + callsPerSecond * seconds > limit.calls();
    }
}
