package dev.brownout.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Display hints of a measure. They are not part of the JSON of a result. Measures of a result read from JSON have the
 * hints {@link #PLAIN}.
 *
 * @param as the kind of number
 * @param in the places that show the measure by default
 * @param part the part of the component that is measured, such as {@code primary}; empty for the whole
 * @param words texts for charts
 * @param loss description of a measure of losses; {@link Loss#NONE} for the rest
 * @param limit the measured limit in the plural, by its use or its refused calls; empty for none
 */
public record DisplayHints(As as, List<In> in, String part, Words words, Loss loss, String limit) {
    /** Hints of a measure that is drawn according to its unit, and shown only on request. */
    public static final DisplayHints PLAIN = new DisplayHints(As.PLAIN);

    /**
     * Texts of a measure for charts.
     *
     * @param title beginning of chart titles, with <code>{}</code> for the measured object; empty for the name of the
     *     measure
     * @param each name for one of its parts if these are not machines; empty if unknown
     * @param sentence description of the count; empty if the name suffices
     */
    public record Words(String title, String each, String sentence) {
        /** No texts except the name. */
        public static final Words NONE = new Words("", "", "");
    }

    /**
     * Description of a measure of losses.
     *
     * @param name the noun of the number, such as {@code dead letters}; empty if nothing is lost
     * @param unit {@code 1} for a count, {@code s} for a time
     */
    public record Loss(String name, String unit) {
        /** Description of a measure without losses. */
        public static final Loss NONE = new Loss("", "1");
    }

    /** Copies the list. */
    public DisplayHints {
        in = List.copyOf(in);
    }

    /** Creates the hints of a measure of the whole component. */
    public DisplayHints(As as, In... in) {
        this(as, List.of(in), "", Words.NONE, Loss.NONE, "");
    }

    /** Returns these hints with the given texts for charts. */
    public DisplayHints withTexts(Words other) {
        return new DisplayHints(as, in, part, other, loss, limit);
    }

    /** Returns these hints for a measure of losses. */
    public DisplayHints losing(Loss itsLoss) {
        return new DisplayHints(as, in, part, words, itsLoss, limit);
    }

    /** Returns these hints for a measure of a limit. */
    public DisplayHints limiting(String itsLimit) {
        return new DisplayHints(as, in, part, words, loss, itsLimit);
    }

    /** Returns whether a place shows the measure by default. */
    public boolean isShownIn(In place) {
        return in.contains(place);
    }

    /** Kinds of numbers, in the order in which they are reported. */
    public enum As {
        /** Utilization, 0 to 1. */
        UTILIZATION,
        /** Occupancy of a second resource of each machine, 0 to 1. */
        OCCUPANCY,
        /** Cache hits of all lookups, 0 to 1. */
        HIT_RATIO,
        /** Queue length of a server. */
        LINE,
        /** Present number of items. */
        LEVEL,
        /** Age of the oldest waiting item. */
        AGE,
        /** Count of permanent damage. */
        DAMAGE,
        /** Progress of an operation, 0 to 1. Read at the end of a window. */
        PROGRESS,
        /** Good requests of all that ended, 0 to 1. */
        AVAILABILITY,
        /** Requests sent by users, or answered: the first lines of a chart of outcomes. */
        REQUESTS,
        /** Failed requests in total: a line of a chart of outcomes that does not distinguish causes. */
        FAILED,
        /** Failed requests with one cause. */
        FAILURE,
        /** A number without special display. */
        PLAIN;

        /** Returns the name of the first measure of this kind for the whole component. */
        public Optional<String> firstOf(Map<String, ComponentResult.Measure> measures) {
            return measures.entrySet().stream()
                    .filter(measure -> measure.getValue().showing().as() == this
                            && measure.getValue().showing().part().isEmpty())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /** Places that show measures by default. */
    public enum In {
        /** Chart of the whole, or of all its machines if the whole is not measured. */
        CHART,
        /** Chart of all machines. For a measure that is also in {@link #CHART}, only if there are several machines. */
        NODE_CHART,
        /** Tables of a summary. */
        SUMMARY,
        /** Rows of each baseline. */
        BASELINE
    }
}
