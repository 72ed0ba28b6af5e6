package dev.brownout.component.server;

import dev.brownout.policy.retry.Backoff;
import dev.brownout.policy.retry.BackoffSequence;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Steps of a process between its start and its readiness. */
@Doc("Start steps of each new process: after a deployment, a scaling, a crash, a restart or an OOM kill. The process "
        + "refuses calls until the steps have succeeded. If a step fails, the process exits and starts again after a "
        + "backoff. The nodes of the start of the run are ready.")
public record StartSpec(
        @Doc("Steps in order: calls with their policies, and waits.")
        List<Step> steps,

        @Doc("Random time before the steps of each process; default: none.") @NoneKeyword("none")
        Optional<Distribution> jitter,

        @Doc("Processes of the tier in each region that run their steps at the same time; further ones wait in order. "
                + "Default: unlimited.")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000)
        Optional<Integer> concurrent,

        @Doc("Wait before a process that has failed starts again. Default: none after the first failure, then 10s, "
                + "doubled up to 5m.")
        @DefaultSource("Kubernetes, Pod Lifecycle, CrashLoopBackOff: an immediate restart, then 10s, 20s, 40s, at most "
                + "300s")
        Optional<Backoff> backoff) {
    /** Running time of a process after which the next failure counts as the first one (kubelet: 10 min). */
    static final long RESET_NANOS = 600_000_000_000L;

    private static final Backoff KUBELET = new Backoff.Exponential(Duration.ofSeconds(10), Duration.ofMinutes(5));

    /**
     * Copies the list.
     *
     * @throws InvalidParameterException if there is no step, a step needs a core, or there is no wait between failures
     */
    public StartSpec {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new InvalidParameterException(
                    "steps", "'steps' needs at least one step, such as steps: [ read: config ]");
        }
        for (Step step : Step.all(steps)) {
            if (Step.ConnectionStep.is(step)) {
                throw new InvalidParameterException(
                        "steps",
                        "'transaction' is not possible in start steps, which hold no connection; write "
                                + "its steps without it");
            }
            if (Step.CoreStep.is(step) || Step.BatchStep.of(step).isPresent()) {
                throw new InvalidParameterException(
                        "steps",
                        Step.CoreStep.is(step)
                                ? Sentence.of("'cpu' is not possible in start steps: a process has no cores until it "
                                        + "is ready; use wait: 2s")
                                : Sentence.of("'batch' is not possible in start steps; remove it"));
            }
        }
        backoff.ifPresent(wait -> wait.requireMillisecond("backoff"));
    }

    /** Returns whether a process starts again immediately after its first failure. */
    boolean restartsImmediately() {
        return backoff.isEmpty();
    }

    /** Returns the waits of a host after successive failures. */
    BackoffSequence waits() {
        return new BackoffSequence(backoff.orElse(KUBELET));
    }
}
