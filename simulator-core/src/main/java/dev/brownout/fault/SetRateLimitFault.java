package dev.brownout.fault;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spec.Rate;
import dev.brownout.spi.AdjustableLimit;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.LimitUnit;
import dev.brownout.spi.RateChange;
import dev.brownout.spi.fault.LoadFault;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Change of the rate limit of nodes, as by a new configuration. */
@Kind("set-rate-limit")
@Doc("Changes the rate_limit of nodes for a while, or until the end of the run: its rate, its burst, or both. With "
        + "several changes the newest applies; when it ends, the one before it applies again. A limit that all nodes "
        + "share (shared: true) changes for all of them.")
@ModelSheet(
        models = "With tokens: kept, the calls admitted before the change still count. A bucket that has given out 30 "
                + "of 100 tokens has 20 of 50, and one that has given out all 100 admits calls again when 51 tokens "
                + "have returned at the new rate. Calls that a leaky bucket delays keep their time. Windows count on "
                + "with the new limit. A burst that is not given is that of the rate_limit, by default the calls of "
                + "one second at the new rate.",
        leftOut = "Propagation time: the change is effective on all its nodes immediately. A change of the algorithm, "
                + "the window or the scope. Nodes without a rate_limit: give them one that admits everything, such as "
                + "rate_limit: 1M/s. Limits of concurrent calls, and limits of functions and external services. The "
                + "analytical model knows changes of whole components only.",
        sources = {
            "nginx, ngx_http_limit_req_module: the zone in shared memory keeps its excess over a reload.",
            "Envoy, HTTP local rate limit filter: a new configuration has a new, full bucket."
        })
@Example("""
        components:
          web: { kind: server, rate_limit: 1k/s }
        faults:
          - at 4m: set-rate-limit web 100/s for 5m
        """)
public record SetRateLimitFault(
        @Doc("New rate of admitted calls; default: no change.")
        Optional<Rate> rate,

        @Doc("New burst of a token or leaky bucket; default: no change.") @AtLeast(1) @AtMost(1_000_000_000)
        Optional<Integer> burst,

        @Doc("Calls that were admitted before the change.")
        @Default("kept")
        @DefaultSource("nginx keeps the zone of limit_req in shared memory over a reload; Envoy's local rate limit "
                + "begins with a full bucket (fresh)")
        QuotaState tokens,

        @Doc("Unit of the changed limit, for nodes with a limit of tokens. Default: calls.")
        @DefaultSource("our assumption: most limits count calls")
        Optional<LimitUnit> unit)
        implements FaultSpec, LoadFault {
    /** Treatment of the calls that were admitted before a change. */
    public enum QuotaState {
        @Doc("They count towards the new limit.")
        KEPT,
        @Doc("They are forgotten: buckets are full, and windows are empty.")
        FRESH
    }

    /**
     * Validates the change.
     *
     * @throws IllegalArgumentException if nothing changes, or the rate is 0
     */
    public SetRateLimitFault {
        if (rate.isEmpty() && burst.isEmpty()) {
            throw new InvalidValueException("set-rate-limit needs a rate or a burst, such as set-rate-limit web 100/s");
        }
        if (rate.filter(limit -> limit.perSecond() == 0).isPresent()) {
            throw new InvalidValueException(
                    "the rate of set-rate-limit is above 0/s; use drain or crash for nodes that serve no calls");
        }
    }

    @Override
    public Sentence label(String name) {
        return Sentence.of("{} with another rate limit", name);
    }

    @Override
    public Optional<RateChange> rateChange() {
        return Optional.of(change());
    }

    private RateChange change() {
        return new RateChange(
                unit.orElse(LimitUnit.CALLS),
                rate.map(limit -> OptionalDouble.of(limit.perSecond())).orElse(OptionalDouble.empty()),
                burst.map(OptionalInt::of).orElse(OptionalInt.empty()),
                tokens == QuotaState.FRESH);
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.limits().stream().filter(this::concerns).forEach(limit -> limit.begin(change()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.limits().stream().filter(this::concerns).forEach(limit -> limit.end(change()));
    }

    private boolean concerns(AdjustableLimit limit) {
        return limit.unit() == unit.orElse(LimitUnit.CALLS);
    }
}
