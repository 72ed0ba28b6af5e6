package dev.brownout.reference;

import dev.brownout.spec.ModelSheet;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the manual says about one thing.
 *
 * @param group its chapter
 * @param name the word that scenarios write for it
 * @param what what sort of thing it is
 * @param sentence what it is
 * @param sheet what may be concluded from it and what not; empty where it is no model
 * @param parameters what can be said about it
 * @param metrics what is measured of it besides what is measured of everything of its sort
 * @param notes more sentences
 * @param example how a scenario writes it; the empty text for none
 */
public record ManualPage(
        ManualChapter group,
        String name,
        String what,
        String sentence,
        Optional<ModelSheet> sheet,
        List<Parameter> parameters,
        List<Measure> metrics,
        List<String> notes,
        String example) {

    /**
     * Something measured.
     *
     * @param name in relations
     * @param unit {@code ratio}, {@code ns}, {@code 1/s}, {@code B} or {@code 1}
     * @param sentence what it means
     */
    record Measure(String name, String unit, String sentence) {
        /** What its values are, in words. */
        String values() {
            return switch (unit) {
                case "ratio" -> "percentage";
                case "ns" -> "duration";
                case "1/s" -> "rate";
                case "B" -> "size";
                default -> "number";
            };
        }
    }

    /** Takes the lists as they are now. */
    public ManualPage {
        parameters = List.copyOf(parameters);
        metrics = List.copyOf(metrics);
        notes = List.copyOf(notes);
    }

    /** A page about something that has parameters at most. */
    static ManualPage plain(
            ManualChapter group, String name, String sentence, List<Parameter> parameters, String example) {
        return new ManualPage(
                group, name, group.one(), sentence, Optional.empty(), parameters, List.of(), List.of(), example);
    }

    /** What another page says of a parameter, at a path within it. */
    static ManualPage of(ManualPage page, String path, Parameter parameter) {
        return new ManualPage(
                page.group(),
                parameter.name(),
                "parameter of " + path,
                parameter.sentence(),
                Optional.empty(),
                List.of(parameter),
                List.of(),
                List.of("'brownout explain " + page.name() + "' says the rest."),
                "");
    }

    /** The chapter and the word. */
    @Override
    public String toString() {
        return group.one() + " " + name;
    }
}
