package dev.brownout.component.external;

import dev.brownout.host.ComponentInFlightCount;
import dev.brownout.host.Cores;
import dev.brownout.host.FifoCores;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.CallTokenSampler;
import dev.brownout.spi.ComponentContext;
import dev.brownout.step.StepCompiler;
import dev.brownout.step.StepProgram;
import java.util.List;

/** Access point of an external service in one region: it accepts calls below the limits and responds to them. */
final class AccessPoint implements Host.Resident {
    private final ExternalSpec spec;
    private final ComponentContext context;
    private final Simulation simulation;
    private final Host host;
    /** Quota of the service; {@code null} for no limit. */
    private final CallQuota quota;

    private final ExternalService.Measures measures;
    /** Counter of calls beyond the concurrency; {@code null} if it is unlimited. */
    private final Counter overConcurrency;

    /** Counter of calls beyond the quota; {@code null} if there is none. */
    private final Counter overQuota;

    /** Tokens of the calls; {@code null} if they have none. */
    private final CallTokenSampler tokens;

    /** Counters of billed tokens; {@code null} if calls have no tokens. */
    private final ExternalService.TokenMeasures billedTokens;

    private final int maximum;
    private final Cores calls;
    private final ComponentInFlightCount census;
    private final KeyedRandom failing;
    private long arrived;
    private long limited;
    private long accepted;
    private long succeeded;
    private long failed;
    private long lost;

    AccessPoint(ExternalSpec spec, ComponentContext context, Host host, CallQuota quota) {
        this.spec = spec;
        this.context = context;
        this.simulation = context.simulation();
        this.host = host;
        this.quota = quota;
        this.measures = context.metrics().instruments(ExternalService.Measures.class, host);
        this.maximum = spec.concurrent().orElse(FifoCores.UNLIMITED);
        this.failing = context.random("errors");
        Occupancy busy = new Occupancy(context.grid());
        if (spec.concurrent().isPresent()) {
            ExternalService.ConcurrencyMeasures own =
                    context.metrics().instruments(ExternalService.ConcurrencyMeasures.class, host);
            busy = own.utilization();
            overConcurrency = own.overConcurrency();
        } else {
            overConcurrency = null;
        }
        overQuota = quota == null
                ? null
                : context.metrics()
                        .instruments(ExternalService.QuotaMeasures.class)
                        .overQuota();
        tokens = spec.tokens().hasTokens() ? ExternalService.callTokens(spec, context) : null;
        billedTokens = tokens == null ? null : context.metrics().instruments(ExternalService.TokenMeasures.class, host);
        this.calls = new FifoCores(simulation, host, maximum, 0, busy, new TimeWeighted(context.grid()));
        this.census = new ComponentInFlightCount(host);
        host.attach(this);
        String name = "/" + host.node();
        context.audit().identity(name + ": calls = accepted + over a limit", () -> arrived, () -> accepted + limited);
        context.audit()
                .identity(
                        name + ": accepted calls = successes + errors + lost in a crash + in progress",
                        () -> accepted,
                        () -> succeeded + failed + lost + calls.present());
        context.audit().identity(name + ": calls in progress", calls::present, census::callsInside);
    }

    /** Returns the number of accepted calls. */
    long accepted() {
        return accepted;
    }

    /** Returns the service of this point for calls of one endpoint. A cancelled call is processed to its end. */
    Service serving(CallTarget route, ExternalSpec.Terms terms) {
        StepProgram.Settings settings =
                new StepProgram.Settings(StepProgram.Cancellation.NONE, null, null, request -> 0);
        StepProgram work = new StepCompiler(
                        context, host, new StepProgram.Workplace(calls, null, census, null, settings), route)
                .work(route.endpoint().isEmpty() ? "latency" : route.endpoint(), terms.latency())
                .steps(List.of())
                .program();
        return (request, reply) -> {
            arrived++;
            Counter over = limit();
            if (over != null) {
                limited++;
                over.add(simulation.now());
                reply.accept(Outcome.LIMITED, context.number());
            } else {
                accepted++;
                measures.acceptedCalls().add(simulation.now());
                work.call(request, (outcome, detail) -> respond(request, terms.errorShare(), reply));
            }
        };
    }

    /** Counts a new call in the quota, or returns the counter of the limit that it exceeds; {@code null} for none. */
    private Counter limit() {
        if (calls.present() >= maximum) {
            return overConcurrency;
        }
        return quota == null || quota.tryAcquire() ? null : overQuota;
    }

    private void respond(Request request, double errorShare, Reply reply) {
        boolean fails =
                errorShare > 0 && failing.withIdentity(request.identity()).uniform() < errorShare;
        if (fails) {
            failed++;
            measures.errorResponses().add(simulation.now());
        } else {
            succeeded++;
        }
        if (!fails || spec.billed() == ExternalSpec.BillingRule.ACCEPTED) {
            bill(request);
        }
        reply.accept(fails ? Outcome.FAILED : Outcome.OK, fails ? context.number() : 0);
    }

    private void bill(Request request) {
        long now = simulation.now();
        measures.billedCalls().add(now);
        if (tokens != null) {
            billedTokens.promptTokens().add(now, tokens.prompt(request));
            billedTokens.outputTokens().add(now, tokens.output(request));
        }
    }

    @Override
    public void onCrash() {
        lost = accepted - succeeded - failed;
    }
}
