package dev.brownout.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be marked on the rail under a time axis, beside faults: a letter for each, and the word for it. */
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
    /** The kinds of events that it is, with a comma behind each. */
    private final String happenings;

    Milestone(String letter, String word, String... happenings) {
        this.letter = letter;
        this.word = word;
        this.happenings = String.join(",", happenings) + ",";
    }

    /** What stands on the rail. */
    public String letter() {
        return letter;
    }

    /** What the letter means. */
    public String word() {
        return word;
    }

    /** Of an event of the timeline; empty for one that is told in words only. */
    public static Optional<Milestone> of(String happening) {
        return Arrays.stream(values())
                .filter(one -> List.of(one.happenings.split(",")).contains(happening))
                .findFirst();
    }
}
