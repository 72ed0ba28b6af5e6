package dev.brownout.language.binding;

import dev.brownout.language.value.Scalars;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.vocabulary.Askable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a component that is read may be asked for by name.
 *
 * @param names its classes of queries
 * @param model how it holds its data, as far as that is said or taken to be so where nothing is; empty where a profile
 *     may say otherwise, or its kind knows one way only
 */
record Questions(Set<String> names, Optional<Askable> model) {
    private static final String MODEL = "model";

    /** Nothing. */
    static final Questions NONE = new Questions(new LinkedHashSet<>(), Optional.empty());

    /** What a component of a kind says in a file. */
    static Questions of(Class<?> kind, Entries component) {
        Set<String> names = new LinkedHashSet<>(Names.keys(component, "queries"));
        for (RecordComponent parameter : kind.getRecordComponents()) {
            if (parameter.getName().equals(MODEL)
                    && parameter.getGenericType() instanceof ParameterizedType optional
                    && optional.getActualTypeArguments()[0] instanceof Class<?> type) {
                return new Questions(names, model(type, component));
            }
        }
        return new Questions(names, Optional.empty());
    }

    private static Optional<Askable> model(Class<?> type, Entries component) {
        if (component.get(MODEL) == null && component.get("profile") != null) {
            return Optional.empty();
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> !(component.get(MODEL) instanceof Text said)
                        || said.value().equals(Scalars.written((Enum<?>) one)))
                .filter(Askable.class::isInstance)
                .map(Askable.class::cast)
                .findFirst();
    }

    /** Why it can never be asked for something, and what to do instead; empty where it could. */
    Optional<String> refusal(String query) {
        return model.flatMap(its -> its.refusal(query));
    }
}
