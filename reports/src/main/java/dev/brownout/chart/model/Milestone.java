package dev.brownout.chart.model;

import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.translation.SentenceTranslation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kind of event that is marked on the rail below a time axis, in words. Faults are not milestones. */
public enum Milestone {
    NOTICED("failure detected", "ejected", "lease-expired"),
    PROMOTED("promoted", "promoted"),
    BACK("recovered", "returned", "caught-up"),
    SCALED_UP("scaled up", "scale-up"),
    SCALED_DOWN("scaled down", "scale-down"),
    READY("in service", "ready"),
    DRAINED("drained", "drained"),
    OPENED("circuit breaker open", "breaker-open"),
    CLOSED("circuit breaker closed", "breaker-closed"),
    PURGED("cache purged", "purged"),
    FIRED("alert firing", "alert-fired"),
    RESOLVED("alert resolved", "alert-resolved"),
    ACTED("alert action", "action"),
    BREACHED("SLA violated", "breach"),
    RECOVERED("SLA recovered", "recovery");

    private final String word;
    /** Event kinds of the timeline that are this milestone, each followed by a comma. */
    private final String events;

    Milestone(String word, String... events) {
        this.word = word;
        this.events = String.join(",", events) + ",";
    }

    /** Returns the event in words. */
    public String word() {
        return word;
    }

    /**
     * Returns whether it is a breach or recovery of an assertion, which matters only for one variant without faults.
     */
    public boolean isOfAssertion() {
        return this == BREACHED || this == RECOVERED;
    }

    /** Returns the priority where space is limited, from 1 on; the lowest is kept longest. */
    public int priority() {
        return switch (this) {
            case PROMOTED -> 1;
            case FIRED, ACTED, NOTICED, SCALED_UP, OPENED, PURGED -> 2;
            case RESOLVED, BACK, READY -> 4;
            case SCALED_DOWN, DRAINED, CLOSED -> 5;
            case BREACHED, RECOVERED -> 6;
        };
    }

    /**
     * Returns the milestone of an event of the timeline; empty for an event that is only reported in words, such as a
     * time outside the bound of an assertion that is met or undecided over its whole window.
     */
    public static Optional<Milestone> of(TimelineEvent event, VariantResult variant) {
        return Arrays.stream(values())
                .filter(one -> List.of(one.events.split(",")).contains(event.what()))
                .filter(one -> !one.isOfAssertion() || isViolated(event.cause(), variant))
                .findFirst();
    }

    private static boolean isViolated(String assertion, VariantResult variant) {
        SlaResult result = variant.evaluation().sla().get(assertion);
        return result != null && result.verdict() == SlaResult.Verdict.FAIL;
    }

    /** Returns the event in words, with the name of its assertion if it is judged. */
    public String words(TimelineEvent event) {
        return (isOfAssertion() ? event.cause() + " " : "") + SentenceTranslation.text(word);
    }
}
