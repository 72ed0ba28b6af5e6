package dev.brownout.sentence;

import java.util.Arrays;
import java.util.List;

/**
 * A sentence of the program: an English form and the arguments of its places. The form is the key of translations,
 * which do not have to read a finished sentence.
 *
 * @param form the English sentence with a place <code>{}</code> for each argument; without arguments it has no places
 * @param arguments the values of the places: texts, numbers or sentences
 */
public record Sentence(String form, List<Object> arguments) {
    /** The empty sentence. */
    public static final Sentence EMPTY = of("");

    /** A place in a form. */
    public static final String PLACE = "{}";

    /**
     * Copies the arguments, other ones than sentences and numbers as texts. Throws an {@code IllegalArgumentException}
     * if their number is not that of the places.
     */
    public Sentence {
        arguments = arguments.stream().map(Sentence::fixed).toList();
        int places = 0;
        for (int index = form.indexOf(PLACE); index >= 0; index = form.indexOf(PLACE, index + PLACE.length())) {
            places++;
        }
        if (!arguments.isEmpty() && places != arguments.size()) {
            throw new IllegalArgumentException(arguments.size() + " arguments for: " + form);
        }
    }

    private static Object fixed(Object argument) {
        return argument instanceof Sentence || argument instanceof Number ? argument : String.valueOf(argument);
    }

    /** Returns a sentence with its arguments in the order of the places. */
    public static Sentence of(String form, Object... arguments) {
        return new Sentence(form, Arrays.asList(arguments));
    }

    /** Returns a text as a sentence without a translation. */
    public static Sentence quote(String text) {
        return of(PLACE, text);
    }

    /** Returns the sentence of a failure; its message if it has none. */
    public static Sentence reason(Throwable failure) {
        return failure instanceof ExplainedFailure explained
                ? explained.sentence()
                : quote(String.valueOf(failure.getMessage()));
    }

    /** Returns whether this is the empty sentence. */
    public boolean isEmpty() {
        return form.isEmpty();
    }

    /** Returns the English sentence. */
    @Override
    public String toString() {
        if (arguments.isEmpty()) {
            return form;
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Object argument : arguments) {
            int place = form.indexOf(PLACE, from);
            text.append(form, from, place).append(argument);
            from = place + PLACE.length();
        }
        return text.append(form.substring(from)).toString();
    }
}
