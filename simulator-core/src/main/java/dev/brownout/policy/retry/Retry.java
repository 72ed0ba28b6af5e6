package dev.brownout.policy.retry;

import dev.brownout.host.Host;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.policy.RetryBudget;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.RetryAfter;
import dev.brownout.service.Service;

/**
 * Retries a call, via the event list, until it succeeds, its outcome is not retryable, or attempts or budget are
 * exhausted.
 */
final class Retry implements Filter {
    private final Simulation simulation;
    private final RetrySpec spec;
    private final Host place;
    private final KeyedRandom jitter;
    private final RetryBudget budget;

    Retry(RetrySpec spec, Simulation simulation, Host place, KeyedRandom jitter) {
        this.simulation = simulation;
        this.spec = spec;
        this.place = place;
        this.jitter = jitter;
        this.budget = spec.budget().map(share -> new RetryBudget(share.ratio())).orElse(null);
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        if (budget != null) {
            budget.request(simulation.now());
        }
        next.call(request.withRetryLayer(), new Attempt(request, next, reply, 0, 0));
    }

    private boolean worthIt(Outcome outcome) {
        return !outcome.good()
                && (outcome != Outcome.LIMITED || spec.retriesLimited())
                && outcome != Outcome.SHORT_CIRCUITED;
    }

    private boolean affordable() {
        return budget == null || budget.withdraw(simulation.now());
    }

    /** State of an attempt; number 0 is the first. */
    private final class Attempt implements Reply {
        private final Request request;
        private final Service next;
        private final Reply caller;
        private final int number;
        private final long waitedNanos;

        Attempt(Request request, Service next, Reply caller, int number, long waitedNanos) {
            this.request = request;
            this.next = next;
            this.caller = caller;
            this.number = number;
            this.waitedNanos = waitedNanos;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            boolean wanted = !request.token().isCancelled();
            if (wanted && worthIt(outcome) && number + 1 < spec.attempts() && affordable()) {
                Request again = request.nextAttempt(number + 1);
                long wait = spec.backoff().waitNanos(number, waitedNanos, jitter.at(again.identity()));
                Attempt following = new Attempt(request, next, caller, number + 1, wait);
                place.after(
                        Math.max(wait, RetryAfter.nanos(detail)),
                        RequestPhase.BACKOFF,
                        () -> next.call(again.withRetryLayer(), following));
            } else {
                caller.accept(outcome, detail);
            }
        }
    }
}
