package dev.brownout.component.external;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.Occupancy;
import dev.brownout.random.TokenCounts;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.CallTokenSampler;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.TokenMetering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An external service: an access point in each region, and the quota that they share. */
final class ExternalService implements Component, TokenMetering {
    record Measures(
            @Doc("Calls that the service has accepted, as they were below its limits.")
            @ChartTitle("Calls accepted by {}")
            Counter acceptedCalls,

            @Doc("Accepted calls that the service has answered with an error of its own.")
            @ChartTitle("Error responses of {}")
            Counter errorResponses,

            @Doc("Calls that the provider bills.") @ChartTitle("Billed calls of {}")
            Counter billedCalls) {}

    @RequiresParameter("concurrent")
    record ConcurrencyMeasures(
            @Doc("Calls in progress divided by 'concurrent', time-weighted.")
            @Display(Display.As.UTILIZATION)
            @LimitMetric("concurrency limits")
            Occupancy utilization,

            @Doc("Calls beyond 'concurrent', which end as limited.")
            @ChartTitle("Calls over the concurrency of {}")
            @LimitMetric("concurrency limits")
            Counter overConcurrency) {}

    @RequiresParameter("quota")
    record QuotaMeasures(
            @Doc("Used share of the quota of the current period, time-weighted.") @ChartTitle("Used quota of {}")
            Occupancy quotaUsed,

            @Doc("Calls beyond the quota, which end as limited.")
            @ChartTitle("Calls over the quota of {}")
            @LimitMetric("quotas")
            Counter overQuota) {}

    @RequiresParameter("prompt")
    record TokenMeasures(
            @Doc("Prompt tokens of billed calls.") @ChartTitle("Prompt tokens of {}")
            Counter promptTokens,

            @Doc("Output tokens of billed calls.") @ChartTitle("Output tokens of {}")
            Counter outputTokens) {}

    private final ExternalSpec spec;
    private final ComponentContext context;
    private final Map<Host, AccessPoint> points = new LinkedHashMap<>();

    ExternalService(ExternalSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        Optional<CallQuota> quota = spec.quota()
                .map(limit -> new CallQuota(
                        limit,
                        context.simulation(),
                        context.metrics().instruments(QuotaMeasures.class).quotaUsed()));
        for (Location site : context.topology().sites()) {
            Host host = context.hosts().addHost(Integer.toString(points.size() + 1), site);
            points.put(host, new AccessPoint(spec, context, host, quota.orElse(null)));
        }
        quota.ifPresent(limit -> context.audit()
                .identity(
                        "used quota of all periods = calls used before the run + accepted calls",
                        limit::total,
                        () -> spec.quota().orElseThrow().used()
                                + points.values().stream()
                                        .mapToLong(AccessPoint::accepted)
                                        .sum()));
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(points.keySet());
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        route.requireLast(context.name(), Sentence.of("it is an external service; put further steps after a server"));
        ExternalSpec.Terms terms = terms(route.endpoint());
        return context.client(caller, route)
                .nearest(
                        hosts(),
                        host -> context.service(
                                host, route, any -> points.get(host).serving(any, terms)))
                .from(caller);
    }

    private ExternalSpec.Terms terms(String endpoint) {
        return spec.terms(endpoint)
                .orElseThrow(() -> new ScenarioException(
                        "components." + context.name(),
                        "{} has no endpoint '{}'; its endpoints: {}",
                        context.name(),
                        endpoint,
                        spec.endpoints().keySet()));
    }

    @Override
    public Optional<TokenCounter> admissionTokens(String endpoint) {
        if (spec.tokens().maxOutput().isEmpty()) {
            return Optional.empty();
        }
        CallTokenSampler calls = callTokens(spec, context);
        long most = spec.tokens().maxOutput().get();
        return Optional.of(request -> calls.prompt(request) + most);
    }

    /** Returns the tokens of the calls of all endpoints of a service with tokens. */
    static CallTokenSampler callTokens(ExternalSpec spec, ComponentContext context) {
        TokenContractSpec tokens = spec.tokens();
        return new CallTokenSampler(
                context,
                "",
                tokens.prompt().orElseThrow(),
                1,
                tokens.output().orElseThrow(),
                tokens.maxOutput().orElse(TokenCounts.MAXIMUM));
    }
}
