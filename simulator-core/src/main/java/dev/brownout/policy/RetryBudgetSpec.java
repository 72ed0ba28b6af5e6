package dev.brownout.policy;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import dev.brownout.spec.Shorthand;
import java.util.Optional;

/** Parameters of the limit on retries of one client process. */
public sealed interface RetryBudgetSpec
        permits RetryBudgetSpec.RequestShare,
                RetryBudgetSpec.FailureThrottling,
                RetryBudgetSpec.RetryQuota,
                RetryBudgetSpec.ActiveShare {
    /** Creates the state of a process that has just started. */
    RetryBudget open();

    /** A share of the requests, as in Finagle's RetryBudget. */
    @Kind("share")
    @Doc("Retries or hedges up to a share of the requests of the last 10 s, as in Finagle.")
    @Shorthand
    record RequestShare(
            @Doc("Maximum ratio of retries or hedges to requests over the last 10 s.")
            Share share,

            @Doc("Retries or hedges per second that are allowed in addition, without requests.")
            @Default("0/s")
            @DefaultSource("Finagle RetryBudget: minRetriesPerSec 10")
            @AtMost(1_000_000)
            Rate minRate)
            implements RetryBudgetSpec, HedgeBudgetSpec {
        @Override
        public RetryBudget open() {
            return new RequestShareBudget(share.ratio(), minRate.perSecond());
        }
    }

    /** Retry throttling of gRPC: gRFC A6, retryThrottling. */
    @Kind("throttling")
    @Doc("No retries or hedges while half of the tokens are gone: each failed attempt takes one token, each success"
            + " returns a part of one, as in gRPC.")
    record FailureThrottling(
            @Doc("Tokens at the start, and the maximum.")
            @Default("10")
            @DefaultSource("gRFC A6, example of retryThrottling: maxTokens 10; gRPC has no default")
            @AtLeast(1)
            @AtMost(1000)
            int maxTokens,

            @Doc("Tokens that a success returns. Decimals after the third are ignored.")
            @Default("0.1")
            @DefaultSource("gRFC A6, example of retryThrottling: tokenRatio 0.1; gRPC has no default")
            @AtLeast(0.001)
            @AtMost(1000)
            double tokenRatio)
            implements RetryBudgetSpec, HedgeBudgetSpec {
        @Override
        public RetryBudget open() {
            return new ThrottlingBudget(maxTokens, tokenRatio);
        }
    }

    /** Retry quota of the AWS SDKs in standard mode. */
    @Kind("quota")
    @Doc("A token bucket that each retry pays: a success returns the price of its retry, or one token without a retry,"
            + " as in the standard mode of the AWS SDKs.")
    record RetryQuota(
            @Doc("Tokens at the start, and the maximum.")
            @Default("500")
            @DefaultSource("AWS SDKs reference, retry behavior: 500 tokens")
            @AtLeast(1)
            @AtMost(1_000_000)
            int tokens,

            @Doc("Price of a retry, in tokens.")
            @Default("14")
            @DefaultSource("AWS SDKs, retry behavior of 2026: 14 tokens; 5 before")
            @AtLeast(1)
            @AtMost(1_000_000)
            int retry,

            @Doc("Price of a retry after a timeout, in tokens. Default: the price of a retry.")
            @DefaultSource("AWS SDKs before 2026: 10 tokens")
            @AtLeast(1)
            @AtMost(1_000_000)
            Optional<Integer> timeout)
            implements RetryBudgetSpec {
        @Override
        public RetryBudget open() {
            return new QuotaBudget(tokens, retry, timeout.orElse(retry));
        }
    }

    /** Retry budget of Envoy: a share of the active requests. */
    @Kind("active")
    @Doc("Retries in progress up to a share of the attempts in flight, as in Envoy.")
    record ActiveShare(
            @Doc("Maximum share of retries in progress among the attempts in flight.")
            @Default("20%")
            @DefaultSource("Envoy retry_budget: budget_percent 20%")
            Share share,

            @Doc("Retries in progress that are always allowed.")
            @Default("3")
            @DefaultSource("Envoy retry_budget: min_retry_concurrency 3")
            @AtLeast(0)
            @AtMost(1_000_000)
            int min)
            implements RetryBudgetSpec {
        @Override
        public RetryBudget open() {
            return new ActiveShareBudget(share.ratio(), min);
        }
    }
}
