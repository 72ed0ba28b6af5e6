package dev.brownout.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a measure is shown, as it says of itself. The JSON of a result does not tell it: of a result that was read back
 * every measure is {@link #PLAIN}.
 *
 * @param as what sort of number it is
 * @param in where it stands although nobody asks for it
 * @param part the part of the component that it is of, such as {@code primary}; empty for the whole
 * @param words what charts say of it
 * @param loss what is lost, of a measure of losses; else {@link Loss#NONE}
 */
public record DisplayHints(As as, List<In> in, String part, Words words, Loss loss) {
    /** Drawn as its unit demands, and only where somebody asks for it. */
    public static final DisplayHints PLAIN = new DisplayHints(As.PLAIN);

    /**
     * What charts say of a measure.
     *
     * @param title the first words of their titles, with <code>{}</code> for what it is measured of; empty for its name
     * @param each what one of its parts is that are no machines; empty where nothing is known
     * @param sentence what it counts, empty where its name says it
     */
    public record Words(String title, String each, String sentence) {
        /** Nothing but its name. */
        public static final Words NONE = new Words("", "", "");
    }

    /**
     * The loss that a measure counts.
     *
     * @param name the noun of the number, such as {@code dead letters}; empty where nothing is lost
     * @param unit {@code 1} for a count, {@code s} for a time
     */
    public record Loss(String name, String unit) {
        /** Of a measure that counts no losses. */
        public static final Loss NONE = new Loss("", "1");
    }

    /** Takes the list as it is now. */
    public DisplayHints {
        in = List.copyOf(in);
    }

    /** One that is of no part. */
    public DisplayHints(As as, In... in) {
        this(as, List.of(in), "", Words.NONE, Loss.NONE);
    }

    /** The same, of which charts say that. */
    public DisplayHints said(Words other) {
        return new DisplayHints(as, in, part, other, loss);
    }

    /** Returns the same for a measure that counts a loss. */
    public DisplayHints losing(Loss itsLoss) {
        return new DisplayHints(as, in, part, words, itsLoss);
    }

    /** Whether it stands there although nobody asks for it. */
    public boolean in(In place) {
        return in.contains(place);
    }

    /** Sorts of numbers; in this order they are told. */
    public enum As {
        /** How busy something is, 0 to 1. */
        UTILIZATION,
        /** How much is in use of another thing that each machine has, 0 to 1. */
        OCCUPANCY,
        /** Finds of all look-ups, 0 to 1. */
        HIT_RATIO,
        /** What waits for a server. */
        LINE,
        /** How many there are. */
        LEVEL,
        /** How old the oldest of what waits is. */
        AGE,
        /** A count of what is never made good. */
        DAMAGE,
        /** How far something has come, 0 to 1: read at its end. */
        PROGRESS,
        /** Good ones of all requests that ended, 0 to 1. */
        AVAILABILITY,
        /** Requests as users sent them, or were answered: the first lines of a chart of what became of them. */
        REQUESTS,
        /** Requests that failed, all ways together: a line of that chart where the ways are not told apart. */
        FAILED,
        /** Requests that failed in one way. */
        FAILURE,
        /** A number like any other. */
        PLAIN;

        /** The name of the measure that is such a number of the whole; of several the first. */
        public Optional<String> among(Map<String, ComponentResult.Measure> measures) {
            return measures.entrySet().stream()
                    .filter(measure -> measure.getValue().showing().as() == this
                            && measure.getValue().showing().part().isEmpty())
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /** Places in which measures stand that nobody asked for. */
    public enum In {
        /** A chart of the whole, or where there is none of all its machines. */
        CHART,
        /** A chart of all machines; if it stands in {@link #CHART} too, where there are lines of several machines. */
        NODE_CHART,
        /** The tables of a summary. */
        SUMMARY,
        /** A line of each baseline. */
        BASELINE
    }
}
