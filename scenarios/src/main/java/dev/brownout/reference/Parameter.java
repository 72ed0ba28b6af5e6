package dev.brownout.reference;

import java.util.List;
import java.util.Optional;

/**
 * What a page says of one parameter.
 *
 * @param name how a scenario writes it
 * @param what what is written there, with its limits
 * @param defaultText what it is when nothing is written; empty where it must be written, or is nothing then
 * @param needed whether it must be written
 * @param sentence what it means
 * @param source where the default comes from; empty where nobody says
 * @param words the words that it may be, with what they mean; empty where it is no choice
 * @param inner the parameters of what stands in it; empty where it is a single value
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

    /**
     * One of the words that a parameter may be.
     *
     * @param word as it is written
     * @param sentence what it means; the empty text where the parameter's own sentence says it
     */
    record Word(String word, String sentence) {}

    Parameter {
        words = List.copyOf(words);
        inner = List.copyOf(inner);
    }

    /** One without a default that no record declares. */
    static Parameter plain(String name, String what, String sentence) {
        return new Parameter(name, what, Optional.empty(), false, sentence, Optional.empty(), List.of(), List.of());
    }

    /** The same where it may be left out with all others of its record. */
    Parameter left() {
        return new Parameter(name, what, defaultText, false, sentence, source, words, inner);
    }

    /** What is written there, and what it is when nothing is. */
    String range() {
        return what + defaultText.map(text -> "; by default " + text).orElse(needed ? "; must be said" : "");
    }
}
