package dev.brownout.policy.retry;

import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterSpec;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneWord;
import dev.brownout.spec.Share;
import dev.brownout.spec.Source;
import dev.brownout.spec.Stands;
import dev.brownout.spec.Wiring;
import java.util.Optional;

/** Parameters of a retry. */
@Kind("retry")
@Stands(value = Stands.At.CALLER, depth = 5)
@Doc("Tries again after a failure, but not after limited or short_circuited, which say that trying is the trouble.")
@Example("""
        requests:
          page: { path: [web], timeout: 1s, retry: { attempts: 3, budget: 10% } }
        """)
public record RetrySpec(
        @Doc("Attempts in all, the first included.")
        @Default("3")
        @AtLeast(1)
        @Source("resilience4j Retry: maxAttempts")
        @AtMost(1000)
        int attempts,

        @Doc("Wait before the next attempt.")
        @Default("full-jitter(100ms 2s)")
        @Source("AWS Architecture Blog: Exponential backoff and jitter; the numbers are ours")
        Backoff backoff,

        @Doc("Retries for each request over the last ten seconds at most.")
        @Default("none")
        @NoneWord("none")
        @Source("Finagle RetryBudget: 20%; Google SRE book: 10%")
        Optional<Share> budget)
        implements FilterSpec {

    @Override
    public Filter build(Wiring wiring, Host place) {
        return new Retry(this, wiring.simulation(), place, wiring.draws("retry"));
    }

    /** All attempts fail as late as they can, after the longest waits. */
    @Override
    public double longestNanos(double behindNanos) {
        double sum = attempts * behindNanos;
        for (int retry = 0; retry < attempts - 1; retry++) {
            sum += backoff.longestNanos(retry);
        }
        return sum;
    }
}
