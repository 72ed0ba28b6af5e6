package dev.brownout.policy.retry;

import dev.brownout.host.Host;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.policy.RetryBudget;
import dev.brownout.policy.RetryBudgetSpec;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.RetryAfter;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;

/**
 * Retries a call, via the event list, until it succeeds, its outcome is not retryable, or attempts or budget are
 * exhausted. A crash of the process ends the pending retries and opens a new budget. A call that is cancelled during a
 * backoff, as by its deadline or by a timeout around the retries, ends without the retry, as in gRPC and Envoy.
 */
final class Retry implements Filter, Host.Resident {
    private final Simulation simulation;
    private final RetrySpec spec;
    private final Host place;
    private final KeyedRandom jitter;
    /** Metrics; {@code null} if the run has none of retries. */
    private final RetrySpec.Measures measures;

    private RetryBudget budget;
    private long calls;
    private long decided;
    private long sent;
    private long waiting;
    private long dropped;
    private long abandoned;

    Retry(RetrySpec spec, Simulation simulation, Host place, KeyedRandom jitter, RetrySpec.Measures measures) {
        this.simulation = simulation;
        this.spec = spec;
        this.place = place;
        this.jitter = jitter;
        this.measures = measures;
        this.budget = spec.budget().map(RetryBudgetSpec::open).orElse(null);
        place.attach(this);
    }

    /** Registers the integer identities of attempts and tokens. */
    void register(AuditRegistry audit) {
        audit.identity(
                ": attempts + retries in backoff, lost with their process or of cancelled calls = calls + all retries",
                () -> sent + waiting + dropped + abandoned,
                () -> calls + decided);
        if (budget != null) {
            audit.identity(
                    ": retry tokens = tokens at the start + returned - taken",
                    () -> budget.tokens(),
                    () -> budget.bookedTokens());
        }
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        calls++;
        if (budget != null) {
            budget.request(simulation.now());
        }
        send(request, next, new Attempt(request, next, reply, budget, 0, 0, 0));
    }

    private void send(Request request, Service next, Attempt attempt) {
        sent++;
        if (attempt.account != null) {
            attempt.account.sent();
        }
        next.call(request.withRetryLayer(), attempt);
    }

    @Override
    public void onCrash() {
        dropped += waiting;
        waiting = 0;
        budget = spec.budget().map(RetryBudgetSpec::open).orElse(null);
    }

    private boolean isRetryable(Outcome outcome) {
        return !outcome.good()
                && (outcome != Outcome.LIMITED || spec.retriesLimited())
                && outcome != Outcome.SHORT_CIRCUITED;
    }

    /** State of an attempt; number 0 is the first. */
    private final class Attempt implements Reply {
        private final Request request;
        private final Service next;
        private final Reply caller;
        /** Budget of the process that sent it; {@code null} without one. */
        private final RetryBudget account;

        private final int number;
        private final long waitedNanos;
        private final int paid;

        Attempt(
                Request request,
                Service next,
                Reply caller,
                RetryBudget account,
                int number,
                long waitedNanos,
                int paid) {
            this.request = request;
            this.next = next;
            this.caller = caller;
            this.account = account;
            this.number = number;
            this.waitedNanos = waitedNanos;
            this.paid = paid;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            boolean retryable = request.token().mayRepeat() && isRetryable(outcome);
            if (account != null) {
                account.release(paid);
                if (outcome.good()) {
                    account.onSucceeded(paid);
                } else if (retryable) {
                    account.onFailed();
                }
            }
            int price = retryable && number + 1 < spec.attempts() ? price(outcome) : RetryBudget.REFUSED;
            if (price == RetryBudget.REFUSED) {
                caller.accept(outcome, detail);
            } else {
                repeat(price, detail);
            }
        }

        private int price(Outcome failure) {
            int price = account == null ? 0 : account.pay(failure, simulation.now());
            if (price == RetryBudget.REFUSED) {
                onRefused();
            }
            return price;
        }

        private void onRefused() {
            if (measures != null) {
                measures.retriesOverBudget().add(simulation.now());
            }
        }

        private void repeat(int price, long failure) {
            decided++;
            waiting++;
            Request repeatedRequest = request.nextAttempt(number + 1);
            long wait = spec.backoff().waitNanos(number, waitedNanos, jitter.withIdentity(repeatedRequest.identity()));
            Attempt following = new Attempt(request, next, caller, account, number + 1, wait, price);
            place.schedule(Math.max(wait, RetryAfter.nanos(failure)), RequestPhase.BACKOFF, () -> {
                waiting--;
                if (!repeatedRequest.token().mayRepeat()) {
                    following.abandon(failure);
                    return;
                }
                if (measures != null) {
                    measures.retries().add(simulation.now());
                }
                send(repeatedRequest, next, following);
            });
        }

        /** Ends the call, which has been cancelled or has timed out, without this attempt. */
        private void abandon(long failure) {
            abandoned++;
            if (account != null) {
                account.onAbandoned(paid);
            }
            CancellationToken token = request.token();
            caller.accept(token.isCancelled() ? token.outcome() : Outcome.CANCELLED, failure);
        }
    }
}
