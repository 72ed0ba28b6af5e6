package dev.brownout.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.policy.bulkhead.BulkheadSpec;
import dev.brownout.policy.deadline.DeadlineSpec;
import dev.brownout.policy.fallback.FallbackSpec;
import dev.brownout.policy.retry.Backoff;
import dev.brownout.policy.retry.RetrySpec;
import dev.brownout.policy.timeout.TimeoutSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppliedPolicyTest {
    private static final FilterSpec RETRY = retry(3);
    private static final FilterSpec TWICE = retry(2);
    private static final FilterSpec BULKHEAD = new BulkheadSpec(5, Duration.ZERO, Optional.empty());
    private static final FilterSpec FALLBACK = new FallbackSpec(Optional.empty());
    private static final FilterSpec DEADLINE = new DeadlineSpec(Duration.ofSeconds(1));
    private static final FilterSpec WHOLE = new TimeoutSpec(Duration.ofSeconds(2));

    private static RetrySpec retry(int attempts) {
        return new RetrySpec(attempts, new Backoff.Constant(Duration.ofMillis(5)), Optional.empty(), Optional.empty());
    }

    private static Step.Options optionsWith(FilterSpec... policies) {
        return new Step.Options(Optional.empty(), Optional.empty(), false, List.of(policies));
    }

    private static List<FilterSpec> appliedAround(Step.Options own, Step.Options component) {
        return AppliedPolicy.call(own, component, Catalog.policies()).stream()
                .map(AppliedPolicy::policy)
                .toList();
    }

    @Test
    void policiesApplyWhenOnlyOneSideDeclaresThem() {
        assertThat(appliedAround(Step.Options.NONE, optionsWith(RETRY, FALLBACK)))
                .containsExactly(RETRY, FALLBACK);
        assertThat(appliedAround(optionsWith(RETRY, FALLBACK), Step.Options.NONE))
                .containsExactly(RETRY, FALLBACK);
    }

    @Test
    void stepPolicyReplacesAllOfItsKind() {
        assertThat(appliedAround(optionsWith(TWICE), optionsWith(FALLBACK, RETRY, BULKHEAD, RETRY)))
                .containsExactly(FALLBACK, TWICE, BULKHEAD);
        Step.Options without =
                new Step.Options(Optional.empty(), Optional.empty(), false, List.of(), List.of(RetrySpec.class));
        assertThat(appliedAround(without, optionsWith(FALLBACK, RETRY, BULKHEAD, RETRY)))
                .containsExactly(FALLBACK, BULKHEAD);
    }

    @Test
    void listsAreMergedByKindAndKeepTheirOrder() {
        assertThat(appliedAround(optionsWith(RETRY), optionsWith(FALLBACK, BULKHEAD)))
                .containsExactly(FALLBACK, RETRY, BULKHEAD);
        assertThat(appliedAround(optionsWith(BULKHEAD, FALLBACK), optionsWith(RETRY, DEADLINE)))
                .containsExactly(RETRY, DEADLINE, BULKHEAD, FALLBACK);
        assertThat(appliedAround(optionsWith(WHOLE), optionsWith(DEADLINE, RETRY)))
                .containsExactly(DEADLINE, WHOLE, RETRY);
    }

    @Test
    void policyHasItsOriginAndPosition() {
        assertThat(AppliedPolicy.call(optionsWith(TWICE, BULKHEAD), optionsWith(RETRY, FALLBACK), Catalog.policies()))
                .containsExactly(
                        new AppliedPolicy(FALLBACK, false, 1),
                        new AppliedPolicy(TWICE, true, 0),
                        new AppliedPolicy(BULKHEAD, true, 1));
    }
}
