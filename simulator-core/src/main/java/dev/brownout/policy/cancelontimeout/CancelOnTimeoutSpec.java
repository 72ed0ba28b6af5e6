package dev.brownout.policy.cancelontimeout;

import dev.brownout.host.Host;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Filter;
import dev.brownout.service.Request;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.FilterSpec;
import java.util.Optional;

/** Parameters of cancellation on timeout: whether callers cancel calls that time out. */
@Kind("cancel-on-timeout")
@FilterPosition(FilterPosition.At.CALLER)
@Doc("Cancels downstream calls when the caller times out, so that work without a waiting caller is dropped.")
@Example("""
        requests:
          page: { path: [lb, web], timeout: 1s, cancel_on_timeout: true }
        """)
public record CancelOnTimeoutSpec(
        @Doc("Whether cancellation is on.") @Default("true") @DefaultSource("default: false, as in plain HTTP/1.1")
        boolean on)
        implements FilterSpec {
    /** Adds a cancellation token to calls without one; a call that has one is cancelled as part of its context. */
    @Override
    public Filter build(ComponentContext context, Host place) {
        return (request, next, reply) -> next.call(on ? cancellable(request) : request, reply);
    }

    private static Request cancellable(Request request) {
        CancellationToken token = request.token();
        return token == CancellationToken.NONE || token.endsAttemptsAlone()
                ? request.withCancellation(token.part())
                : request;
    }

    @Override
    public Optional<Sentence> withholdsEstimates(boolean fail) {
        return fail ? Optional.of(Sentence.of("calls are cancelled")) : Optional.empty();
    }
}
