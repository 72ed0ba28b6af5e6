package dev.brownout.language.binding;

import dev.brownout.language.parse.ScalarParser;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.spec.QuerySupport;
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
record QueryNameCheck(Set<String> names, Optional<QuerySupport> model) {
    private static final String MODEL = "model";

    /** Nothing. */
    static final QueryNameCheck NONE = new QueryNameCheck(new LinkedHashSet<>(), Optional.empty());

    /** What a component of a kind says in a file. */
    static QueryNameCheck of(Class<?> kind, Entries component) {
        Set<String> names = new LinkedHashSet<>(DeclaredNames.keys(component, "queries"));
        for (RecordComponent parameter : kind.getRecordComponents()) {
            if (parameter.getName().equals(MODEL)
                    && parameter.getGenericType() instanceof ParameterizedType optional
                    && optional.getActualTypeArguments()[0] instanceof Class<?> type) {
                return new QueryNameCheck(names, model(type, component));
            }
        }
        return new QueryNameCheck(names, Optional.empty());
    }

    private static Optional<QuerySupport> model(Class<?> type, Entries component) {
        if (component.get(MODEL) == null && component.get("profile") != null) {
            return Optional.empty();
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> !(component.get(MODEL) instanceof Text said)
                        || said.value().equals(ScalarParser.written((Enum<?>) one)))
                .filter(QuerySupport.class::isInstance)
                .map(QuerySupport.class::cast)
                .findFirst();
    }

    /** Why it can never be asked for something, and what to do instead; empty where it could. */
    Optional<String> refusal(String query) {
        return model.flatMap(its -> its.refusal(query));
    }
}
