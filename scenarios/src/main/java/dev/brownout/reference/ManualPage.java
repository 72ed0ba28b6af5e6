package dev.brownout.reference;

import dev.brownout.spec.ModelSheet;
import java.util.List;
import java.util.Optional;

/**
 * A page of the manual about one subject.
 *
 * @param group its chapter
 * @param name its name in scenarios
 * @param title the kind of subject
 * @param sentence its definition
 * @param sheet the scope and limits of its model; empty if it is not a model
 * @param parameters its parameters
 * @param metrics its metrics, in addition to those of every subject of its kind
 * @param notes further sentences
 * @param example an example in a scenario; empty for none
 */
public record ManualPage(
        ManualChapter group,
        String name,
        String title,
        String sentence,
        Optional<ModelSheet> sheet,
        List<Parameter> parameters,
        List<Measure> metrics,
        List<String> notes,
        String example) {

    /**
     * A metric.
     *
     * @param name its name in relations
     * @param unit {@code ratio}, {@code ns}, {@code 1/s}, {@code B} or {@code 1}
     * @param sentence its definition
     */
    record Measure(String name, String unit, String sentence) {
        /** Returns the noun for its values. */
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

    /** Copies the lists. */
    public ManualPage {
        parameters = List.copyOf(parameters);
        metrics = List.copyOf(metrics);
        notes = List.copyOf(notes);
    }

    /** Returns a page of a subject that has no metrics, notes or model. */
    static ManualPage ofSubject(
            ManualChapter group, String name, String sentence, List<Parameter> parameters, String example) {
        return new ManualPage(
                group, name, group.one(), sentence, Optional.empty(), parameters, List.of(), List.of(), example);
    }

    /** Returns a page of a parameter that another page describes, at a path within it. */
    static ManualPage of(ManualPage page, String path, Parameter parameter) {
        return new ManualPage(
                page.group(),
                parameter.name(),
                "parameter of " + path,
                parameter.sentence(),
                Optional.empty(),
                List.of(parameter),
                List.of(),
                List.of("'brownout explain " + page.name() + "' shows the rest."),
                "");
    }

    /** Returns the chapter and the name. */
    @Override
    public String toString() {
        return group.one() + " " + name;
    }
}
