package dev.brownout.language.binding;

import dev.brownout.language.parse.ScalarParser;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.QuerySupport;
import dev.brownout.spec.SpecFields;
import dev.brownout.typetable.RecordField;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Check of the query names of a component that is read.
 *
 * @param names its query classes
 * @param model its data model as written, or else the default; empty if a profile may set it, or if its kind has only
 *     one data model
 */
record QueryNameCheck(Set<String> names, Optional<QuerySupport> model) {
    private static final String MODEL = "model";

    /** Check of a component without queries. */
    static final QueryNameCheck NONE = new QueryNameCheck(new LinkedHashSet<>(), Optional.empty());

    /** Returns the check for a component as written in a file. */
    static QueryNameCheck of(Class<?> kind, Entries component) {
        Set<String> names = new LinkedHashSet<>(DeclaredNames.keys(component, "queries"));
        for (RecordField parameter : SpecFields.components(kind.asSubclass(Record.class))) {
            if (parameter.name().equals(MODEL)
                    && parameter.genericType() instanceof ParameterizedType optional
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
                .filter(one -> !(component.get(MODEL) instanceof Text text)
                        || text.value().equals(ScalarParser.written((Enum<?>) one)))
                .filter(QuerySupport.class::isInstance)
                .map(QuerySupport.class::cast)
                .findFirst();
    }

    /** Returns the reason why the component can never support a query, with an alternative; empty if it could. */
    Optional<Sentence> refusal(String query) {
        return model.flatMap(its -> its.refusal(query));
    }
}
