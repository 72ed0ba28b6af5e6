package dev.brownout.policy.hedge;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.policy.HedgeBudgetSpec;
import dev.brownout.policy.LatenessThreshold;
import dev.brownout.policy.RetryBudget;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Filter;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.AuditRegistry;
import java.time.Duration;

/** Sends further attempts of a call while no successful response has arrived. */
final class Hedge implements Filter, Host.Resident {
    private final HedgeSpec spec;
    private final Simulation simulation;
    private final Host place;
    private final HedgeSpec.Measures measures;
    /** Metrics of tied requests; {@code null} if the attempts are not tied. */
    private final HedgeSpec.TiedMeasures tied;

    private final long afterNanos;
    private final LatenessThreshold lateness;
    private RetryBudget budget;
    private long calls;
    private long repeats;
    private long answers;
    private long open;
    private long dropped;

    Hedge(HedgeSpec spec, Simulation simulation, Host place, HedgeSpec.Measures measures, HedgeSpec.TiedMeasures tied) {
        this.tied = tied;
        this.spec = spec;
        this.simulation = simulation;
        this.place = place;
        this.measures = measures;
        this.afterNanos = spec.after().map(Duration::toNanos).orElse(0L);
        this.lateness =
                spec.percentile().map(p -> new LatenessThreshold(p.ratio())).orElse(null);
        onCrash();
        place.attach(this);
    }

    /** Registers the integer identity of the attempts. */
    void register(AuditRegistry audit) {
        audit.identity(
                ": calls + hedges = answered attempts + open ones + those lost with their process",
                () -> calls + repeats,
                () -> answers + open + dropped);
    }

    /** Registers the integer identity of the tokens of the budget. */
    void registerTokens(AuditRegistry audit) {
        audit.identity(
                ": hedge tokens = tokens at the start + returned - taken",
                () -> budget.tokens(),
                () -> budget.bookedTokens());
    }

    @Override
    public void call(Request request, Service next, Reply reply) {
        calls++;
        if (budget != null) {
            budget.request(simulation.now());
        }
        new Race(request, next, reply).send();
    }

    @Override
    public void onCrash() {
        dropped += open;
        open = 0;
        budget = spec.budget().map(HedgeBudgetSpec::open).orElse(null);
        if (lateness != null) {
            lateness.discard();
        }
    }

    /** The attempts of one call. */
    private final class Race {
        private final Request request;
        private final Service next;
        private final Reply caller;
        private final long beganAt = simulation.now();
        /** Budget of the process that sends the attempts; {@code null} without one. */
        private final RetryBudget account = budget;

        private final CancellationToken[] works = new CancellationToken[spec.attempts()];
        private int sent;
        private int failed;
        private boolean sending;
        private boolean isOver;
        /** True after a pushback: a server has forbidden further attempts. */
        private boolean pushedBack;
        /** Number of the first attempt with work that has begun; negative if there is none. */
        private int started = -1;

        Race(Request request, Service next, Reply caller) {
            this.request = request;
            this.next = next;
            this.caller = caller;
        }

        void send() {
            sending = false;
            int number = sent++;
            Request attempt = (number == 0 ? request : request.nextAttempt(number)).withRetryLayer();
            repeats += number == 0 ? 0 : 1;
            open++;
            if (spec.cancel() != HedgeCancellation.NEVER) {
                works[number] = request.token().part();
                attempt = attempt.withCancellation(works[number]);
            }
            if (tied != null) {
                works[number].onBeginning(() -> begins(number));
            }
            if (sent < spec.attempts() && (lateness == null || lateness.isKnown())) {
                place.schedule(lateness == null ? afterNanos : lateness.delayNanos(), () -> onDelay(number + 1));
            }
            int incarnation = place.incarnation();
            next.call(attempt, (outcome, detail) -> {
                if (place.incarnation() == incarnation) {
                    answers++;
                    open--;
                }
                onResponse(number, outcome, detail);
            });
        }

        /**
         * Withdraws the other attempts when the work of one begins. Their servers drop them on the way of a
         * cancellation by the caller: after one network hop, as a message between the servers would take.
         */
        private void begins(int number) {
            if (started >= 0) {
                tied.tiedBoth().add(simulation.now());
                return;
            }
            started = number;
            for (int i = 0; i < sent; i++) {
                if (i != number && works[i] != null) {
                    works[i].withdraw();
                }
            }
        }

        /** Sends attempt {@code number} because the response is late, unless it has been sent already. */
        private void onDelay(int number) {
            boolean isPending = !isOver && !pushedBack && started < 0 && !sending && sent == number;
            if (isPending && request.token().mayRepeat() && isAffordable(Outcome.TIMED_OUT)) {
                measures.hedged().add(simulation.now());
                send();
            }
        }

        private boolean isAffordable(Outcome failure) {
            boolean affordable = account == null || account.pay(failure, simulation.now()) != RetryBudget.REFUSED;
            if (!affordable) {
                measures.hedgesOverBudget().add(simulation.now());
            }
            return affordable;
        }

        private void onResponse(int number, Outcome outcome, long detail) {
            if (tied != null && started >= 0 && started != number && outcome == Outcome.CANCELLED) {
                tied.tiedWithdrawn().add(simulation.now());
            }
            if (isOver) {
                return;
            }
            if (started == number) {
                started = -1;
            }
            if (works[number] != null) {
                works[number].release();
                works[number] = null;
            }
            book(outcome);
            if (outcome.good()) {
                if (lateness != null) {
                    lateness.record(simulation.now() - beganAt);
                }
                if (number > 0) {
                    measures.hedgesWon().add(simulation.now());
                }
                end(outcome, detail);
                return;
            }
            failed++;
            pushedBack |= outcome == Outcome.LIMITED;
            boolean more = !pushedBack && isRetryable(outcome) && !sending && sent < spec.attempts();
            if (more && request.token().mayRepeat() && isAffordable(outcome)) {
                measures.hedged().add(simulation.now());
                sending = true;
                place.schedule(0, () -> {
                    if (!isOver) {
                        send();
                    }
                });
            } else if (failed == sent && !sending) {
                end(outcome, detail);
            }
        }

        /**
         * Records the result of an attempt in the budget. A pushback of the server is a failure. A cancellation is no
         * result (gRFC A6, "Throttling Retry Attempts and Hedged RPCs").
         */
        private void book(Outcome outcome) {
            if (account == null) {
                return;
            }
            if (outcome.good()) {
                account.onSucceeded(0);
            } else if (request.token().mayRepeat() && isRetryable(outcome)) {
                account.onFailed();
            }
        }

        private boolean isRetryable(Outcome outcome) {
            return outcome != Outcome.SHORT_CIRCUITED && outcome != Outcome.CANCELLED;
        }

        private void end(Outcome outcome, long detail) {
            isOver = true;
            for (CancellationToken work : works) {
                if (work != null) {
                    work.end(Outcome.CANCELLED);
                }
            }
            caller.accept(outcome, detail);
        }
    }
}
