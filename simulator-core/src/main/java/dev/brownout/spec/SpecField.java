package dev.brownout.spec;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A parameter of a spec, described by its record component and the annotations on it.
 *
 * @param name name in a scenario: its {@link YamlName}, or else the name of the record component in snake case, without
 *     a trailing underscore
 * @param type generic Java type
 * @param defaultText default value, as written in a scenario; empty for none
 * @param atLeast minimum legal value in the base unit; empty for none
 * @param atMost maximum legal value in the base unit; empty for none
 * @param noneWord keyword for an empty Optional; empty for none
 * @param sentence documentation
 * @param source source of the default; empty if not given
 * @param refersTo type of the part that it names; empty if it names none
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

    /** Returns the parameter under another name. */
    public SpecField withName(String other) {
        return new SpecField(other, type, defaultText, atLeast, atMost, noneWord, sentence, source, refersTo);
    }

    /** Returns whether a scenario may omit the parameter: it has a default, or it is an Optional, a list or a map. */
    public boolean isOptional() {
        return defaultText.isPresent()
                || GenericTypes.isOptional(type)
                || GenericTypes.isList(type)
                || GenericTypes.isMap(type);
    }
}
