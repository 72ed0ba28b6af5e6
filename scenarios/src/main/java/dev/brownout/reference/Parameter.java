package dev.brownout.reference;

import dev.brownout.translation.Messages;
import java.util.List;
import java.util.Optional;

/**
 * Description of one parameter on a page.
 *
 * @param name its name in a scenario
 * @param what its type, with its limits
 * @param defaultText its default; empty if it is required or absent by default
 * @param needed whether it is required
 * @param sentence its meaning
 * @param source the source of its default; empty if none is stated
 * @param words its allowed words, with their meaning; empty if it is not a choice
 * @param inner the parameters of its value; empty for a single value
 */
record Parameter(
        String name,
        String what,
        Optional<String> defaultText,
        boolean needed,
        String sentence,
        Optional<String> source,
        List<Word> words,
        List<Parameter> inner) {
    /** Default of a map with parameters that have their own defaults. */
    static final String AS_FOLLOWS = "as follows";

    /**
     * An allowed word of a parameter.
     *
     * @param word the word as written
     * @param sentence its meaning; empty if the sentence of the parameter explains it
     */
    record Word(String word, String sentence) {}

    Parameter {
        words = List.copyOf(words);
        inner = List.copyOf(inner);
    }

    /** Returns a parameter without a default that no record declares. */
    static Parameter plain(String name, String description, String sentence) {
        return new Parameter(
                name, description, Optional.empty(), false, sentence, Optional.empty(), List.of(), List.of());
    }

    /** Returns this parameter as optional, for a record that may be omitted as a whole. */
    Parameter asOptional() {
        return new Parameter(name, what, defaultText, false, sentence, source, words, inner);
    }

    /** Returns this parameter with a condition of its effect in its sentence. */
    Parameter onlyWith(String condition) {
        String conditional = sentence + " Only with " + condition + ".";
        return new Parameter(name, what, defaultText, needed, conditional, source, words, inner);
    }

    /** Returns this parameter as required. */
    Parameter required() {
        return new Parameter(name, what, Optional.empty(), true, sentence, source, words, inner);
    }

    /** Returns its type and its default in the language of the current scope. */
    String range() {
        return what
                + defaultText
                        .map(text -> text.equals(AS_FOLLOWS) ? Messages.text("manual.as_follows") : text)
                        .map(text -> Messages.text("manual.by_default", text))
                        .orElse(needed ? Messages.text("manual.required") : "");
    }
}
