package dev.brownout.spec;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One parameter of a spec, as its record component and the annotations on it describe it.
 *
 * @param name how a scenario writes it: its {@link YamlName}, or else the record component's name, less an underscore
 *     at its end
 * @param type its generic Java type
 * @param defaultText what it is when a scenario says nothing, as a scenario would write it; empty if it must be said
 * @param atLeast smallest legal value in the base unit; empty for none
 * @param atMost largest legal value in the base unit; empty for none
 * @param noneWord the word that stands for an empty Optional; empty where there is none
 * @param sentence what it means
 * @param source where the default comes from; empty where it is not said
 * @param refersTo what it names; empty where it names nothing
 */
public record SpecField(
        String name,
        Type type,
        Optional<String> defaultText,
        OptionalDouble atLeast,
        OptionalDouble atMost,
        Optional<String> noneWord,
        String sentence,
        Optional<String> source,
        Optional<Reference.To> refersTo) {

    /** Whether a scenario may leave it out: it has a default, or it is an Optional, a list or a map. */
    public boolean optional() {
        return defaultText.isPresent()
                || GenericTypes.isOptional(type)
                || GenericTypes.isList(type)
                || GenericTypes.isMap(type);
    }
}
