package dev.brownout.policy.ratelimit;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.RetryAfter;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.TokenMetering;
import dev.brownout.spi.component.TokenMetering.TokenCounter;

/**
 * A limit of the tokens of a language model, in front of a host. A call takes its estimated tokens when it arrives:
 * those of the prompt, and the maximum of the output.
 *
 * <p>Source: Microsoft Learn, Manage Azure OpenAI quota: "TPM rate limits are based on the maximum number of tokens
 * that are estimated to be processed by a request at the time the request is received"; the estimate is computed from
 * the prompt and max_tokens, and differs from the number of billed tokens.
 */
final class TokenRateLimit implements Filter {
    /** Metrics of a limit of tokens. */
    record Measures(
            @Doc("Calls rejected by a limit of tokens.")
            @ChartTitle("Calls of {} over the token limit")
            @LimitMetric("token limits")
            Counter tokenLimited,

            @Doc("Tokens of calls that a limit of tokens has admitted: prompts and maximum outputs.")
            @ChartTitle("Admitted tokens of {}")
            Counter admittedTokens) {}

    private final RateLimitSpec spec;
    private final ClientQuotas allowances;
    private final ComponentContext context;
    private final Counter limited;
    private final Measures measures;
    private long offered;
    private long admitted;
    private long rejected;

    TokenRateLimit(RateLimitSpec spec, ClientQuotas allowances, ComponentContext context, Host place, Counter limited) {
        this.spec = spec;
        this.allowances = allowances;
        this.context = context;
        this.limited = limited;
        this.measures = context.metrics().instruments(Measures.class, place);
        context.audit()
                .identity(
                        "/" + place.node() + ": tokens of calls = admitted + over the token limit",
                        () -> offered,
                        () -> admitted + rejected);
    }

    /** Rejects a limit of tokens that is not in front of a language model with a ScenarioException. */
    static void requireTokens(ComponentContext context, String protects) {
        if (!protects.equals(context.name())) {
            throw new ScenarioException(
                    context.name(),
                    "a rate_limit with 'unit: tokens' belongs to the component that serves the language "
                            + "model, not to its callers");
        }
        if (!(context.component(context.name()) instanceof TokenMetering)) {
            throw new ScenarioException(
                    "components." + context.name() + ".rate_limit",
                    "{} serves no language model, so its calls have no tokens: 'unit: tokens' applies "
                            + "to components of the kinds inference and external",
                    context.name());
        }
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        limit(counter(""), request, next, reply);
    }

    @Override
    public Service wrap(Service next, String endpoint) {
        TokenCounter tokens = counter(endpoint);
        return (request, reply) -> limit(tokens, request, next, reply);
    }

    private TokenCounter counter(String endpoint) {
        String name = context.name();
        return ((TokenMetering) context.component(name))
                .admissionTokens(endpoint)
                .orElseThrow(() -> new ScenarioException(
                        "components." + name + ".rate_limit",
                        "'unit: tokens' counts the prompt and the maximum output of a call: add "
                                + "'prompt', 'output' and 'max_output' to {}",
                        name));
    }

    private void limit(TokenCounter counter, Request request, Service next, Reply reply) {
        long now = context.simulation().now();
        long tokens = counter.tokens(request);
        offered += tokens;
        WeightedQuota quota = (WeightedQuota) allowances.of(spec.per().of(request), now);
        if (quota.reserve(now, tokens) == ClientQuota.NO) {
            rejected += tokens;
            limited.add(now);
            measures.tokenLimited().add(now);
            int number = context.number();
            reply.accept(
                    Outcome.LIMITED,
                    spec.statesWait() ? RetryAfter.detail(number, quota.untilNext(now, tokens)) : number);
            return;
        }
        admitted += tokens;
        measures.admittedTokens().add(now, tokens);
        next.call(request, reply);
    }
}
