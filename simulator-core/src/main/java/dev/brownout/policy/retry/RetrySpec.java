package dev.brownout.policy.retry;

import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.DefaultSource;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.FilterPosition;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.NoneKeyword;
import dev.brownout.vocabulary.Share;
import dev.brownout.wiring.ComponentContext;
import dev.brownout.wiring.FilterSpec;
import java.util.Optional;

/** Parameters of a retry. */
@Kind("retry")
@FilterPosition(value = FilterPosition.At.CALLER, depth = 5)
@Doc("Tries again after a failure, but not after limited or short_circuited, which say that trying is the trouble.")
@Example("""
        requests:
          page: { path: [web], timeout: 1s, retry: { attempts: 3, budget: 10% } }
        """)
public record RetrySpec(
        @Doc("Attempts in all, the first included.")
        @Default("3")
        @AtLeast(1)
        @DefaultSource("resilience4j Retry: maxAttempts")
        @AtMost(1000)
        int attempts,

        @Doc("Wait before the next attempt.")
        @Default("full-jitter(100ms 2s)")
        @DefaultSource("AWS Architecture Blog: Exponential backoff and jitter; the numbers are ours")
        Backoff backoff,

        @Doc("Retries for each request over the last ten seconds at most.")
        @Default("none")
        @NoneKeyword("none")
        @DefaultSource("Finagle RetryBudget: 20%; Google SRE book: 10%")
        Optional<Share> budget)
        implements FilterSpec {

    @Override
    public Filter build(ComponentContext wiring, Host place) {
        return new Retry(this, wiring.simulation(), place, wiring.draws("retry"));
    }

    /** All attempts, or as many as a budget leaves. */
    @Override
    public double lastingAttempts() {
        return budget.map(share -> Math.min(attempts, 1 + share.ratio())).orElse((double) attempts);
    }

    /** All attempts fail as late as they can, after the longest waits. */
    @Override
    public double longestNanos(double behindNanos, double betweenTiersNanos) {
        double sum = attempts * behindNanos;
        for (int retry = 0; retry < attempts - 1; retry++) {
            sum += backoff.longestNanos(retry);
        }
        return sum;
    }
}
