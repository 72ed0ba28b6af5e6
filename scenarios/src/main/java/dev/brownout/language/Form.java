package dev.brownout.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that is written like a function, such as {@code exp(20ms)}: what the reader takes and the manual says.
 *
 * @param name its name
 * @param sentence what it means
 * @param example how it is written
 * @param arguments what it takes, in the order in which they stand without names; empty where the example says all
 */
public record Form(String name, String sentence, String example, List<Argument> arguments) {
    /** Takes the list as it is now. */
    public Form {
        arguments = List.copyOf(arguments);
    }

    /**
     * A value between the brackets.
     *
     * @param name its name
     * @param what what is written there, such as a rate
     * @param limits between which a number lies; empty where amounts of its dimension have theirs
     * @param sentence what it means
     */
    public record Argument(String name, String what, Optional<Limits> limits, String sentence) {}

    /**
     * The ends between which a bare number lies.
     *
     * @param least the smallest that is allowed
     * @param most the largest that is allowed
     */
    public record Limits(BigDecimal least, BigDecimal most) {
        static Limits of(String least, String most) {
            return new Limits(new BigDecimal(least), new BigDecimal(most));
        }

        /** In words that follow those of what is written. */
        public String words() {
            return ", at least " + written(least) + ", at most " + written(most);
        }

        /** Refuses a number beyond them. */
        void require(String text, BigDecimal value) {
            boolean small = value.compareTo(least) < 0;
            if (small || value.compareTo(most) > 0) {
                throw new ValueException(
                        text,
                        "'" + text + "' is too " + (small ? "small; at least " : "large; at most ")
                                + written(small ? least : most) + " is allowed");
            }
        }

        private static String written(BigDecimal number) {
            return Units.write(new Amount(number, Dimension.COUNT));
        }
    }

    static Form of(String name, String sentence, String example) {
        return new Form(name, sentence, example, List.of());
    }

    Form with(String argument, String what, String meaning) {
        return with(new Argument(argument, what, Optional.empty(), meaning));
    }

    Form with(String argument, String what, Limits limits, String meaning) {
        return with(new Argument(argument, what, Optional.of(limits), meaning));
    }

    private Form with(Argument next) {
        List<Argument> more = new ArrayList<>(arguments);
        more.add(next);
        return new Form(name, sentence, example, more);
    }
}
