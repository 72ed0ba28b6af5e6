package dev.brownout.chart.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Kind of event that is marked on the rail below a time axis, with its letter and its name. Faults are not milestones.
 */
public enum Milestone {
    NOTICED("n", "noticed", "ejected", "lease-expired"),
    PROMOTED("p", "promoted", "promoted"),
    BACK("a", "back again", "returned", "caught-up"),
    SCALED_UP("u", "scaled up", "scale-up"),
    SCALED_DOWN("d", "scaled down", "scale-down"),
    READY("i", "ready", "ready"),
    DRAINED("g", "gone", "drained"),
    OPENED("o", "breaker open", "breaker-open"),
    CLOSED("c", "breaker closed", "breaker-closed"),
    PURGED("e", "purged", "purged"),
    FIRED("f", "alert fires", "alert-fired"),
    RESOLVED("s", "alert resolves", "alert-resolved"),
    ACTED("t", "action", "action"),
    BREACHED("x", "beyond bound", "breach"),
    RECOVERED("r", "within bound", "recovery");

    private final String letter;
    private final String word;
    /** Event kinds of the timeline that are this milestone, each followed by a comma. */
    private final String happenings;

    Milestone(String letter, String word, String... happenings) {
        this.letter = letter;
        this.word = word;
        this.happenings = String.join(",", happenings) + ",";
    }

    /** Returns the letter on the rail. */
    public String letter() {
        return letter;
    }

    /** Returns the meaning of the letter. */
    public String word() {
        return word;
    }

    /** Returns the milestone of an event kind of the timeline; empty for an event that is only reported in words. */
    public static Optional<Milestone> of(String happening) {
        return Arrays.stream(values())
                .filter(one -> List.of(one.happenings.split(",")).contains(happening))
                .findFirst();
    }
}
